"""What was missed and what was invented, each in its context."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph_builder.evaluate.matching import Matched
from graph_builder.evaluate.records import Record

MistakeKind = Literal["missed", "spurious"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One wrong fact: what it says, and the beginning of the sentence that it is about."""

    article: str
    part: str
    kind: MistakeKind
    fact: str
    context: str


def mistakes_of(matched: Matched) -> Iterator[Mistake]:
    """The mistakes of one article: actors, events, statements, offices."""
    found_actors = set(matched.actors.values())
    for actor in matched.gold["actors"]:
        if actor["id"] not in found_actors:
            yield _mistake(matched, "actors", "missed", _actor(actor), ", ".join(actor["aliases"]))
    for actor in matched.counted_actors:
        if actor["id"] not in matched.actors:
            forms = ", ".join(actor["aliases"])
            yield _mistake(matched, "actors", "spurious", _actor(actor), forms)
    for part, found, say in (
        ("events", matched.events, _event),
        ("statements", matched.statements, _statement),
        ("offices", matched.offices, _office),
    ):
        for i, claim in enumerate(matched.gold[part]):
            if i not in found:
                fact = say(claim, _names(matched.gold))
                yield _mistake(matched, part, "missed", fact, _context(claim))
        held = set(found.values())
        for j, claim in enumerate(matched.mine[part]):
            if j not in held:
                fact = say(claim, _names(matched.mine))
                yield _mistake(matched, part, "spurious", fact, _context(claim))


def _mistake(matched: Matched, part: str, kind: MistakeKind, fact: str, context: str) -> Mistake:
    return Mistake(str(matched.gold.get("id", "")), part, kind, fact, context)


def _names(record: Record) -> dict[str, str]:
    return {actor["id"]: actor["name"] for actor in record["actors"]}


def _actor(actor: Record) -> str:
    return f"{actor['name']} ({actor['type']})"


def _event(event: Record, names: dict[str, str]) -> str:
    who = ", ".join(f"{names.get(q['actor'], '?')} ({q['role']})" for q in event["participants"])
    details = [event.get("place"), event.get("date"), event.get("status")]
    return f"{event['type']}: {who}; {', '.join(str(d) for d in details if d)}"


def _statement(statement: Record, names: dict[str, str]) -> str:
    speaker = names.get(statement["speaker"], "?")
    return f"{speaker} ({statement['kind']}): {statement['quote'][:80]}"


def _office(office: Record, names: dict[str, str]) -> str:
    org = office.get("org") or "?"
    return f"{names.get(office['person'], '?')}: {office['office']} of {org}"


def _context(claim: Record) -> str:
    """The main sentence of a claim: gold gives its first words, a dossier the span."""
    evidence = claim.get("evidence")
    if isinstance(evidence, str):
        return evidence
    if evidence:
        return str(evidence[0]["text"])
    return str(claim.get("what") or claim.get("quote") or "")
