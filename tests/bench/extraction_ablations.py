"""What each part of extraction contributes: `python -m tests.bench.extraction_ablations`.

Each row is the development gold read without one part: F1 on the develop articles and on the
held-out ones, of which only totals are ever shown. A part is taken away by putting a function that
finds nothing in the place of its own, wherever extraction has it by name; a head of the reading
model by emptying what it says of a Doc. Prints two Markdown tables. The gold is looked for beside
the checkout, or in the folder that CHANCERY_SHARED names.
"""

import json
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from graph_builder import extraction, reading
from graph_builder.evaluate import evaluate, read_records
from graph_builder.extraction import (
    capitals,
    descriptions,
    event_inference,
    event_merging,
    event_nouns,
    event_sharing,
    introductions,
    plurals,
    pronouns,
    pronouns_plural,
    status,
    status_clauses,
    temporal_phrases,
)
from graph_builder.model import Article, to_json

SHARED = Path(os.environ.get("CHANCERY_SHARED", Path(__file__).parents[3] / "shared"))
GOLD = SHARED / "gold"
Function = Callable[..., Any]


def nothing(*_: Any, **__: Any) -> None:
    """Finds nothing."""


def none(*_: Any, **__: Any) -> tuple[()]:
    """Finds none of several."""
    return ()


PRONOUNS = {
    pronouns.personal: nothing,
    pronouns.neuter: nothing,
    pronouns_plural.plural: none,
    pronouns.relative: none,
}
TITLES = {descriptions.describe: nothing}
PLURALS = {plurals.members_of: none}


@dataclass(frozen=True, slots=True)
class Ablation:
    """A row: functions with what stands in for them, and what is taken from a Doc."""

    name: str
    functions: Mapping[Function, Function]
    on_doc: Callable[[Doc], None] = nothing


def without_roles(doc: Doc) -> None:
    """Take the predicates and their arguments away."""
    doc._.predicates = ()


def without_names(doc: Doc) -> None:
    """Take the names that the model found away; those of the tables stay."""
    doc.set_ents([])


def without_events(doc: Doc) -> None:
    """Take the events that the model sees away; those that wordings tell of stay."""
    doc._.detected_events = ()


OF_EVENTS = (
    Ablation("nothing", {}),
    Ablation("semantic roles of the reading model", {}, without_roles),
    Ablation("names of the reading model", {}, without_names),
    Ablation("networks of events", {}, without_events),
    Ablation("status rules", {status.judge: lambda _: status_clauses.Verdict()}),
    Ablation("time rules", {temporal_phrases.find_times: lambda *_: []}),
    Ablation("shared times", {event_sharing.share_times: nothing}),
    Ablation("nouns that name events", {event_nouns.noun_mentions: none}),
    Ablation(
        "merging inside the article",
        {event_merging.merge: lambda mentions, _: [[mention] for mention in mentions]},
    ),
    Ablation(
        "implied events",
        {event_inference.implied_mentions: none, event_inference.implied_visits: none},
    ),
)
OF_ACTORS = (
    Ablation("nothing", {}),
    Ablation("names of the reading model", {}, without_names),
    Ablation("pronouns", PRONOUNS),
    Ablation("titles and descriptions", TITLES),
    Ablation("plurals", PLURALS),
    Ablation("all coreference", {**PRONOUNS, **TITLES, **PLURALS}),
    Ablation("unnamed actors", {introductions.introduce: nothing}),
    Ablation("capitals as governments", {capitals.capitals_of: lambda *_: {}}),
)
EVENT_SCORES = ("events", "events + date strict", "status")
ACTOR_SCORES = ("actors", "events", "statements", "offices")


def main() -> None:
    """Read the articles once, extract with each part missing, print."""
    split = json.loads((GOLD / "split.json").read_text("utf-8"))
    records = read_records(GOLD / "gold.jsonl")
    parts = [[r for r in records if r["id"] in split[name]] for name in ("develop", "holdout")]
    articles = [article_of(record) for record in records]
    model = reading.load()
    for ablations, scores in ((OF_EVENTS, EVENT_SCORES), (OF_ACTORS, ACTOR_SCORES)):
        print_row("without", *scores)
        print_row(*["---"] * (1 + len(scores)))
        for ablation in ablations:
            found = dossiers(ablation, model.pipe, articles)
            results = [evaluate(part, found) for part in parts]
            cells = (" / ".join(score(result, name) for result in results) for name in scores)
            print_row(ablation.name, *cells)
        print()  # noqa: T201 - a command's output


def score(result: Any, name: str) -> str:
    """An F1, or a share of what was matched."""
    value = result.shares[name].share if name in result.shares else result.scores[name].f1
    return f"{value:.3f}".removeprefix("0")


def print_row(*cells: str) -> None:
    """A row of a Markdown table."""
    print("|", " | ".join(cells), "|", flush=True)  # noqa: T201


def article_of(record: Mapping[str, Any]) -> Article:
    """The article of a gold record."""
    text = (GOLD / "articles" / f"{record['id']}.txt").read_text("utf-8")
    return Article(
        record["id"], None, record.get("title"), None, record.get("published"), "en", text
    )


def dossiers(
    ablation: Ablation, pipe: Callable[..., Iterator[Doc]], articles: list[Article]
) -> dict[str, Any]:
    """What is extracted of the articles without the part."""
    found = {}
    with replaced(ablation.functions):
        for article, doc in zip(articles, pipe(a.text for a in articles), strict=True):
            ablation.on_doc(doc)
            found[article.id] = to_json(extraction.extract(doc, article))
    return found


@contextmanager
def replaced(functions: Mapping[Function, Function]) -> Iterator[None]:
    """Put other functions in the place of these, in every module of extraction that has them."""
    names = (module.name for module in pkgutil.iter_modules(extraction.__path__))
    modules = [import_module(f"{extraction.__name__}.{name}") for name in names]
    undo = [
        (module, name, value)
        for module in (extraction, *modules)
        for name, value in vars(module).items()
        if callable(value) and any(value is function for function in functions)
    ]
    missing = [f.__name__ for f in functions if all(f is not value for _, _, value in undo)]
    if missing:
        sys.exit(f"extraction has no {', '.join(missing)}")
    try:
        for module, name, value in undo:
            setattr(module, name, functions[value])
        yield
    finally:
        for module, name, value in undo:
            setattr(module, name, value)


if __name__ == "__main__":
    main()
