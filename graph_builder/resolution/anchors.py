"""Anchors: names of a claim or actor of one article that outlive a re-reading.

Ids inside a dossier ("a3", "e7") change whenever an article is read anew, so nothing that must last
(judgements, the identity registry) uses them. An anchor is made of the article's id and of what the
claim says in the article's own words. Two claims of one article that share all of that are told
apart by their order ("~2").
"""

import hashlib
from collections.abc import Iterator
from typing import Literal

from graph_builder.errors import JudgementError
from graph_builder.model import Dossier, Event, Evidence, Statement, Tenure
from graph_builder.ontology import name_key

AnchorKind = Literal["actor", "event", "statement", "tenure"]
_KINDS: dict[str, AnchorKind] = {"a": "actor", "e": "event", "s": "statement", "o": "tenure"}


def digest(text: str, length: int = 10) -> str:
    """The first `length` hexadecimal digits of the SHA-256 of `text`."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def key64(text: str) -> int:
    """A signed 64-bit hash of a text, for look-up keys; equal on every machine."""
    raw = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(raw, "big", signed=True)


def actor_anchor(article: str, type_: str, name: str) -> str:
    """`a:ARTICLE:TYPE:name key`."""
    return f"a:{article}:{type_}:{name_key(name) or digest(name)}"


def _sentence(evidence: tuple[Evidence, ...], fallback: str) -> str:
    return digest(name_key(evidence[0].text if evidence else fallback))


def event_anchor(article: str, event: Event) -> str:
    """`e:ARTICLE:TYPE:trigger:digest of the main sentence`."""
    trigger = name_key(event.trigger.text) or "-"
    return f"e:{article}:{event.type}:{trigger}:{_sentence(event.evidence, event.trigger.text)}"


def statement_anchor(article: str, statement: Statement) -> str:
    """`s:ARTICLE:KIND:digest of the words`."""
    return f"s:{article}:{statement.kind}:{digest(name_key(statement.quote))}"


def tenure_anchor(article: str, person: str, tenure: Tenure) -> str:
    """`o:ARTICLE:person's name key:office:organization`, all in normal form."""
    parts = (name_key(person), name_key(tenure.office), name_key(tenure.org))
    return f"o:{article}:" + ":".join(part or "-" for part in parts)


def anchors(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """(id inside the dossier, anchor) of every actor and claim; tenures are o1, o2 ….

    Anchors are unique within the dossier.
    """
    names = {actor.id: actor.name for actor in dossier.actors}
    seen: dict[str, int] = {}

    def numbered(anchor: str) -> str:
        seen[anchor] = seen.get(anchor, 0) + 1
        return anchor if seen[anchor] == 1 else f"{anchor}~{seen[anchor]}"

    for actor in dossier.actors:
        yield actor.id, numbered(actor_anchor(dossier.id, actor.type, actor.name))
    for event in dossier.events:
        yield event.id, numbered(event_anchor(dossier.id, event))
    for statement in dossier.statements:
        yield statement.id, numbered(statement_anchor(dossier.id, statement))
    for position, tenure in enumerate(dossier.offices, 1):
        person = names.get(tenure.person, tenure.person)
        yield f"o{position}", numbered(tenure_anchor(dossier.id, person, tenure))


def kind_of(anchor: str) -> AnchorKind:
    """What an anchor names. Raises `JudgementError` when it is no anchor."""
    kind = _KINDS.get(anchor.partition(":")[0])
    if kind is None or anchor.count(":") < 3:
        raise JudgementError(
            f"{anchor!r} is no anchor of an actor or claim; see `chancery explain`"
        )
    return kind


def article_of(anchor: str) -> str:
    """The id of the article that an anchor stands in."""
    return anchor.split(":", 2)[1]
