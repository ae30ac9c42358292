"""Whether a graph keeps its promises: its shapes, and that every span stands in its article."""

from dataclasses import dataclass
from pathlib import Path

from graph_builder.build.spans import misplaced, spans
from graph_builder.model import Dossier, Evidence, Span
from graph_builder.store.directory import GraphDirectory
from graph_builder.store.dossiers import DossierLog
from graph_builder.store.oxigraph import OxigraphReader
from graph_builder.store.shapes import SHOWN, Violation, check_shapes, checks


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What `validate` checked, and every violation (at most `SHOWN` of one kind)."""

    generation: int
    quads: int
    constraints: int
    spans: int
    violations: tuple[Violation, ...]


def validate(graph: Path) -> ValidationReport:
    """Check the published graph against `shapes.ttl`, and the spans of its dossiers.

    Raises `GraphError` when there is no graph, or it is damaged.
    """
    directory = GraphDirectory(graph)
    generation = directory.current()
    reader = OxigraphReader(generation.store)
    violations = check_shapes(reader)
    checked, wrong = 0, []
    with DossierLog(directory.dossiers, generation.dossiers) as log:
        for dossier in log:
            checked += sum(1 for _ in spans(dossier))
            wrong += [_violation(dossier, span) for span in misplaced(dossier)]
    return ValidationReport(
        generation=generation.number,
        quads=len(reader),
        constraints=len(checks()) + 1,
        spans=checked,
        violations=(*violations, *wrong[:SHOWN]),
    )


def _violation(dossier: Dossier, span: Span | Evidence) -> Violation:
    message = f"the text at {span.start}–{span.end} is not what the dossier says"
    return Violation("Dossier", message, dossier.id, span.text)
