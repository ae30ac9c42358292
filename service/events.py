"""Events."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from graph_builder.graph.answers import EventRow, Events
from service.answers import EventParameters, PageParameters, answer

router = APIRouter(tags=["events"])


class ListParameters(EventParameters, PageParameters):
    """Which events, and which page of them."""

    actor: list[str] = Field([], description="Actors that all take part, by name or IRI")


@router.get("/events", response_model=Events)
async def events(request: Request, query: Annotated[ListParameters, Query()]) -> Response:
    """Events, oldest first and undated last."""
    arguments = {"actors": query.actor, "filters": query.filters(), **query.page()}
    return await answer(request, "graph_builder.graph.events:events", arguments)


@router.get("/events/{name:path}", response_model=EventRow)
async def event(request: Request, name: str) -> Response:
    """One event with all of its evidence, by IRI or the end of one."""
    return await answer(request, "graph_builder.graph.events:event", {"iri": name})
