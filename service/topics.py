"""Topics and what was said on them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from graph_builder.graph.answers import TopicPage, TopicRow
from service.answers import PageParameters, answer

router = APIRouter(tags=["topics"])


@router.get("/topics", response_model=TopicPage)
async def topics(request: Request, query: Annotated[PageParameters, Query()]) -> Response:
    """Topics on which anything was said, the busiest first, with their place in the hierarchy."""
    return await answer(request, "graph_builder.graph.topics:topics", query.page())


@router.get("/topics/{name:path}", response_model=TopicRow)
async def topic(request: Request, name: str) -> Response:
    """One topic, by IRI, the end of one, or label."""
    return await answer(request, "graph_builder.graph.topics:topic", {"name": name})
