"""The command `chancery`: each command is a thin shell over a function that programs can call too.

Exit codes: 0 done, 1 a `ChanceryError` (one line on standard error), 2 wrong usage, 130 Ctrl-C.
`build` is done when any article was usable; what was not is told on standard error and, with
`--rejects`, in a file.
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

    def make_context(self, *arguments: Any, **more: Any) -> Any:
        try:
            return super().make_context(*arguments, **more)  # prints --help and --version
        except BrokenPipeError:
            _drop_output()
            raise typer.Exit(0) from None

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # here, where it may fail; at the interpreter's exit it may not
        except KeyboardInterrupt:
            _say("interrupted; what was published before is untouched")
            raise typer.Exit(130) from None
        except BrokenPipeError:
            # The reader of our output went away (`chancery … | head`): nothing is wrong.
            _drop_output()
            raise typer.Exit(0) from None
        except (ChanceryError, OSError, MemoryError) as error:
            if os.environ.get("CHANCERY_DEBUG"):
                raise
            _say(_one_line(error))
            raise typer.Exit(1) from None
        return result


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
    try:
        app(args=arguments)
    finally:
        try:
            sys.stdout.flush()
        except OSError:
            _drop_output()


def _drop_output() -> None:
    """Let what is not written yet go nowhere, for nobody can take it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _one_line(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "out of memory; use fewer --jobs or smaller sources"
    if isinstance(error, OSError) and error.strerror:
        where = "" if error.filename is None else f"{error.filename}: "
        return where + error.strerror[:1].lower() + error.strerror[1:]
    return " ".join(str(error).split()) or type(error).__name__


def _say(message: str) -> None:
    typer.echo(f"chancery: {message}", err=True)
