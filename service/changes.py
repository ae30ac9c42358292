"""What changes the graph over HTTP, beside SPARQL Update: articles and judgements."""

import asyncio
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import RequestValidationError
from fastapi.security import HTTPBearer
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from service.body import read_body
from service.token import require_token

T = TypeVar("T")

MAX_ARTICLES = 100
"""Articles in one request."""

# Only so that the document tells of it; `require_token` decides, with its own problem body.
_DECLARED = Depends(HTTPBearer(scheme_name="token", auto_error=False))
router = APIRouter(tags=["changes"], dependencies=[_DECLARED])


class GivenArticle(BaseModel):
    """A news text and what is known about it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, description="The whole text, English, title line included")
    url: str | None = Field(None, max_length=2000)
    title: str | None = Field(None, max_length=1000)
    publisher: str | None = Field(None, max_length=500)
    published: str | None = Field(
        None, max_length=40, description="ISO 8601 day, month or year, as far as it is known"
    )


class Accepted(BaseModel):
    """Where to ask how far it is."""

    job: str
    status: str = Field(description="Address of the job's status")


class JobStatus(BaseModel):
    """How far the reading of some articles is."""

    model_config = ConfigDict(extra="ignore")

    id: str
    state: Literal["waiting", "reading", "published", "unchanged", "failed"]
    received: float = Field(description="When they came in, Unix time in seconds")
    progress: dict[str, str | int | None] | None = None
    report: dict[str, object] | None = Field(None, description="What the build did")
    error: str | None = None


class GivenDecision(BaseModel):
    """What a person decides.

    `left` and `right` name things: by IRI, by ARTICLE/ID of a claim, or actors by name. To undo a
    judgement, `left` is its id.
    """

    model_config = ConfigDict(extra="forbid")

    verdict: Literal["same", "different", "unsure", "accept", "reject", "correct", "undo"]
    left: str = Field(min_length=1, max_length=2000)
    right: str | None = Field(None, max_length=2000, description="For same, different and unsure")
    field: str | None = Field(None, max_length=40, description="To correct")
    value: str | None = Field(None, max_length=2000, description="To correct; null clears")
    by: str = Field("person", min_length=1, max_length=200)
    reason: str = Field("", max_length=2000)

    @field_validator("by")
    @classmethod
    def _is_a_person(cls, given: str) -> str:
        if given.startswith("rule:"):
            raise ValueError("rules judge in builds, not over HTTP")
        return given


class Judged(BaseModel):
    """The judgements that a decision came to, and the generation that follows them."""

    judgements: list[dict[str, object]]
    generation: int


_DECISION = TypeAdapter(GivenDecision)
_ARTICLE = TypeAdapter(GivenArticle)
_Articles = Annotated[list[GivenArticle], Field(min_length=1, max_length=MAX_ARTICLES)]
_ARTICLES: TypeAdapter[list[GivenArticle]] = TypeAdapter(_Articles)
_GIVEN: TypeAdapter[list[GivenArticle] | GivenArticle] = TypeAdapter(_Articles | GivenArticle)


@router.post(
    "/articles",
    status_code=202,
    response_model=Accepted,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _GIVEN.json_schema()}},
        }
    },
)
async def add_articles(request: Request) -> Response:
    """Have one article, or a list of them, read into the graph.

    The articles are kept safe when 202 comes back; the status address tells when they are read and
    published.
    """
    require_token(request)
    body = await _json(request)
    # Not as a union, whose faults would be told once for each of its types.
    is_list = body.lstrip()[:1] == b"["
    given = _parsed(_ARTICLES, body) if is_list else [_parsed(_ARTICLE, body)]
    ingest = request.app.state.ingest
    number = await asyncio.to_thread(ingest.inbox.add, [a.model_dump() for a in given])
    ingest.wake()
    status = f"{request.scope.get('root_path', '')}/jobs/{number}"
    return JSONResponse({"job": number, "status": status}, 202, {"location": status})


@router.post(
    "/judgements",
    status_code=201,
    response_model=Judged,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _DECISION.json_schema()}},
        }
    },
)
async def judge(request: Request) -> Response:
    """Judge who is the same, or whether a claim holds; published when the answer comes.

    A judgement that contradicts others is refused (409) with the chain of those.
    """
    require_token(request)
    decision = _parsed(_DECISION, await _json(request))
    done = await request.app.state.writer.judge(decision.model_dump())
    return JSONResponse(done, 201)


@router.get("/jobs/{number}", response_model=JobStatus, response_model_exclude_none=True)
async def job(request: Request, number: str) -> JobStatus:
    """How far the reading of some articles is."""
    record = await asyncio.to_thread(request.app.state.ingest.inbox.get, number)
    return JobStatus.model_validate(record)


async def _json(request: Request) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415, "send the body as application/json")
    settings = request.app.state.settings
    return await read_body(request, settings.max_article_bytes, settings.body_timeout_s)


def _parsed(adapter: TypeAdapter[T], body: bytes) -> T:
    try:
        return adapter.validate_json(body)
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_context=False)) from None
