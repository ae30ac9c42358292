"""How the routes over the graph's questions ask and answer: in a worker, as the worker's bytes."""

from collections.abc import Mapping
from typing import Any, Literal

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, field_validator
from starlette.responses import Response

from service.responses import accepts_gzip, gone, spooled

JSON = "application/json"
MAX_PAGE = 500

EventTypeName = Literal[
    "meet", "phone_call", "visit", "joint_statement", "agree", "sign", "criticize", "praise",
    "threaten", "demand", "sanction_or_tariff", "invite", "host", "attack", "aid", "appoint",
    "resign", "other",
]  # fmt: skip
ActorTypeName = Literal["person", "country", "organization", "group"]


async def answer(request: Request, target: str, arguments: Mapping[str, Any]) -> Response:
    """What `target` (a function of `graph_builder.graph`) returns, as JSON."""
    result = await request.app.state.workers.fetch(
        target, arguments, compress=accepts_gzip(request), gone=gone(request.receive)
    )
    return spooled(result, JSON)


async def value(request: Request, target: str, arguments: Mapping[str, Any]) -> Any:
    """What `target` returns, as JSON values."""
    return await request.app.state.workers.call(target, arguments, gone=gone(request.receive))


class Parameters(BaseModel):
    """Query parameters; an unknown one is an error, for a misspelt filter would filter nothing."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class PageParameters(Parameters):
    """Which page of a list."""

    cursor: str | None = Field(None, description="`next` of the page before")
    limit: int = Field(50, ge=1, le=MAX_PAGE, description="Rows of a page")

    def page(self) -> dict[str, Any]:
        """The arguments that a paged question takes."""
        return {"cursor": self.cursor, "limit": self.limit}


class EventParameters(Parameters):
    """Which events count."""

    type: list[EventTypeName] = Field([], description="Event types; all when left out")
    status: list[Literal["happened", "planned", "denied", "hypothetical", "any"]] = Field(
        ["happened"], description="Statuses; `any` for all of them"
    )
    basis: list[Literal["stated", "inferred"]] = Field([], description="stated, inferred, or both")
    from_: str | None = Field(None, alias="from", description="First day, month or year (ISO 8601)")
    to: str | None = Field(None, description="Last day, month or year (ISO 8601)")
    place: list[str] = Field([], description="Places or countries")
    topic: list[str] = Field([], description="Topics, by IRI or label; narrower ones included")
    min_origins: int = Field(1, ge=1, le=1_000_000, description="Least number of independent texts")

    @field_validator("type", "status", "basis", mode="before")
    @classmethod
    def _split(cls, given: Any) -> Any:
        """`type=meet,visit` means the same as `type=meet&type=visit`."""
        if isinstance(given, list):
            return [name for item in given for name in str(item).split(",") if name]
        return given

    def filters(self) -> dict[str, Any]:
        """The filters as `graph_builder.graph.filters.Filters` takes them."""
        return {
            "types": self.type,
            "statuses": [] if "any" in self.status else self.status,
            "bases": self.basis,
            "since": self.from_,
            "until": self.to,
            "places": self.place,
            "topics": self.topic,
            "min_origins": self.min_origins,
        }
