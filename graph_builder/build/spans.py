"""Whether the spans of a dossier stand in its text."""

from collections.abc import Iterator

from graph_builder.errors import DossierError
from graph_builder.model import Dossier, Evidence, Span


def spans(dossier: Dossier) -> Iterator[Span | Evidence]:
    """Every stretch of text that a dossier quotes."""
    for actor in dossier.actors:
        yield from actor.mentions
    for event in dossier.events:
        yield event.trigger
        yield from event.evidence
    for statement in dossier.statements:
        yield from statement.evidence
    for tenure in dossier.offices:
        yield from tenure.evidence


def misplaced(dossier: Dossier) -> Iterator[Span | Evidence]:
    """The spans whose text isn't what stands at their offsets."""
    for span in spans(dossier):
        if dossier.text[span.start : span.end] != span.text:
            yield span


def check_spans(dossier: Dossier) -> None:
    """Raises `DossierError` at the first span that doesn't stand in the text."""
    for span in misplaced(dossier):
        raise DossierError(
            f"dossier {dossier.id}: {span.text[:60]!r} does not stand at {span.start}–{span.end}"
        )
