"""Paths between actors."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from graph_builder.graph.answers import Paths
from service.answers import ActorTypeName, EventParameters, answer

router = APIRouter(tags=["paths"])


class PathParameters(EventParameters):
    """Which paths, over which events."""

    source: str = Field(description="Where the path begins: an actor, by name or IRI")
    target: str = Field(description="Where it ends: an actor, by name or IRI")
    mode: Literal["shortest", "all-shortest", "best"] = Field(
        "shortest", description="The best shortest path, all shortest ones, or the best `limit`"
    )
    limit: int = Field(5, ge=1, le=1000, description="Paths at most (all-shortest, best)")
    through: list[ActorTypeName] = Field(
        ["person", "organization"], description="Types of actors that may stand inside a path"
    )
    exclude: list[str] = Field([], description="Actors that may not stand on a path")
    damping: float = Field(0.0, ge=0, le=5, description="How much hubs weaken a path; 0 not at all")
    max_length: int = Field(8, ge=1, le=12, description="Hops at most")


@router.get("/paths", response_model=Paths)
async def paths(request: Request, query: Annotated[PathParameters, Query()]) -> Response:
    """Paths from one actor to another, by length, then by how well their hops are attested.

    Each hop carries its events and sentences. Where there is no path, `no_path` says so and names
    the nearest actors that can be reached.
    """
    options = {
        "mode": query.mode,
        "limit": query.limit,
        "through": query.through,
        "excluded": query.exclude,
        "damping": query.damping,
        "max_length": query.max_length,
        "limit_s": request.app.state.settings.timeout_s,
    }
    arguments = {
        "source": query.source,
        "target": query.target,
        "options": options,
        "filters": query.filters(),
    }
    return await answer(request, "graph_builder.graph.paths:paths", arguments)
