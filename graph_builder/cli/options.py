"""Options that several commands share."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

GraphOption = Annotated[
    Path, typer.Option("--graph", envvar="CHANCERY_GRAPH", help="The graph's directory.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")]

FromOption = Annotated[str | None, typer.Option("--from", help="First day, month or year.")]
ToOption = Annotated[str | None, typer.Option("--to", help="Last day, month or year.")]
LimitOption = Annotated[int, typer.Option(min=1, help="Most rows to show.")]
OriginsOption = Annotated[
    int, typer.Option("--min-origins", min=1, help="Least number of independent texts.")
]


@dataclass(frozen=True, slots=True)
class EventOptions:
    """Which events count: the options that paths, timelines and exports share."""

    types: Annotated[
        list[str] | None, typer.Option("--type", help="Only events of this type; may be repeated.")
    ] = None
    statuses: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            help="happened, planned, denied, hypothetical, or any; may be repeated. "
            "Default: happened.",
        ),
    ] = None
    bases: Annotated[
        list[str] | None, typer.Option("--basis", help="stated or inferred; default: both.")
    ] = None
    since: FromOption = None
    until: ToOption = None
    places: Annotated[
        list[str] | None, typer.Option("--place", help="Only events there; may be repeated.")
    ] = None
    topics: Annotated[
        list[str] | None,
        typer.Option("--topic", help="Only events on this topic; may be repeated."),
    ] = None
    min_origins: OriginsOption = 1

    def filters(self) -> dict[str, Any]:
        """Those that were given, as `graph_builder.graph.filters.Filters` takes them."""
        named = {option.name: getattr(self, option.name) for option in fields(self)}
        given = {name: value for name, value in named.items() if value not in (None, [], 1)}
        return {**given, "statuses": []} if "any" in given.get("statuses", ()) else given


def with_event_options(command: Callable[..., None]) -> Callable[..., None]:
    """`command` with each of `EventOptions` as an option, in the place of its parameter `events`.

    Typer makes options of a function's parameters; this is how several functions have the same.
    """
    types = get_type_hints(EventOptions, include_extras=True)
    shared = [
        Parameter(
            option.name,
            Parameter.KEYWORD_ONLY,
            default=option.default,
            annotation=types[option.name],
        )
        for option in fields(EventOptions)
    ]
    parameters: list[Parameter] = []
    for own in signature(command, eval_str=True).parameters.values():
        parameters += shared if own.name == "events" else [own.replace(kind=Parameter.KEYWORD_ONLY)]

    @wraps(command)
    def with_options(**given: Any) -> None:
        events = EventOptions(**{option.name: given.pop(option.name) for option in shared})
        command(**given, events=events)

    with_options.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    with_options.__annotations__ = {own.name: own.annotation for own in parameters}
    return with_options


NO_FILTER = EventOptions()
DEFAULT_GRAPH = Path("graph")
