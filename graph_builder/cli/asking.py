"""Commands that ask a graph: query, actors, path, timeline, statements, topics, articles."""

import io
import json as json_
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from graph_builder import rdf
from graph_builder.cli.answers import (
    print_actors,
    print_articles,
    print_paths,
    print_statements,
    print_timeline,
    print_topic,
    print_topics,
)
from graph_builder.cli.options import (
    DEFAULT_GRAPH,
    NO_FILTER,
    EventOptions,
    FromOption,
    GraphOption,
    JsonOption,
    LimitOption,
    OriginsOption,
    ToOption,
    with_event_options,
)
from graph_builder.cli.output import print_json, print_json_lines, print_table
from graph_builder.errors import InputError
from graph_builder.graph import open_graph
from graph_builder.graph.clustered import clustered_dossiers
from graph_builder.store.directory import GraphDirectory
from graph_builder.store.oxigraph import OxigraphReader
from graph_builder.store.sparql import GRAPH_FORMATS, SOLUTION_FORMATS, Question


def query(
    text: Annotated[str, typer.Argument(metavar="QUERY|@FILE", help="SPARQL, or @ and a file.")],
    graph: GraphOption = DEFAULT_GRAPH,
    format_name: Annotated[
        str, typer.Option("--format", help="table, csv, tsv, json, xml; turtle, ntriples …")
    ] = "table",
) -> None:
    """Run a SPARQL query on the graph; the usual prefixes need no declaration."""
    if text.startswith("@"):
        try:
            text = Path(text[1:]).read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise InputError(f"{text[1:]}: not UTF-8; save the query as UTF-8") from error
    known = ("table", *SOLUTION_FORMATS, *GRAPH_FORMATS)
    if format_name not in known:
        raise typer.BadParameter(f"no format {format_name!r}; use one of {', '.join(known)}")
    question = Question(
        text,
        solutions="json" if format_name == "table" else format_name,
        graph="turtle" if format_name == "table" else format_name,
        prefixes=rdf.PREFIXES,
    )
    output = io.BytesIO()
    answer = OxigraphReader(GraphDirectory(graph).current().store).answer(question, output)
    if format_name == "table" and answer.format == "json":
        _print_solutions(json_.loads(output.getvalue()))
    else:
        sys.stdout.buffer.write(output.getvalue())


def _print_solutions(result: dict[str, Any]) -> None:
    if "boolean" in result:
        typer.echo("yes" if result["boolean"] else "no")
        return
    columns = result["head"]["vars"]
    rows = [
        [_short(row[column]) if column in row else "" for column in columns]
        for row in result["results"]["bindings"]
    ]
    print_table(f"{len(rows)} rows", columns, rows)


def _short(term: dict[str, str]) -> str:
    value = term["value"]
    if term["type"] == "uri":
        for prefix, namespace in rdf.PREFIXES.items():
            if value.startswith(namespace) and "/" not in value[len(namespace) :]:
                return f"{prefix}:{value[len(namespace) :]}"
    return value


def dossiers(graph: GraphOption = DEFAULT_GRAPH) -> None:
    """Print every dossier as a line of JSON, with the IRIs of what its claims denote."""
    print_json_lines(clustered_dossiers(open_graph(graph)))


def actors(
    name: Annotated[str, typer.Argument(help="A name, or the beginning of one.")],
    graph: GraphOption = DEFAULT_GRAPH,
    limit: LimitOption = 20,
    json: JsonOption = False,
) -> None:
    """Find actors by name, however it is spelled."""
    opened = open_graph(graph)
    alike = opened.actors(name, limit=limit)
    known = {hit.actor.iri for hit in alike}
    begun = opened.actors(name, prefix=True, limit=limit)
    hits = [*alike, *(hit for hit in begun if hit.actor.iri not in known)][:limit]
    if json:
        print_json(hits)
        return
    print_actors(hits, opened.base_iri)


@with_event_options
def path(
    source: Annotated[str, typer.Argument(help="Where from: a name or IRI.")],
    target: Annotated[str, typer.Argument(help="Where to: a name or IRI.")],
    graph: GraphOption = DEFAULT_GRAPH,
    mode: Annotated[str, typer.Option(help="shortest, all-shortest or best.")] = "shortest",
    limit: LimitOption = 5,
    through: Annotated[
        list[str] | None, typer.Option(help="Actor types inside a path; may be repeated.")
    ] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="Actors not to pass.")] = None,
    events: EventOptions = NO_FILTER,
    json: JsonOption = False,
) -> None:
    """Show how two actors are connected, with the sentences that say so."""
    options: dict[str, Any] = {"mode": mode, "limit": limit, "excluded": exclude or []}
    if through:
        options["through"] = through
    found = open_graph(graph).paths(source, target, options=options, filters=events.filters())
    if json:
        print_json(found)
    else:
        print_paths(found)


@with_event_options
def timeline(
    a: Annotated[str, typer.Argument(help="A name or IRI.")],
    b: Annotated[str, typer.Argument(help="A name or IRI.")],
    graph: GraphOption = DEFAULT_GRAPH,
    events: EventOptions = NO_FILTER,
    limit: LimitOption = 50,
    json: JsonOption = False,
) -> None:
    """Show what happened between two actors, in order, with sources."""
    found = open_graph(graph).timeline(a, b, filters=events.filters(), limit=limit)
    if json:
        print_json(found)
        return
    print_timeline(found)


def statements(
    speaker: Annotated[str | None, typer.Option(help="Who said it.")] = None,
    about: Annotated[str | None, typer.Option(help="Whom it mentions or addresses.")] = None,
    addressee: Annotated[str | None, typer.Option(help="Whom it addresses.")] = None,
    topic: Annotated[list[str] | None, typer.Option(help="On which topic.")] = None,
    words: Annotated[str | None, typer.Option(help="Words that occur in it.")] = None,
    kind: Annotated[str | None, typer.Option(help="direct or indirect.")] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    since: FromOption = None,
    until: ToOption = None,
    min_origins: OriginsOption = 1,
    limit: LimitOption = 50,
    json: JsonOption = False,
) -> None:
    """Show who said what about what, wordings side by side."""
    filters = {
        "speaker": speaker,
        "about": about,
        "addressee": addressee,
        "topics": topic or [],
        "words": words,
        "kind": kind,
        "since": since,
        "until": until,
        "min_origins": min_origins,
    }
    found = open_graph(graph).statements(filters=filters, limit=limit)
    if json:
        print_json(found)
        return
    print_statements(found)


def topics(
    name: Annotated[str | None, typer.Argument(help="A label or IRI; default: all.")] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    limit: LimitOption = 50,
    json: JsonOption = False,
) -> None:
    """Show on which topics statements were made; of one topic, in which months."""
    opened = open_graph(graph)
    if name is None:
        page = opened.topics(limit=limit)
        print_json(page) if json else print_topics(page)
    else:
        one = opened.topic(name)
        print_json(one) if json else print_topic(one)


def articles(
    words: Annotated[
        str | None, typer.Option(help="Words that occur in title, publisher, URL or id.")
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    since: FromOption = None,
    until: ToOption = None,
    limit: LimitOption = 50,
    json: JsonOption = False,
) -> None:
    """List articles by date of publication, with the ids that `retract` takes."""
    filters = {"words": words, "since": since, "until": until}
    page = open_graph(graph).articles(filters=filters, limit=limit)
    print_json(page) if json else print_articles(page)
