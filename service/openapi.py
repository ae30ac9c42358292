"""The OpenAPI document: what FastAPI knows of the routes, plus the SPARQL ones and the failures."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.negotiation import GRAPHS, SOLUTIONS
from service.responses import PROBLEM_TYPE, Problem

DESCRIPTION = (
    "A diplomatic record read from the news: who met whom, who said what about what, and which "
    "sentence of which article says so. Every failure has the body of RFC 9457. "
    "Whatever answers GET answers HEAD, too."
)
PROBLEMS: Mapping[int, str] = {
    400: "The request can't be understood; `detail` says where and how to mend it",
    404: "There is no such thing here",
    405: "The address exists, but not for this method",
    406: "The answer can't be written in any of the accepted media types",
    422: "The request needs more memory, or a larger result, than one may have",
    429: "This client asks too often; see Retry-After",
    500: "A fault of the service",
    503: "Too busy, or no graph is published yet; see Retry-After",
    504: "The time limit passed; the request was stopped",
}
BODY_PROBLEMS: Mapping[int, str] = {
    408: "The body did not arrive in time",
    413: "The body is larger than allowed",
    415: "The body's media type is not read here",
}
WRITE_PROBLEMS: Mapping[int, str] = {
    401: "A write token is needed (Authorization: Bearer …)",
    403: "Writing is not allowed: there, or at all",
    409: "It contradicts what is there",
}


def document(app: FastAPI, extra: Mapping[str, Any]) -> dict[str, Any]:
    """The whole document; `extra` are paths that FastAPI doesn't know. Made once."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes
        )
        made["paths"].update(extra)
        made.setdefault("components", {}).setdefault("schemas", {})["Problem"] = (
            Problem.model_json_schema()
        )
        for operations in made["paths"].values():
            for method, operation in operations.items():
                _declare_problems(method, operation)
        for unused in ("HTTPValidationError", "ValidationError"):
            made["components"]["schemas"].pop(unused, None)
        app.openapi_schema = made
    return app.openapi_schema


def _declare_problems(method: str, operation: dict[str, Any]) -> None:
    answers = operation.setdefault("responses", {})
    answers.pop("422", None)
    problems = dict(PROBLEMS)
    if method in ("post", "put", "patch", "delete"):
        problems |= BODY_PROBLEMS
    if operation.get("security"):
        problems |= WRITE_PROBLEMS
    for status, text in problems.items():
        answers.setdefault(
            str(status),
            {
                "description": text,
                "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            },
        )


def _content(kinds: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    return {types[0]: {"schema": {"type": "string"}} for types in kinds.values()}


def _parameter(name: str, description: str, *, many: bool = False) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if many:
        schema = {"type": "array", "items": schema}
    return {"name": name, "in": "query", "description": description, "schema": schema}


_DATASET = [
    _parameter("default-graph-uri", "Graphs to merge into the default graph", many=True),
    _parameter("named-graph-uri", "Graphs that GRAPH may name", many=True),
]
_RESULT = {
    "description": "The complete result, or without a query the service description",
    "content": {**_content(SOLUTIONS), **_content(GRAPHS)},
}
_FORM = {
    "type": "object",
    "properties": {
        "query": {"type": "string"},
        "update": {"type": "string"},
        "default-graph-uri": {"type": "array", "items": {"type": "string"}},
        "named-graph-uri": {"type": "array", "items": {"type": "string"}},
        "using-graph-uri": {"type": "array", "items": {"type": "string"}},
        "using-named-graph-uri": {"type": "array", "items": {"type": "string"}},
    },
}
_GRAPH_PARAMETERS = [
    _parameter("graph", "IRI of a named graph"),
    {**_parameter("default", "The default graph; has no value"), "allowEmptyValue": True},
]


def _graph_answer(description: str) -> dict[str, Any]:
    return {"200": {"description": description, "content": _content(GRAPHS)}}


def _health(
    operation_id: str, summary: str, media_type: str = "application/json"
) -> dict[str, Any]:
    answer = {"description": summary, "content": {media_type: {}}}
    return {
        "get": {
            "operationId": operation_id,
            "summary": summary,
            "tags": ["operation"],
            "responses": {"200": answer},
        }
    }


PLAIN_PATHS: Mapping[str, Any] = {
    "/healthz": _health("healthz", "The process is alive"),
    "/readyz": _health("readyz", "A worker has the current generation open and answers"),
    "/metrics": _health("metrics", "Metrics in Prometheus's text format", "text/plain"),
    "/sparql": {
        "get": {
            "operationId": "sparql_get",
            "summary": "SPARQL query; without one, the service description",
            "tags": ["SPARQL"],
            "parameters": [_parameter("query", "A SPARQL 1.1 query"), *_DATASET],
            "responses": {"200": _RESULT},
        },
        "post": {
            "operationId": "sparql_post",
            "summary": "SPARQL query or, with the write token, update",
            "tags": ["SPARQL"],
            "parameters": _DATASET,
            "requestBody": {
                "required": True,
                "content": {
                    "application/sparql-query": {"schema": {"type": "string"}},
                    "application/x-www-form-urlencoded": {"schema": _FORM},
                    "application/sparql-update": {"schema": {"type": "string"}},
                },
            },
            "responses": {"200": _RESULT, "204": {"description": "The update is published"}},
            "security": [{}, {"token": []}],
        },
    },
    "/graphs": {
        "get": {
            "operationId": "graph_store_get",
            "summary": "One graph (SPARQL 1.1 Graph Store Protocol, reading)",
            "tags": ["SPARQL"],
            "parameters": _GRAPH_PARAMETERS,
            "responses": _graph_answer("The graph"),
        },
    },
    "/.well-known/void": {
        "get": {
            "operationId": "void",
            "summary": "The data set described in VoID",
            "tags": ["SPARQL"],
            "responses": _graph_answer("The description"),
        },
    },
    "/ontology": {
        "get": {
            "operationId": "ontology",
            "summary": "The classes and properties of the graph",
            "tags": ["Ontology"],
            "responses": _graph_answer("The vocabulary"),
        },
    },
    "/ontology/{name}": {
        "get": {
            "operationId": "ontology_part",
            "summary": "A part of the vocabulary: chancery, shapes or topics",
            "tags": ["Ontology"],
            "parameters": [
                {
                    "name": "name",
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string", "enum": ["chancery", "shapes", "topics"]},
                }
            ],
            "responses": _graph_answer("The vocabulary"),
        },
    },
}
