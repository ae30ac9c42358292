"""Write the reference pages from the code: `python -m tests.docs.reference`."""

import dataclasses
import inspect
import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from graph_builder import settings
from graph_builder.cli import app
from graph_builder.cli.register import register
from service.app import create_app

ROOT = Path(__file__).parents[2]


def commands_page() -> str:
    """Every command with its arguments and options, as Markdown."""
    if not app.registered_commands:
        register(app)
    group: Any = typer.main.get_command(app)
    lines = ["# Commands", "", "Written by `python -m tests.docs.reference`; don't edit.", ""]
    lines += ["Exit codes: 0 done, 1 an error (one line says what, where and the mend), 2 wrong"]
    lines += ["usage, 130 interrupted. `CHANCERY_DEBUG=1` shows an error's traceback.", ""]
    for name, command in group.commands.items():
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        usage = " ".join(["chancery", name, *(_argument(p) for p in arguments)])
        lines += [f"## `{usage}`", "", command.help, ""]
        rows = [_parameter(p) for p in command.params if p.name != "help"]
        if rows:
            lines += ["| | |", "| --- | --- |", *rows, ""]
    return "\n".join(lines)


def _argument(parameter: Any) -> str:
    name = parameter.metavar or parameter.name.upper()
    return f"{name}…" if parameter.nargs == -1 else name


def _parameter(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"| `{_argument(parameter)}` | {parameter.help or ''} |"
    names = ", ".join(f"`{opt}`" for opt in parameter.opts)
    default = parameter.default
    shown = "" if default in (None, False, ()) or callable(default) else f" Default: `{default}`."
    return f"| {names} | {parameter.help or ''}{shown} |"


def service_page() -> str:
    """Every setting and every route of the service, as Markdown."""
    lines = ["# The service", "", "Written by `python -m tests.docs.reference`; don't edit.", ""]
    lines += ["## Settings", "", "Each is an environment variable; flags of `chancery serve` win."]
    lines += ["", "| variable | default | |", "| --- | --- | --- |", *_settings(), ""]
    lines += ["## Addresses", "", "`/docs` of a running service tells parameters and answers."]
    lines += ["HEAD is answered wherever GET is."]
    lines += ["", "| | | |", "| --- | --- | --- |", *_routes(), ""]
    return "\n".join(lines)


def _settings() -> Iterator[str]:
    source = inspect.getsource(settings.Settings)
    for field in dataclasses.fields(settings.Settings):
        about = re.search(rf'    {field.name}: [^\n]*\n    """(.*?)"""', source, re.DOTALL)
        text = " ".join(about.group(1).split()) if about else ""
        default = "" if field.default is dataclasses.MISSING else f"`{field.default}`"
        yield f"| `CHANCERY_{field.name.upper()}` | {default} | {text} |"


def _routes() -> Iterator[str]:
    paths = typing.cast(dict[str, Any], create_app(settings.Settings()).openapi()["paths"])
    for path, methods in sorted(paths.items()):
        for method, operation in methods.items():
            about = operation.get("summary", "")
            yield f"| {method.upper()} | `{path}` | {about} |"


PAGES = {
    ROOT / "graph_builder" / "cli" / "README.md": commands_page,
    ROOT / "service" / "README.md": service_page,
}

if __name__ == "__main__":
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
