"""Gold annotations as dossiers, so that merging is measured without extraction.

Gold marks evidence by the first words of a sentence and has no offsets: sentences and mentions are
looked up in the article's text.
"""

import json
import re
from typing import Any

from graph_builder.model import (
    Actor,
    Dossier,
    Event,
    Evidence,
    Participant,
    Span,
    Statement,
    Tenure,
    Time,
    Topic,
)
from tests.resolution.times import time_of
from tests.shared import SHARED


def sentence_at(text: str, words: str) -> Span:
    """The sentence that begins with these words, as well as it can be found."""
    pattern = r"\s+".join(re.escape(w) for w in words.split())
    found = re.search(pattern, text)
    if found is None:
        return Span(0, 0, "")
    start = found.start()
    end = re.compile(r"[.!?][”\"’]?(?=\s|$)|\n\n").search(text, found.end())
    stop = end.end() if end else len(text)
    return Span(start, stop, text[start:stop])


def dossier_of(record: dict[str, Any], text: str) -> Dossier:
    """The dossier that a perfect reading of the article gives."""
    actors = []
    for a in record["actors"]:
        spans = []
        for name in (a["name"], *a["aliases"]):
            at = text.find(name)
            if at >= 0:
                spans.append(Span(at, at + len(name), name))
        actors.append(
            Actor(a["id"], a["name"], a["type"], tuple(a["aliases"]), a["office"], tuple(spans))
        )

    def evidence(words: str) -> tuple[Evidence, ...]:
        span = sentence_at(text, words)
        return (Evidence(span.start, span.end, span.text, ("trigger",)),)

    events = tuple(
        Event(
            f"e{i}",
            e["type"],
            tuple(Participant(p["actor"], p["role"]) for p in e["participants"]),
            e["place"],
            tuple(e.get("place_alt") or ()),
            e["date"],
            time_of(e["date"], "gold"),
            e["status"],
            "stated",
            Span(0, 0, e["what"].split()[0]),
            evidence(e["evidence"]),
            0.9,
            "gold",
        )
        for i, e in enumerate(record["events"], 1)
    )
    statements = tuple(
        Statement(
            f"s{i}", s["speaker"], s["kind"], s["quote"], s.get("content") or s["quote"],
            s["addressee"] if s["addressee"] in {a.id for a in actors} else None,
            tuple(Topic(t) for t in s["topics"]), (), None, Time(), evidence(s["evidence"]), 0.9,
            "gold",
        )
        for i, s in enumerate(record["statements"], 1)
    )  # fmt: skip
    offices = tuple(
        Tenure(
            o["person"],
            o["office"] or "",
            o["org"] or "",
            None,
            o["since"],
            o["until"],
            (),
            0.9,
            "gold",
        )
        for o in record["offices"]
    )
    return Dossier(
        record["id"], record.get("url"), record.get("title"), record.get("publisher"),
        record["published"], record["language"], text, "gold", "gold", tuple(actors), events,
        statements, offices,
    )  # fmt: skip


def gold(name: str = "gold") -> list[tuple[dict[str, Any], Dossier]]:
    """(annotation, dossier) of every article of `gold.jsonl` or `seed_gold.jsonl`."""
    folder = SHARED / "gold"
    found = []
    for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if name == "gold":
            text = (folder / "articles" / f"{record['id']}.txt").read_text("utf-8")
        else:
            text = (SHARED / "seeds" / record["source"]).read_text("utf-8")
        record.setdefault("language", "en")
        found.append((record, dossier_of(record, text)))
    return found
