"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

GraphOption = Annotated[
    Path, typer.Option("--graph", envvar="CHANCERY_GRAPH", help="The graph's directory.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")]

PlaceOption = Annotated[
    list[str] | None, typer.Option("--place", help="Only events there; may be repeated.")
]
TopicOption = Annotated[
    list[str] | None, typer.Option("--topic", help="Only events on this topic; may be repeated.")
]
OriginsOption = Annotated[
    int, typer.Option("--min-origins", min=1, help="Least number of independent texts.")
]

DEFAULT_GRAPH = Path("graph")
