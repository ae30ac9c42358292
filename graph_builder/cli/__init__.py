"""The command `chancery`: each command is a thin shell over a function that programs can call too.

Exit codes: 0 done, 1 a `ChanceryError` (one line on standard error), 2 wrong usage, 130 Ctrl-C.
"""

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from graph_builder import __version__
from graph_builder.errors import ChanceryError


class _Commands(TyperGroup):
    """Turns the errors of all commands into one line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _say("interrupted; what was published before is untouched")
            raise typer.Exit(130) from None
        except BrokenPipeError:
            # The reader of our output went away (`chancery … | head`): nothing is wrong.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except (ChanceryError, OSError, MemoryError) as error:
            if os.environ.get("CHANCERY_DEBUG"):
                raise
            _say(_one_line(error))
            raise typer.Exit(1) from None


app = typer.Typer(
    name="chancery",
    cls=_Commands,
    help="Read news, keep the diplomatic record, and ask it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"chancery {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    pass


def main(arguments: list[str] | None = None) -> None:
    """Run the command line on `arguments` (default: the process's); raises `SystemExit`.

    With `CHANCERY_DEBUG=1` in the environment an error shows its traceback instead of one line.
    """
    from graph_builder.cli.register import register  # noqa: PLC0415  commands import this module

    register(app)
    app(args=arguments)


def _one_line(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "out of memory; use fewer --jobs or smaller sources"
    return " ".join(str(error).split()) or type(error).__name__


def _say(message: str) -> None:
    typer.echo(f"chancery: {message}", err=True)
