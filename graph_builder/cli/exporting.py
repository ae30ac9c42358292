"""`chancery export`: the network or the record as a file for another tool."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from graph_builder.cli.options import (
    DEFAULT_GRAPH,
    NO_FILTER,
    EventOptions,
    GraphOption,
    with_event_options,
)
from graph_builder.errors import InputError
from graph_builder.export.files import export as pieces_of
from graph_builder.export.files import export_file
from graph_builder.export.formats import FORMATS, format_for
from graph_builder.graph import open_graph

FORMAT_HELP = (
    "; ".join(f"{name}: {known.about}" for name, known in FORMATS.items())
    + ". Default: what the ending of the file says, else gexf."
)


@with_event_options
def export(
    format_name: Annotated[str | None, typer.Option("--format", help=FORMAT_HELP)] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file; default: standard output.")
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    around: Annotated[
        str | None, typer.Option(help="Only the neighbourhood of this actor.")
    ] = None,
    radius: Annotated[int, typer.Option(min=1, max=5, help="How many hops around that actor.")] = 1,
    events: EventOptions = NO_FILTER,
    dynamic: Annotated[bool, typer.Option(help="GEXF with time in it.")] = False,
) -> None:
    """Write the network, or the part that the filters leave, as a file for Gephi and others."""
    given = events.filters()
    options: dict[str, Any] = {"filters": given} if given else {}
    if around:
        options |= {"around": around, "radius": radius}
    elif radius != 1:
        raise typer.BadParameter("--radius goes with --around")
    if dynamic:
        options["dynamic"] = True
    chosen = format_for(output, format_name)
    opened = open_graph(graph)
    if output is not None:
        size = export_file(opened, chosen, output, options)
        typer.echo(f"{output}: {size:,} bytes", err=True)
        return
    if sys.stdout.isatty():
        raise InputError("this would fill the terminal; give a file with -o, or redirect")
    for piece in pieces_of(opened, chosen, options):
        sys.stdout.buffer.write(piece)
