"""Commands that look at a graph as a whole: validate, diff, backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from graph_builder.build import diff as differences
from graph_builder.build import validate as check
from graph_builder.cli.options import DEFAULT_GRAPH, GraphOption, JsonOption
from graph_builder.cli.output import print_json, print_table
from graph_builder.store.backup import backup as write_backup
from graph_builder.store.backup import restore as unpack_backup
from graph_builder.store.directory import GraphDirectory


def validate(graph: GraphOption = DEFAULT_GRAPH, json: JsonOption = False) -> None:
    """Check a graph against its shapes, and every span against its article's text."""
    report = check(graph)
    if json:
        print_json(report)
    else:
        for violation in report.violations:
            value = f" ({violation.value})" if violation.value else ""
            typer.echo(f"{violation.node}: {violation.message}{value}", err=True)
        typer.echo(
            f"generation {report.generation}: {report.quads:,} quads, {report.constraints} "
            f"constraints, {report.spans:,} spans checked; {len(report.violations)} violations"
        )
    if report.violations:
        raise typer.Exit(1)


def diff(
    older: Annotated[
        int | None, typer.Argument(help="A generation; default: the last but one.")
    ] = None,
    newer: Annotated[
        int | None, typer.Argument(help="A generation; default: the current one.")
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    json: JsonOption = False,
) -> None:
    """Show what came, went and changed between two generations, and because of what."""
    directory = GraphDirectory(graph)
    found = differences(directory, older, newer)
    if json:
        print_json(found)
        return
    rows: list[tuple[object, ...]] = [
        (d.how, d.kind, d.label, ", ".join(d.fields), ", ".join(d.because)) for d in found.things
    ]
    base_iri = directory.current().manifest.base_iri
    for e in found.edges:
        source, target = (iri.removeprefix(base_iri) for iri in (e.source, e.target))
        edge = f"{source} {e.edge.rpartition('#')[2]} {target}"
        rows.append((e.how, "edge", edge, "", ", ".join(e.because)))
    print_table(
        f"Generation {found.older} → {found.newer}",
        ("", "what", "which", "fields", "because of"),
        rows,
    )


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it; .tar or .tar.gz.")],
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Write the published graph, its dossiers and its ledger into one file."""
    typer.echo(f"generation {write_backup(graph, file)} is in {file}")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `chancery backup` wrote.")],
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Unpack a backup into a new graph directory."""
    typer.echo(f"generation {unpack_backup(file, graph)} is in {graph}")
