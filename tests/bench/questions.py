"""Measures the questions to a graph with a hub: pages, timelines, search, statements, paths.

    python -m tests.bench.questions --actors 125000 --hub 100000 --links 200000

The graph is that of the invented world of `generate_things`, with roles and statuses; beside it
stands a hub that has one meeting, agreement or signing with each of `--hub` others, and a thousand
with one of them. The index is made from things directly, without reading or resolving articles, and
its making is measured too. Prints one JSON object.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from graph_builder import index
from graph_builder.graph import open_graph
from graph_builder.merged import (
    Change,
    ClaimRef,
    MergedActor,
    MergedEvent,
    MergedStatement,
    Pair,
    Relation,
    Thing,
    Variant,
)
from graph_builder.model import Participant, Time, Topic
from graph_builder.rdf import BASE_IRI
from graph_builder.resolution.pairs import pair_iri
from tests.bench.generate_dossiers import SYLLABLES
from tests.bench.generate_things import things as generated
from tests.bench.network import spread

HUB = f"{BASE_IRI}person/hub"
FAVOURITE = 1_000
STATEMENTS = 50_000


def things(actors: int, hub: int, links: int, seed: int) -> Iterator[Thing]:
    """The world; the hub with its events, the pairs that those make, and its statements."""
    rng = random.Random(seed)
    yield MergedActor(HUB, "person", "Hubert Nave", ("Nave",), (ClaimRef("a1", "h1"),))
    others = []
    for thing in generated(actors, links, seed):
        if isinstance(thing, MergedActor):
            others.append(thing.iri)
        yield thing
    pairs: dict[str, list[MergedEvent]] = defaultdict(list)
    for number, other in enumerate([*others[:hub], *[others[0]] * FAVOURITE]):
        event = _event(number, other, rng)
        pairs[other].append(event)
        yield event
    for other, between in pairs.items():
        yield _pair(other, between)
    for number in range(STATEMENTS):
        yield _statement(number, HUB, others[number % len(others)], rng)


def _time(rng: random.Random) -> Time:
    day = f"20{rng.randrange(10, 26)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    return Time(day, day, "day", day)


def _event(number: int, other: str, rng: random.Random) -> MergedEvent:
    claims = (ClaimRef(f"a{number % 997}", f"h{number}"),)
    return MergedEvent(
        f"{BASE_IRI}event/h{number}", rng.choice(("meet", "agree", "sign")), "an event",
        (Participant(HUB, "participant"), Participant(other, "participant")), None, None,
        _time(rng), "happened", "stated", 0.9, claims, 1 + number % 4,
    )  # fmt: skip


def _pair(other: str, between: list[MergedEvent]) -> Pair:
    low, high = sorted((HUB, other))
    relations = []
    for type_ in sorted({event.type for event in between}):
        iris = tuple(sorted(event.iri for event in between if event.type == type_))
        relations.append(Relation(low, high, type_, "happened", "stated", True, iris, None, None))
    return Pair(pair_iri(low, high, BASE_IRI), low, high, tuple(relations))


def _statement(number: int, speaker: str, about: str, rng: random.Random) -> MergedStatement:
    words = " ".join(
        "".join(rng.choice(SYLLABLES) for _ in range(rng.randrange(1, 4))) for _ in range(15)
    )
    ref = ClaimRef(f"a{number % 997}", f"s{number}")
    topic = Topic(f"topic {number % 300}", f"{BASE_IRI}topic/t{number % 300}")
    return MergedStatement(
        f"{BASE_IRI}statement/s{number}", speaker, "direct", (Variant(words, (ref,)),), None,
        (topic,), (about,), _time(rng), 0.9, (ref,), 1,
    )  # fmt: skip


def repeated(work: Callable[[], Any], times: int = 20) -> dict[str, float]:
    """How long `work` takes, once it has run once."""
    work()
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return spread(seconds)


def every_page(graph: Any, name: str, limit: int) -> dict[str, float]:
    """How long the pages of an actor's relationships take, a hundred of them, first to last."""
    seconds, cursor = [], None
    step = graph.relationships(name, limit=1).total // 100
    for _ in range(100):
        started = time.perf_counter()
        page = graph.relationships(name, limit=limit, cursor=cursor)
        seconds.append(time.perf_counter() - started)
        cursor = graph.relationships(name, limit=step - limit, cursor=page.next).next
        if cursor is None:
            break
    return {"total": page.total, **spread(seconds)}


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--actors", type=int, default=125_000)
    parser.add_argument("--hub", type=int, default=100_000)
    parser.add_argument("--links", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    made = list(things(arguments.actors, arguments.hub, arguments.links, arguments.seed))
    some = [thing for thing in made if isinstance(thing, MergedActor) and thing.type == "person"]
    hub, favourite = HUB, next(thing.iri for thing in made[1:] if isinstance(thing, MergedActor))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "1"
        folder.mkdir()
        started = time.perf_counter()
        index.update(None, folder, (Change(None, thing) for thing in made), lambda _: None)
        seconds = time.perf_counter() - started
        with open_graph(folder) as graph:
            name = some[77].name
            typo = name[:3] + name[4:]
            measured = {
                "things": len(made),
                "index_s": round(seconds, 1),
                "things_per_s": round(len(made) / seconds),
                "index_mb": round((folder / index.INDEX).stat().st_size / 1e6),
                "hub_pages_of_50": every_page(graph, hub, 50),
                "hub_page_filtered": repeated(
                    lambda: graph.relationships(hub, filters={"types": ["meet"], "since": "2020"})
                ),
                "hub_actor_page": repeated(lambda: graph.actor(hub), 5),
                "timeline_of_1000": repeated(lambda: graph.timeline(hub, favourite)),
                "search_exact": repeated(lambda: graph.actors(name)),
                "search_typo": repeated(lambda: graph.actors(typo)),
                "search_prefix": repeated(lambda: graph.actors(name[:4], prefix=True)),
                "search_one_letter": repeated(lambda: graph.actors(name[:1], prefix=True)),
                "path": repeated(lambda: graph.paths(some[77].iri, some[-1].iri)),
                "statements_of_hub": repeated(lambda: graph.statements(filters={"speaker": hub})),
                "quotes_with_words": repeated(lambda: graph.statements(filters={"words": "ba be"})),
                "topics": repeated(graph.topics, 3),
                "events_page": repeated(lambda: graph.events(filters={"since": "2024"})),
            }
    json.dump(measured, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
