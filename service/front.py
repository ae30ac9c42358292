"""The front page: what the graph holds, and where to go on."""

from starlette.requests import Request
from starlette.responses import Response

from graph_builder import __version__
from service.html import page, text

_LINKS = (
    ("/actors", "Actors", "persons, countries, organizations and groups"),
    ("/relationships", "Relationships", "what two actors did, with dates and counts"),
    ("/events", "Events", "meetings, visits, calls …, each with its sentences"),
    ("/statements", "Statements", "who said what about what, in which words"),
    ("/topics", "Topics", "what is spoken about"),
    ("/paths", "Paths", "how two actors are connected, and on what evidence"),
    ("/sparql", "SPARQL", "the SPARQL 1.1 endpoint; this link describes it"),
    ("/export/gexf", "GEXF", "the network as a file for Gephi"),
    ("/ontology", "Ontology", "the classes and properties of the graph"),
    ("/docs", "Documentation", "every address, its parameters and answers"),
    ("/.well-known/void", "VoID", "the data set described for machines"),
    ("/metrics", "Metrics", "for Prometheus"),
)


async def front(request: Request) -> Response:
    """`/`: rendered on the server, so that it works without scripts."""
    generation = request.app.state.generations.current()
    counts = generation.manifest.counts
    numbers = "".join(
        f"<div><dt>{text(name.replace('_', ' '))}</dt><dd>{count:,}</dd></div>"
        for name, count in counts.items()
        if count
    )
    root = text(request.scope.get("root_path", ""))
    served = {getattr(route, "path", "") for route in request.app.routes}
    served |= request.app.openapi()["paths"].keys()
    rows = "".join(
        f'<tr><td><a href="{root}{link}">{text(name)}</a></td><td>{text(what)}</td></tr>'
        for link, name, what in _LINKS
        if link in served or link.rpartition("/")[0] + "/{format}" in served
    )
    body = (
        "<h1>Chancery</h1>"
        '<p class="lead">A diplomatic record, read from the news: who met whom, who said what '
        "about what, and which sentence of which article says so.</p>"
        f'<dl class="counts">{numbers}</dl>'
        f"<h2>Where to look</h2><table>{rows}</table>"
        f"<p><small>Chancery {text(__version__)}, generation {generation.number}</small></p>"
    )
    return page(request, "Chancery", body)
