"""The ledger of statements."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from graph_builder.graph.answers import StatementRow, Statements
from service.answers import PageParameters, answer

router = APIRouter(tags=["statements"])


class LedgerParameters(PageParameters):
    """Which statements, and which page of them."""

    speaker: str | None = Field(None, description="Who said it, by name or IRI")
    about: str | None = Field(None, description="Whom it mentions or addresses")
    addressee: str | None = Field(None, description="Whom it addresses")
    topic: list[str] = Field([], description="Topics, by IRI or label; narrower ones included")
    from_: str | None = Field(None, alias="from", description="First day, month or year (ISO 8601)")
    to: str | None = Field(None, description="Last day, month or year (ISO 8601)")
    kind: Literal["direct", "indirect"] | None = Field(None, description="Verbatim or reported")
    words: str | None = Field(None, description='Words of the quote, in any inflection; "a phrase"')
    min_origins: int = Field(1, ge=1, le=1_000_000, description="Least number of independent texts")


@router.get("/statements", response_model=Statements)
async def statements(request: Request, query: Annotated[LedgerParameters, Query()]) -> Response:
    """Statements, oldest first and undated last, with all their wordings side by side."""
    filters = {
        "speaker": query.speaker,
        "about": query.about,
        "addressee": query.addressee,
        "topics": query.topic,
        "since": query.from_,
        "until": query.to,
        "kind": query.kind,
        "words": query.words,
        "min_origins": query.min_origins,
    }
    arguments = {"filters": filters, **query.page()}
    return await answer(request, "graph_builder.graph.statements:statements", arguments)


@router.get("/statements/{name:path}", response_model=StatementRow)
async def statement(request: Request, name: str) -> Response:
    """One statement with all of its evidence, by IRI or the end of one."""
    return await answer(request, "graph_builder.graph.statements:statement", {"iri": name})
