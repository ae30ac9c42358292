"""The front page: what the graph holds, what to ask of it, and where to go on."""

from starlette.requests import Request
from starlette.responses import Response

from graph_builder import __version__
from service.html import page, text

_QUERY = """PREFIX chy: <https://w3id.org/chancery/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?a ?b { ?x chy:met ?y . ?x skos:prefLabel ?a . ?y skos:prefLabel ?b } LIMIT 20"""

_QUESTIONS = (
    ("/actors", "Who is it?", (("q", "a name"),)),
    (
        "/relationships",
        "What happened between them?",
        (("between", "an actor"), ("and", "another")),
    ),
    ("/paths", "How are they connected?", (("source", "from an actor"), ("target", "to another"))),
    ("/statements", "What did they say?", (("speaker", "an actor"),)),
)
"""Routes that need parameters, as forms: address, question, (parameter, what it is)."""

_LINKS = (
    ("/events", "Events", "meetings, visits, calls …, each with its sentences"),
    ("/statements", "Statements", "who said what about what, in which words"),
    ("/articles", "Articles", "where it all stands, with ids"),
    ("/topics", "Topics", "what is spoken about"),
    ("/export/gexf", "GEXF", "the network as a file for Gephi"),
    ("/sparql", "SPARQL", "the SPARQL 1.1 endpoint; this link describes it"),
    ("/ontology", "Ontology", "the classes and properties of the graph"),
    ("/docs", "Documentation", "every address, its parameters and answers"),
    ("/.well-known/void", "VoID", "the data set described for machines"),
    ("/metrics", "Metrics", "for Prometheus"),
)


async def front(request: Request) -> Response:
    """`/`: rendered on the server, so that it works without scripts."""
    generation = request.app.state.generations.current()
    numbers = "".join(
        f"<div><dt>{text(name.replace('_', ' '))}</dt><dd>{count:,}</dd></div>"
        for name, count in generation.manifest.counts.items()
        if count
    )
    root = text(request.scope.get("root_path", ""))
    rows = "".join(
        f'<tr><td><a href="{root}{link}">{text(name)}</a></td><td>{text(what)}</td></tr>'
        for link, name, what in _LINKS
    )
    forms = "".join(_form(root + path, asked, fields) for path, asked, fields in _QUESTIONS)
    body = (
        "<h1>Chancery</h1>"
        '<p class="lead">A diplomatic record, read from the news: who met whom, who said what '
        "about what, and which sentence of which article says so.</p>"
        f'<dl class="counts">{numbers}</dl>'
        f"<h2>Ask</h2>{forms}"
        f'<form action="{root}/sparql"><label>SPARQL<textarea name="query" rows="4" required>'
        f"{text(_QUERY)}</textarea></label><button>Ask</button></form>"
        f"<h2>Where to look</h2><table>{rows}</table>"
        f"<p><small>Chancery {text(__version__)}, generation {generation.number}</small></p>"
    )
    return page(request, "Chancery", body)


def _form(action: str, question: str, fields: tuple[tuple[str, str], ...]) -> str:
    inputs = "".join(
        f'<input name="{name}" placeholder="{text(what)}" aria-label="{text(what)}" required>'
        for name, what in fields
    )
    return (
        f'<form action="{action}"><span>{text(question)}</span>{inputs}<button>Ask</button></form>'
    )
