"""What the service says of itself: SPARQL 1.1 Service Description, and VoID.

https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/. Both are
written as CONSTRUCT queries with a fixed template, so that a worker serialises them in any format.
"""

from starlette.requests import Request
from starlette.responses import Response

from graph_builder import __version__
from service.negotiation import GRAPHS, SOLUTIONS, choose
from service.responses import accepts_gzip, spooled
from service.workers.job import Job

_PREFIXES = """
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX formats: <http://www.w3.org/ns/formats/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads"),
)
assert len(_FORMATS) == len(SOLUTIONS) + len(GRAPHS)

VOCABULARY = "https://w3id.org/chancery/ontology#"


async def service_description(request: Request) -> Response:
    """The description that a bare GET of `/sparql` returns."""
    endpoint = _url(request, "/sparql")
    languages = "sd:SPARQL10Query, sd:SPARQL11Query"
    if request.app.state.settings.write_token:
        languages += ", sd:SPARQL11Update"
    template = f"""
    <{endpoint}> a sd:Service ;
        sd:endpoint <{endpoint}> ;
        sd:supportedLanguage {languages} ;
        sd:resultFormat {", ".join(f"<http://www.w3.org/ns/formats/{f}>" for f in _FORMATS)} ;
        sd:defaultDataset <{endpoint}#dataset> .
    <{endpoint}#dataset> a sd:Dataset ;
        sd:defaultGraph <{endpoint}#default-graph> .
    <{endpoint}#default-graph> a sd:Graph ;
        dcterms:title "The merge of all articles, without duplicates"@en .
    """
    return await _construct(request, template)


async def void(request: Request) -> Response:
    """The description of the data set at `/.well-known/void`."""
    dataset = _url(request, "/.well-known/void")
    template = f"""
    <{dataset}> a void:DatasetDescription ;
        foaf:primaryTopic <{dataset}#dataset> .
    <{dataset}#dataset> a void:Dataset ;
        dcterms:title "Chancery {__version__}: a diplomatic record"@en ;
        void:sparqlEndpoint <{_url(request, "/sparql")}> ;
        void:dataDump <{_url(request, "/export/nquads")}> ;
        void:vocabulary <{VOCABULARY}> ;
        void:feature formats:Turtle, formats:N-Triples, formats:RDF_XML ;
        void:triples ?triples .
    """
    return await _construct(request, template, "SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }")


def _url(request: Request, path: str) -> str:
    """The address of `path` as the client sees it; what isn't a plain host name is left out."""
    base = str(request.base_url).rstrip("/")
    return "".join(char for char in base + path if char not in '<>"{}|^`\\ ')


async def _construct(request: Request, template: str, where: str = "") -> Response:
    question: dict[str, object] = {
        "query": f"{_PREFIXES} CONSTRUCT {{ {template} }} WHERE {{ {where} }}",
        "solutions": "",
        "graph": choose(request.headers.get("accept", ""), "graph"),
        "default_graphs": [],
        "named_graphs": [],
        "base_iri": None,
        "max_rows": None,
    }
    job = Job(
        "service.workers.queries:answer",
        {"question": question},
        on="store",
        compress=accepts_gzip(request),
    )
    result = await request.app.state.workers.run(job)
    return spooled(result, result.head["media_type"], head=request.method == "HEAD")
