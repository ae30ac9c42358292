"""Measures the questions to a graph with a hub: pages, timelines, search, statements, paths.

    python tests/bench/questions.py --actors 110000 --hub 100000 --events 100000

The hub has one event with each of `--hub` others, and a thousand with one of them; `--events` more
join other actors. The index is made from things directly, without reading or resolving articles,
and its making is measured too. Prints one JSON object.
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
from tests.bench.generate_dossiers import SYLLABLES
from tests.bench.network import spread

BASE = "https://w3id.org/chancery/id/"
FAVOURITE = 1_000
STATEMENTS = 50_000


def things(actors: int, hub: int, events: int, seed: int) -> Iterator[Thing]:
    """Actors, events, the pairs that those make, and statements of the hub."""
    rng = random.Random(seed)
    iris = [f"{BASE}person/p{number}" for number in range(actors)]
    for number, iri in enumerate(iris):
        name = " ".join(
            "".join(rng.choice(SYLLABLES) for _ in range(length)).capitalize() for length in (2, 3)
        )
        refs = tuple(ClaimRef(f"a{number % 997 + i}", f"a{number}") for i in range(1 + number % 3))
        yield MergedActor(iri, "person", name, (name.split()[1],), refs)
    ends = [(0, other) for other in range(1, hub + 1)] + [(0, 1)] * FAVOURITE
    ends += [tuple(sorted(rng.sample(range(1, actors), 2))) for _ in range(events)]  # type: ignore[misc]
    pairs: dict[tuple[int, int], list[MergedEvent]] = defaultdict(list)
    for number, (a, b) in enumerate(ends):
        event = _event(number, iris[a], iris[b], rng)
        pairs[a, b].append(event)
        yield event
    for (a, b), between in pairs.items():
        yield _pair(iris[a], iris[b], between)
    for number in range(STATEMENTS):
        yield _statement(number, iris[0], iris[1 + number % (actors - 1)], rng)


def _time(rng: random.Random) -> Time:
    day = f"20{rng.randrange(10, 26)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    return Time(day, day, "day", day)


def _event(number: int, a: str, b: str, rng: random.Random) -> MergedEvent:
    claims = (ClaimRef(f"a{number % 997}", f"e{number}"),)
    return MergedEvent(
        f"{BASE}event/e{number}", rng.choice(("meet", "agree", "sign")), "an event",
        (Participant(a, "participant"), Participant(b, "participant")), None, None, _time(rng),
        "happened", "stated", 0.9, claims, 1 + number % 4,
    )  # fmt: skip


def _pair(a: str, b: str, between: list[MergedEvent]) -> Pair:
    low, high = sorted((a, b))
    relations = []
    for type_ in sorted({event.type for event in between}):
        iris = tuple(sorted(event.iri for event in between if event.type == type_))
        relations.append(
            Relation(low, high, type_, "happened", "stated", True, iris, None, None)
        )  # fmt: skip
    return Pair(
        f"{BASE}pair/{a[len(BASE) + 7 :]}-{b[len(BASE) + 7 :]}", low, high, tuple(relations)
    )


def _statement(number: int, speaker: str, about: str, rng: random.Random) -> MergedStatement:
    words = " ".join(
        "".join(rng.choice(SYLLABLES) for _ in range(rng.randrange(1, 4))) for _ in range(15)
    )
    ref = ClaimRef(f"a{number % 997}", f"s{number}")
    topic = Topic(f"topic {number % 300}", f"{BASE}topic/t{number % 300}")
    return MergedStatement(
        f"{BASE}statement/s{number}", speaker, "direct", (Variant(words, (ref,)),), None, (topic,),
        (about,), _time(rng), 0.9, (ref,), 1,
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
    parser.add_argument("--actors", type=int, default=110_000)
    parser.add_argument("--hub", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    made = list(things(arguments.actors, arguments.hub, arguments.events, arguments.seed))
    hub, favourite = f"{BASE}person/p0", f"{BASE}person/p1"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "1"
        folder.mkdir()
        started = time.perf_counter()
        index.update(None, folder, (Change(None, thing) for thing in made), lambda _: None)
        seconds = time.perf_counter() - started
        with open_graph(folder) as graph:
            name = graph.resolve(f"{BASE}person/p77").name
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
                "statements_of_hub": repeated(lambda: graph.statements(filters={"speaker": hub})),
                "quotes_with_words": repeated(lambda: graph.statements(filters={"words": "ba be"})),
                "topics": repeated(graph.topics, 3),
                "events_page": repeated(lambda: graph.events(filters={"since": "2024"})),
            }
    json.dump(measured, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
