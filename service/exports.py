"""The graph, or a part of it, as a file for other tools."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from graph_builder.export.formats import FORMATS, known_format
from service.answers import ActorTypeName, EventParameters
from service.responses import accepts_gzip, gone, spooled

router = APIRouter(tags=["exports"])


class ExportParameters(EventParameters):
    """Which part of the graph."""

    actor_type: list[ActorTypeName] = Field([], description="Actor types; all when left out")
    around: str | None = Field(None, description="An actor: only its neighbourhood")
    radius: int = Field(1, ge=1, le=5, description="Hops that the neighbourhood reaches")
    dynamic: bool = Field(False, description="GEXF with the times of the events as spells")


@router.get(
    "/export/{format}",
    response_class=Response,
    responses={200: {"content": {kind.media_type: {} for kind in FORMATS.values()}}},
)
async def export(
    request: Request,
    name: Annotated[str, Path(alias="format", description=f"One of {', '.join(FORMATS)}")],
    query: Annotated[ExportParameters, Query()],
) -> Response:
    """The network, its tables, event data or RDF. RDF formats hold the whole graph: no filters."""
    chosen = known_format(name)
    options = {
        "filters": query.filters(),
        "actor_types": query.actor_type,
        "around": query.around,
        "radius": query.radius,
        "dynamic": query.dynamic,
    }
    result = await request.app.state.workers.fetch(
        "graph_builder.export.files:export",
        {"format_name": name, "options": options},
        compress=accepts_gzip(request),
        limit="max_export_bytes",
        gone=gone(request.receive),
    )
    disposition = f'attachment; filename="chancery{chosen.suffix}"'
    return spooled(result, chosen.media_type, {"content-disposition": disposition})
