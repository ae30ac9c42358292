"""Articles, and what the graph takes from them."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph_builder.graph.answers import ArticlePage
from service.answers import answer

router = APIRouter(tags=["articles"])


@router.get("/articles/{name:path}", response_model=ArticlePage)
async def article(request: Request, name: str) -> Response:
    """One article by id or IRI: its text, and all that the graph takes from it with offsets.

    The text is null where the operator serves only sentences that bear evidence.
    """
    whole_text = not request.app.state.settings.evidence_only
    return await answer(
        request, "graph_builder.graph.articles:article", {"name": name, "whole_text": whole_text}
    )
