"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

GraphOption = Annotated[
    Path, typer.Option("--graph", envvar="CHANCERY_GRAPH", help="The graph's directory.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")]

DEFAULT_GRAPH = Path("graph")
