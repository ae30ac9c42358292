"""Topics of statements, and whether confidence means what it says."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph_builder.evaluate.likeness import bare
from graph_builder.evaluate.matching import Matched
from graph_builder.evaluate.records import Record
from graph_builder.evaluate.scores import Share

TOP = 3  # topics of a statement that are looked at
_ENOUGH = 0.5  # share of the shorter label's content words that must stand in the other
_IDLE = frozenset({"the", "a", "an", "of", "for", "on", "in", "and", "to", "with", "s"})


@dataclass(slots=True)
class TopicScores:
    """Topics at `TOP`, over statements that were found and have gold topics.

    `recall` judges statements: any gold topic among the first three; `precision` judges the
    predicted topics, at most three a statement. `found` is recall over all gold statements, those
    that were not found counting as misses.
    """

    recall: Share = field(default_factory=Share)
    precision: Share = field(default_factory=Share)
    found: Share = field(default_factory=Share)

    def add(self, matched: Matched) -> None:
        """Count one article in."""
        for i, gold in enumerate(matched.gold["statements"]):
            wanted = [_words(topic) for topic in gold.get("topics") or ()]
            if not wanted:
                continue
            j = matched.statements.get(i)
            mine = matched.mine["statements"][j].get("topics") or () if j is not None else ()
            labels = [_words(topic) for topic in mine[:TOP]]
            hit = any(_overlap(a, b) for a in wanted for b in labels)
            self.found.add(hit)
            if j is not None:
                self.recall.add(hit)
                for label in labels:
                    self.precision.add(any(_overlap(label, topic) for topic in wanted))


def _words(topic: Record | str) -> frozenset[str]:
    """The content words of a topic's label, in the singular."""
    label = topic if isinstance(topic, str) else topic["label"]
    words = (w for w in bare(label).split() if w not in _IDLE)
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") else w for w in words)


def _overlap(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= _ENOUGH


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose confidence lies in [low, high): how many, their mean, and the share right."""

    low: float
    high: float
    claims: int
    mean: float
    right: float


def reliability(articles: Sequence[Matched]) -> list[Bin]:
    """Claims by tenths of confidence; empty bins are left out."""
    judged: dict[int, list[tuple[float, bool]]] = {}
    for matched in articles:
        for part, found in (
            ("events", matched.events),
            ("statements", matched.statements),
            ("offices", matched.offices),
        ):
            right = set(found.values())
            for j, claim in enumerate(matched.mine[part]):
                confidence = claim.get("confidence")
                if confidence is not None:
                    tenth = min(int(confidence * 10), 9)
                    judged.setdefault(tenth, []).append((confidence, j in right))
    return [
        Bin(
            tenth / 10,
            (tenth + 1) / 10,
            len(held),
            sum(confidence for confidence, _ in held) / len(held),
            sum(right for _, right in held) / len(held),
        )
        for tenth, held in sorted(judged.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance between confidence and share right, weighed by claims (0 is perfect)."""
    total = sum(bin_.claims for bin_ in bins)
    return sum(abs(b.mean - b.right) * b.claims for b in bins) / total if total else 0.0
