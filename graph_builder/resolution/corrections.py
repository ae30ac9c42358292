"""Judgements about single claims, applied to a dossier before it is merged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph_builder.model import Dossier, Time
from graph_builder.resolution.anchors import anchors
from graph_builder.resolution.intervals import iso, stretch
from graph_builder.resolution.ledger import Judgement
from graph_builder.resolution.names import normal


@dataclass(frozen=True, slots=True)
class Claims:
    """The standing judgements about single claims, by anchor, and all judged anchors."""

    rejected: frozenset[str]
    accepted: frozenset[str]
    fields: Mapping[str, Mapping[str, str | None]]
    judged: frozenset[str]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> "Claims":
        """From judgements that stand (`ledger.active`)."""
        rejected, accepted, judged = set(), set(), set()
        fields: dict[str, dict[str, str | None]] = {}
        for judgement in judgements:
            if judgement.verdict == "reject":
                rejected.add(judgement.left)
            elif judgement.verdict == "accept":
                accepted.add(judgement.left)
            elif judgement.verdict == "correct":
                fields.setdefault(judgement.left, {})[judgement.field or ""] = judgement.value
            elif judgement.right is not None:
                judged |= {judgement.left, judgement.right}
        return cls(frozenset(rejected), frozenset(accepted), fields, frozenset(judged))


def corrected_time(value: str | None, time: Time) -> Time:
    """A time that a person gave in place of the one that was read."""
    days = stretch(value)
    if days is None:
        return Time(phrase=time.phrase, rule="corrected")
    first, last = (iso(day) for day in days)
    size = days[1] - days[0]
    shape = {4: "year", 7: "month", 10: "day"}.get(
        len(value or ""), "days" if size < 7 else "interval"
    )
    return Time(first, last, shape, time.phrase, None, "corrected")  # type: ignore[arg-type]


def corrected(dossier: Dossier, claims: Claims) -> tuple[Dossier, dict[str, str]]:
    """The dossier as people want it merged, and the anchor of each of its claims and actors.

    Rejected claims are gone, accepted ones certain, corrected fields changed; anchors are those of
    the original words.
    """
    by_id = dict(anchors(dossier))
    if not claims.fields and not claims.rejected and not claims.accepted:
        return dossier, by_id

    def keep(id_: str) -> bool:
        return by_id[id_] not in claims.rejected

    def fixed(id_: str, claim: Any) -> Any:
        changes: dict[str, Any] = dict(claims.fields.get(by_id[id_], {}))
        changes.pop("wikidata", None)  # the merged actor's, see `things.merged_actor`
        if "date" in changes:
            changes["time"] = corrected_time(changes["date"], claim.time)
        if "speaker" in changes:
            changes["speaker"] = _speaker(dossier, changes["speaker"], claim.speaker)
        if by_id[id_] in claims.accepted:
            changes["confidence"] = 1.0
        return replace(claim, **changes) if changes else claim

    offices = [(f"o{i}", tenure) for i, tenure in enumerate(dossier.offices, 1)]
    kept = [(id_, fixed(id_, tenure)) for id_, tenure in offices]
    return (
        replace(
            dossier,
            actors=tuple(fixed(a.id, a) for a in dossier.actors),
            events=tuple(fixed(e.id, e) for e in dossier.events if keep(e.id)),
            statements=tuple(fixed(s.id, s) for s in dossier.statements if keep(s.id)),
            offices=tuple(t if keep(i) else replace(t, office="") for i, t in kept),
        ),
        by_id,
    )


def _speaker(dossier: Dossier, name: str | None, before: str) -> str:
    """The id of the actor of the article with this name or alias; the one before if none has it."""
    key = normal(name or "")
    named = (a for a in dossier.actors if key in {normal(n) for n in (a.name, *a.aliases)})
    return next((a.id for a in named), before)
