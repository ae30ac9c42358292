"""Commands that change a graph: build, retract."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from graph_builder import build as builder
from graph_builder.build import BuildOptions, BuildReport, OnProgress, Stage
from graph_builder.cli.options import DEFAULT_GRAPH, GraphOption, JsonOption, QuietOption
from graph_builder.cli.output import print_json, print_table, progress_bar
from graph_builder.errors import InputError


def build(
    sources: Annotated[list[Path], typer.Argument(help="Articles: files or directories.")],
    graph: GraphOption = DEFAULT_GRAPH,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Reading processes; default: one for each processor.")
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option(help="Write what could not be read to this file, a line each.")
    ] = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read articles into a graph and publish it; unchanged articles are skipped."""
    with _progress(quiet or json) as on_progress:
        report = builder.build(sources, graph, BuildOptions(jobs=jobs), on_progress)
    for warning in report.warnings:
        typer.echo(f"chancery: {warning}", err=True)
    for rejection in report.rejected:
        typer.echo(f"chancery: {rejection.source}: {rejection.reason}", err=True)
    if rejects is not None:
        # One line each, though a file's name may hold a line break.
        lines = (f"{' '.join(r.source.split())}\t{r.reason}\n" for r in report.rejected)
        rejects.write_text("".join(lines), encoding="utf-8")
    _show(report, json, quiet)
    if report.rejected and not (report.read or report.recovered or report.skipped):
        raise InputError("no article could be read; the reasons stand above")


def retract(
    article: Annotated[str, typer.Argument(help="The article's id, IRI or URL.")],
    graph: GraphOption = DEFAULT_GRAPH,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Take an article, with exactly its facts, out of the graph."""
    with _progress(quiet or json) as on_progress:
        report = builder.retract(article, graph, on_progress)
    _show(report, json, quiet)


@contextmanager
def _progress(quiet: bool) -> Iterator[OnProgress]:
    with progress_bar(quiet) as bar:
        task = bar.add_task("reading", total=None)

        def tell(stage: Stage, done: int, total: int | None) -> None:
            bar.update(task, description=stage, completed=done, total=total)

        callback: Callable[[Stage, int, int | None], None] = tell
        yield callback


def _show(report: BuildReport, json: bool, quiet: bool) -> None:
    if json:
        print_json(report)
        return
    if quiet:
        return
    runs = {
        "articles read": report.read + report.recovered,
        "of them replaced": report.replaced,
        "unchanged, skipped": report.skipped,
        "retracted": report.retracted,
        "rejected": len(report.rejected),
        "claims refused": report.refused,
        "warnings": len(report.warnings),
    }
    rows = [(name, count) for name, count in runs.items() if count]
    rows += [(f"{name} in the graph", count) for name, count in report.counts.items()]
    state = "published" if report.published else "unchanged"
    title = (
        "No graph yet" if report.generation is None else f"Generation {report.generation} ({state})"
    )
    print_table(title, ("", "count"), rows)
