"""The label sets of the network, and which name labels each corpus annotates."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from graph_builder.reading.training.sentences import Sentence

NAME_TYPES = ("PER", "ORG", "LOC", "DATE", "NORP")

ANNOTATED_NAMES = {
    "wikigold": frozenset({"PER", "ORG", "LOC", "NORP"}),
    "btc": frozenset({"PER", "ORG", "LOC", "NORP"}),
    "crossner": frozenset({"PER", "ORG", "LOC", "NORP"}),
    "ewt": frozenset({"PER", "ORG", "LOC", "NORP"}),
    "gum": frozenset({"PER", "ORG", "LOC", "DATE", "NORP"}),
    "templates": frozenset(NAME_TYPES),
}
"""Where a corpus doesn't annotate a type, its "O" may stand for that type, too."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Every closed set of labels, in the order of the network's outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    rel: tuple[str, ...]
    ner: tuple[str, ...]
    roles: tuple[str, ...]
    senses: tuple[str, ...]

    def to_json(self) -> dict[str, list[str]]:
        """As lists by name, the form of `model.json`."""
        return {name: list(values) for name, values in asdict(self).items()}


def collect_labels(sentences: Iterable[Sentence], polysemous: frozenset[str]) -> Labels:
    """The label sets of training data.

    Rare tags, features and subtypes (< 5, < 5 and < 15 times) are left out; roles need 10
    occurrences in fully annotated text; senses are kept if they occur at all and their lemma has
    several rolesets (`polysemous`).
    """
    counts: dict[str, Counter[str]] = {k: Counter() for k in ("u", "x", "f", "r", "a", "s")}
    for sentence in sentences:
        if sentence.upos and sentence.xpos and sentence.feats and sentence.relations:
            counts["u"].update(u for u in sentence.upos if u != "_")
            counts["x"].update(x for x in sentence.xpos if x != "_")
            counts["f"].update(sentence.feats)
            counts["r"].update(sentence.relations)
        for frame in sentence.frames or ():
            counts["s"][frame.sense] += 1
            if sentence.frames_complete:
                counts["a"].update(argument.role for argument in frame.args)
    roles = [r for r, n in counts["a"].items() if n >= 10 and not r.startswith("C-V")]
    return Labels(
        upos=_frequent(counts["u"], 1),
        xpos=_frequent(counts["x"], 5),
        feats=_frequent(counts["f"], 5),
        rel=tuple(sorted(r for r, n in counts["r"].items() if n >= 15 or ":" not in r)),
        ner=bio_labels(NAME_TYPES),
        roles=bio_labels(sorted(roles)),
        senses=tuple(sorted(s for s in counts["s"] if s in polysemous)),
    )


def _frequent(counts: Counter[str], least: int) -> tuple[str, ...]:
    return tuple(sorted(label for label, n in counts.items() if n >= least))


def bio_labels(types: Sequence[str]) -> tuple[str, ...]:
    """O, then B-x and I-x for each type."""
    return ("O", *(f"{prefix}-{label}" for label in types for prefix in "BI"))
