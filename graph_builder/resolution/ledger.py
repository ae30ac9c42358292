"""The ledger of judgements: what people and rules decided, as a plain file that can be diffed.

One JSON object a line, in the order of judging (`graph/ledger/judgements.jsonl`). A judgement is
about identity (two anchors are the same, different, or it is unsure) or about one claim (accept it,
reject it, or correct a field of it). Later ones overrule earlier ones about the same subject;
those of people outrank those of rules whatever the order. Nothing is ever deleted: taking one back
is a line of its own.
"""

import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from graph_builder.errors import JudgementError
from graph_builder.model import EVENT_TYPES, STATUSES, from_json, to_json
from graph_builder.resolution.anchors import digest, kind_of
from graph_builder.resolution.intervals import stretch

Verdict = Literal["same", "different", "unsure", "accept", "reject", "correct", "undo"]
IDENTITY: tuple[Verdict, ...] = ("same", "different", "unsure")
CORRECTABLE = {
    "event": ("type", "status", "date", "place", "basis"),
    "statement": ("speaker", "date", "quote"),
    "tenure": ("office", "org", "since", "until"),
    "actor": ("name", "type", "office", "wikidata"),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. Which fields are used depends on `verdict`:

    * same, different, unsure: `left` and `right` are anchors of one kind (left < right);
    * accept, reject: `left` is the anchor of a claim;
    * correct: `left`, and `field` with its new `value` (None clears the field);
    * undo: `left` is the id of the judgement taken back.

    `by` is a person's name or "rule:NAME"; `score` in [0, 1] where a rule has one; `evidence` are
    anchors or sentences that the decision rests on. `id` is a digest of all the rest and `number`,
    so equal decisions made twice stay two.
    """

    verdict: Verdict
    left: str
    right: str | None = None
    field: str | None = None
    value: str | None = None
    by: str = "person"
    reason: str = ""
    score: float | None = None
    evidence: tuple[str, ...] = ()
    number: int = 0
    id: str = ""

    @property
    def human(self) -> bool:
        """Whether a person made it."""
        return not self.by.startswith("rule:")


def checked(judgement: Judgement, number: int) -> Judgement:
    """The judgement in normal form with its number and id.

    Raises `JudgementError` when its parts don't fit its verdict.
    """
    left, right = judgement.left, judgement.right
    if judgement.verdict in IDENTITY:
        if right is None or kind_of(left) != kind_of(right) or left == right:
            raise JudgementError(
                f"{judgement.verdict} needs two anchors of one kind, not {left} and {right}"
            )
        left, right = sorted((left, right))
    elif judgement.verdict != "undo":
        kind = kind_of(left)
        if judgement.verdict == "correct":
            _check_correction(kind, judgement)
        elif kind == "actor":
            raise JudgementError(f"{judgement.verdict} is for events, statements and offices")
    bare = replace(judgement, left=left, right=right, number=number, id="")
    return replace(bare, id="j" + digest(json.dumps(to_json(bare), sort_keys=True), 12))


def _check_correction(kind: str, judgement: Judgement) -> None:
    field, value = judgement.field, judgement.value
    if field not in CORRECTABLE[kind]:
        choice = ", ".join(CORRECTABLE[kind])
        raise JudgementError(f"{field!r} of a {kind} can't be corrected; choose from {choice}")
    allowed: dict[str, Sequence[str]] = {"status": STATUSES, "basis": ("stated", "inferred")}
    if kind == "event":
        allowed["type"] = EVENT_TYPES
    if kind == "actor":
        allowed["type"] = ("person", "country", "organization", "group")
    if field in allowed and value not in allowed[field]:
        raise JudgementError(f"{value!r} is no {field}; choose from {', '.join(allowed[field])}")
    if field == "wikidata" and value is not None and not re.fullmatch(r"Q[1-9]\d*", value):
        raise JudgementError(f"{value!r} is no Wikidata id (Q42)")
    if field == "date" and value is not None:
        stretch(value)


def active(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that stand, by subject: those undone or overruled are left out.

    A subject is a pair of anchors, a claim, or one field of a claim.
    """
    undone: set[str] = set()
    listed = sorted(judgements, key=lambda j: j.number)
    for judgement in reversed(listed):
        if judgement.verdict == "undo" and judgement.id not in undone:
            undone.add(judgement.left)
    standing: dict[tuple[str, ...], Judgement] = {}
    for judgement in listed:
        if judgement.verdict == "undo" or judgement.id in undone:
            continue
        subject = _subject(judgement)
        earlier = standing.get(subject)
        if earlier is None or judgement.human or not earlier.human:
            standing[subject] = judgement
    return tuple(sorted(standing.values(), key=lambda j: j.number))


def _subject(judgement: Judgement) -> tuple[str, ...]:
    if judgement.verdict in IDENTITY:
        return ("identity", judgement.left, judgement.right or "")
    if judgement.verdict == "correct":
        return ("field", judgement.left, judgement.field or "")
    return ("claim", judgement.left)


def read_ledger(path: Path) -> tuple[Judgement, ...]:
    """All judgements of a ledger file, in order; none when there is no such file.

    A last line without its end, as a crash may leave it, isn't read. Raises `JudgementError` naming
    the line that is damaged.
    """
    if not path.exists():
        return ()
    text = path.read_text("utf-8")
    found = []
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        if not line.endswith("\n"):
            break
        try:
            found.append(from_json(Judgement, json.loads(line)))
        except ValueError as error:
            raise JudgementError(f"{path}, line {number} is damaged: {error}") from error
    return tuple(found)


def append_judgement(path: Path, judgement: Judgement) -> Judgement:
    """Adds a judgement at the end of the ledger and returns it with its number and id.

    It is on the disk when this returns.
    """
    number = max((j.number for j in read_ledger(path)), default=0) + 1
    final = checked(judgement, number)
    append_lines(path, [json.dumps(to_json(final), ensure_ascii=False)])
    return final


def append_lines(path: Path, lines: Iterable[str]) -> None:
    """Appends lines to a text file and waits until they are on the disk.

    A torn last line is cut off first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 65536))
        tail = file.read()
        if tail and not tail.endswith(b"\n"):
            file.truncate(size - len(tail) + tail.rfind(b"\n") + 1)
            file.seek(0, os.SEEK_END)
        file.write("".join(line + "\n" for line in lines).encode())
        file.flush()
        os.fsync(file.fileno())
