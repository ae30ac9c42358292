"""The jobs that change a graph; they run in processes of their own, one at a time."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph_builder.errors import ArticleError, LockedError, NotFoundError
from graph_builder.model import Article, Dossier, to_json
from graph_builder.store.directory import GraphDirectory
from graph_builder.store.dossiers import DossierLog
from graph_builder.store.sparql_tokens import Dataset
from graph_builder.store.user_graphs import Update, update_graph
from service.inbox import Inbox
from service.workers.output import Output

_LOCKED_S = 0.2


def ready(_output: Output) -> None:
    """Import what judging needs, so that no judgement waits for that."""
    import graph_builder.build.judging  # noqa: F401, PLC0415 - see judge()


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


def judge(_output: Output, *, graph: str, decision: Mapping[str, Any]) -> Any:
    """Write a person's decision into the ledger and publish what follows; the head lists it.

    Undoing, too, is a judgement: its `left` is the id of the one that is taken back.
    """
    from graph_builder.build import refresh  # noqa: PLC0415 - resolution takes long to import
    from graph_builder.build.judging import take_back  # noqa: PLC0415
    from graph_builder.resolution import open_state  # noqa: PLC0415
    from graph_builder.resolution.judging import Decision, proposed  # noqa: PLC0415
    from graph_builder.resolution.judging import judge as write_down  # noqa: PLC0415

    directory = GraphDirectory(Path(graph))
    if decision["verdict"] == "undo":
        undone = take_back(directory.path, decision["left"], by=decision["by"])
        return {"judgements": to_json((undone,)), "generation": directory.current().number}
    with directory.writing():
        generation = directory.current()
        state = open_state(generation.path / "resolution.sqlite", base_iri=None, read_only=True)
        with closing(state), DossierLog(directory.dossiers, generation.dossiers) as log:
            judgements = proposed(state, Decision(**decision), _present(log))
        written = write_down(directory.ledger / "judgements.jsonl", judgements)
    report = refresh(Path(graph))
    return {"judgements": to_json(written), "generation": report.generation}


def _present(log: DossierLog) -> Callable[[str], Dossier]:
    def dossier_of(article: str) -> Dossier:
        found = log.get(article)
        if found is None:
            raise NotFoundError(f"there is no article {article}")
        return found

    return dossier_of


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
