"""The relationship of two actors."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from graph_builder.graph.answers import Timeline
from service.answers import EventParameters, PageParameters, answer

router = APIRouter(tags=["relationships"])


class PairParameters(EventParameters, PageParameters):
    """Which pair, which events, which page."""

    between: str = Field(description="An actor, by name or IRI")
    and_: str = Field(alias="and", description="Another actor, by name or IRI")


@router.get("/relationships", response_model=Timeline)
async def timeline(request: Request, query: Annotated[PairParameters, Query()]) -> Response:
    """The dated record of two actors: events, statements about each other, discrepancies."""
    arguments = {
        "a": query.between,
        "b": query.and_,
        "filters": query.filters(),
        **query.page(),
    }
    return await answer(request, "graph_builder.graph.relationships:timeline", arguments)
