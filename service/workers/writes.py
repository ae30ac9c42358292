"""The jobs that change a graph; they run in processes of their own, one at a time."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph_builder.errors import ArticleError, LockedError
from graph_builder.model import Article, to_json
from graph_builder.store.sparql import Dataset
from graph_builder.store.user_graphs import Update, update_graph
from service.inbox import Inbox
from service.workers.output import Output

_LOCKED_S = 0.2


def update(_output: Output, *, graph: str, update: Mapping[str, Any]) -> Any:
    """Run a SPARQL update; the head holds the number of its generation."""
    dataset = Dataset(
        tuple(iri for name, iri in update["using"] if name == "using-graph-uri"),
        tuple(iri for name, iri in update["using"] if name == "using-named-graph-uri"),
    )
    asked = Update(update["text"], dataset, update["base_iri"], update["anywhere"])
    return {"generation": update_graph(Path(graph), asked)}


def ingest(_output: Output, *, graph: str, number: str) -> Any:
    """Read the articles of job `number` of the inbox into the graph, and note how it went.

    Waits while another process writes to the graph.
    """
    from graph_builder.build import BuildOptions, build_articles  # noqa: PLC0415 - loads spaCy

    inbox = Inbox(Path(graph))
    record = inbox.get(number)
    articles, rejected = _articles(record["articles"])

    def tell(phase: str, done: int, _total: int | None) -> None:
        inbox.tell(number, phase=phase, done=done, of=len(articles))

    while True:
        try:
            report = build_articles(articles, Path(graph), BuildOptions(jobs=1), tell)
        except LockedError:
            time.sleep(_LOCKED_S)
        else:
            break
    body = to_json(replace(report, warnings=()))
    body["rejected"] = [*rejected, *body["rejected"]]
    inbox.finish(number, "published" if report.published else "unchanged", report=body)
    return None


def _articles(given: Sequence[Mapping[str, Any]]) -> tuple[list[Article], list[dict[str, str]]]:
    from graph_builder.articles import make_article  # noqa: PLC0415 - loads language data

    articles, rejected = [], []
    for position, fields in enumerate(given):
        try:
            articles.append(make_article(fields["text"], **_known(fields)))
        except ArticleError as error:
            source = fields.get("url") or fields.get("title") or f"article {position + 1}"
            rejected.append({"source": source, "reason": str(error)})
    return articles, rejected


def _known(fields: Mapping[str, Any]) -> dict[str, str | None]:
    return {name: fields.get(name) for name in ("url", "title", "publisher", "published")}
