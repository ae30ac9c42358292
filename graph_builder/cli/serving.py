"""`chancery serve`: the HTTP service over a graph."""

from pathlib import Path
from typing import Annotated

import typer

from graph_builder.settings import Settings
from graph_builder.store.directory import GraphDirectory


def serve(
    graph: Annotated[Path | None, typer.Option(help="The graph's directory.")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    timeout_s: Annotated[
        float | None, typer.Option(help="Longest that a request may take.")
    ] = None,
    query_workers: Annotated[int | None, typer.Option(help="Worker processes.")] = None,
) -> None:
    """Serve a graph over HTTP; every other setting is a CHANCERY_… environment variable."""
    flags = {
        "graph": graph,
        "host": host,
        "port": port,
        "timeout_s": timeout_s,
        "query_workers": query_workers,
    }
    settings = Settings.load(flags)
    # Imported here, because the other commands need no service.
    from service.server import check_address  # noqa: PLC0415
    from service.server import serve as run  # noqa: PLC0415

    check_address(settings)
    if not GraphDirectory(settings.graph).has_graph():
        typer.echo(
            f"chancery: no graph is published in {settings.graph} yet; run `chancery build`",
            err=True,
        )
    typer.echo(
        f"Chancery serves {settings.graph} at http://{settings.host}:{settings.port}/", err=True
    )
    run(settings)
