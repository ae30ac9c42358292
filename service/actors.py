"""Actors: search by name, one actor's page, and whom it is related to."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import JSONResponse, RedirectResponse, Response

from graph_builder.graph.answers import ActorHit, ActorPage, Neighbours
from graph_builder.graph.reasons import ActorIdentity
from graph_builder.model import ACTOR_TYPES
from service.answers import (
    ActorTypeName,
    EventParameters,
    PageParameters,
    Parameters,
    answer,
    value,
)

router = APIRouter(tags=["actors"])


class SearchParameters(Parameters):
    """A search for actors."""

    q: str = Field(min_length=1, max_length=200, description="A name, or the beginning of one")
    type: list[ActorTypeName] = Field([], description="Actor types; all when left out")
    prefix: bool = Field(False, description="Whether the last word is still being typed")
    limit: int = Field(20, ge=1, le=100)


class NeighbourParameters(EventParameters, PageParameters):
    """Which relationships, and which page of them."""

    actor_type: list[ActorTypeName] = Field([], description="Types of the related actors")


@router.get("/actors", response_model=list[ActorHit])
async def search(request: Request, query: Annotated[SearchParameters, Query()]) -> Response:
    """Actors whose names are like `q`, best first; misspelt and otherwise romanized names too."""
    arguments = {
        "query": query.q,
        "types": query.type,
        "prefix": query.prefix,
        "limit": query.limit,
    }
    return await answer(request, "graph_builder.graph.actors:actors", arguments)


@router.get("/actors/{name:path}/relationships", response_model=Neighbours)
async def relationships(
    request: Request, name: str, query: Annotated[NeighbourParameters, Query()]
) -> Response:
    """The actors related to this one, most events first."""
    arguments = {
        "name": name,
        "filters": query.filters(),
        "types_of_actor": query.actor_type,
        **query.page(),
    }
    return await answer(request, "graph_builder.graph.relationships:relationships", arguments)


@router.get("/actors/{name:path}/identity", response_model=ActorIdentity)
async def identity(request: Request, name: str) -> Response:
    """Why the mentions of an actor are one: its members, the rules that joined them, judgements."""
    return await answer(request, "graph_builder.graph.identity:identity", {"name": name})


@router.get("/actors/{name:path}", response_model=ActorPage)
async def actor(request: Request, name: str) -> Response:
    """The page of an actor, by IRI, the end of one (`person/lee-jae-myung`), or name.

    A retired IRI redirects to the actor that took it over.
    """
    page: dict[str, Any] = await value(request, "graph_builder.graph.actors:actor", {"name": name})
    end = _end(page["actor"]["iri"])
    if name.split("/", maxsplit=1)[0] in ACTOR_TYPES and name != end:
        return RedirectResponse(f"{request.scope.get('root_path', '')}/actors/{quote(end)}", 308)
    return JSONResponse(page)


def _end(iri: str) -> str:
    """The type and slug at the end of an actor's IRI."""
    return "/".join(iri.rsplit("/", maxsplit=2)[-2:])
