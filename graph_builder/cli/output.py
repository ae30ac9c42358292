"""How the command line shows things: tables for people, JSON for programs, a bar on a terminal."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from graph_builder.export.annotated_text import segments
from graph_builder.model import Dossier, Event, to_json

LAYER_STYLES = {
    "person": "bold cyan",
    "country": "green",
    "organization": "yellow",
    "group": "magenta",
    "event": "underline red",
    "quote": "italic",
}


class _Output(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the command line, which ends well then; rich would exit with 1."""
        raise BrokenPipeError


def console() -> Console:
    """Standard output; colours only on a terminal and without NO_COLOR (rich sees to both)."""
    return _Output(highlight=False, soft_wrap=not sys.stdout.isatty())


def print_json(value: Any) -> None:
    """`value` (plain, or any type of the model) as indented JSON."""
    sys.stdout.write(json.dumps(to_json(value), ensure_ascii=False, indent=2) + "\n")


def print_json_lines(values: Iterable[Any]) -> None:
    """One line of JSON for each of `values`."""
    for value in values:
        sys.stdout.write(json.dumps(to_json(value), ensure_ascii=False) + "\n")


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table with a heading; says so where it has no rows."""
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    console().print(table if table.row_count else Text(f"{title}: none"))


def progress_bar(quiet: bool) -> Progress:
    """A bar on standard error, shown only where that is a terminal."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=quiet or not sys.stderr.isatty(),
        transient=True,
    )


def print_dossier(dossier: Dossier) -> None:
    """The text with actors, events and quotes coloured, then what was understood, as tables."""
    text = Text()
    for segment in segments(dossier):
        styles = " ".join(LAYER_STYLES[annotation.layer] for annotation in segment.annotations)
        text.append(segment.text, style=styles)
    console().print(text, "")
    actors = [(a.name, a.type, a.office) for a in dossier.actors]
    print_table("Actors", ("name", "type", "office"), actors)
    _print_claims(dossier, {actor.id: actor.name for actor in dossier.actors})
    if dossier.refused or dossier.unresolved:
        console().print(
            f"{len(dossier.refused)} refused, {len(dossier.unresolved)} left open (see --json)"
        )


def _print_claims(dossier: Dossier, names: Mapping[str, str]) -> None:
    def parts(event: Event) -> str:
        return "\n".join(f"{names[p.actor]} ({p.role})" for p in event.participants)

    print_table(
        "Events",
        ("event", "who", "status", "date", "place", "words"),
        [(e.type, parts(e), e.status, e.date, e.place, e.trigger.text) for e in dossier.events],
    )
    print_table(
        "Statements",
        ("speaker", "kind", "words", "topics"),
        [
            (names[s.speaker], s.kind, s.quote, ", ".join(t.label for t in s.topics))
            for s in dossier.statements
        ],
    )
    print_table(
        "Offices",
        ("person", "office", "of", "since", "until"),
        [(names[t.person], t.office, t.org, t.since, t.until) for t in dossier.offices],
    )
