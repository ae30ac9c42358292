"""All commands, by name, in the order in which `chancery --help` lists them."""

import typer

from graph_builder.cli import (
    asking,
    building,
    checking,
    evaluating,
    exporting,
    judging,
    reading,
    serving,
)


def register(app: typer.Typer) -> None:
    """Add every command to `app`."""
    for command in (
        building.build,
        serving.serve,
        reading.read,
        asking.query,
        asking.actors,
        asking.path,
        asking.timeline,
        asking.statements,
        asking.topics,
        asking.articles,
        asking.dossiers,
        exporting.export,
        building.retract,
        judging.judge,
        judging.explain,
        checking.diff,
        checking.validate,
        checking.backup,
        checking.restore,
        evaluating.evaluate,
    ):
        app.command()(command)
