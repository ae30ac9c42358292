"""Articles, and what the graph takes from them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from graph_builder.graph.answers import ArticlePage, Articles
from service.answers import PageParameters, answer

router = APIRouter(tags=["articles"])


class ListParameters(PageParameters):
    """Which articles, and which page of them."""

    words: str | None = Field(
        None, description="Words that occur in title, publisher, URL or id, in any case"
    )
    from_: str | None = Field(None, alias="from", description="First day, month or year (ISO 8601)")
    to: str | None = Field(None, description="Last day, month or year (ISO 8601)")


@router.get("/articles", response_model=Articles)
async def articles(request: Request, query: Annotated[ListParameters, Query()]) -> Response:
    """Articles by date of publication, oldest first and undated last, with their ids.

    One without a title is told by the first words of its text, unless the operator serves only
    sentences that bear evidence.
    """
    arguments = {
        "filters": {"words": query.words, "since": query.from_, "until": query.to},
        "whole_text": not request.app.state.settings.evidence_only,
        **query.page(),
    }
    return await answer(request, "graph_builder.graph.articles:articles", arguments)


@router.get("/articles/{name:path}", response_model=ArticlePage)
async def article(request: Request, name: str) -> Response:
    """One article by id or IRI: its text, and all that the graph takes from it with offsets.

    The text is null where the operator serves only sentences that bear evidence.
    """
    whole_text = not request.app.state.settings.evidence_only
    return await answer(
        request, "graph_builder.graph.articles:article", {"name": name, "whole_text": whole_text}
    )
