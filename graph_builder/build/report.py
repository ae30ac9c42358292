"""What a build tells: its progress while it runs, and its report at the end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Stage = Literal["reading", "merging", "writing", "indexing", "publishing"]
OnProgress = Callable[[Stage, int, int | None], None]
"""Called with the stage, how many articles of it are done, and how many there are, if known."""


def no_progress(_stage: Stage, _done: int, _total: int | None) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A source that gave no article, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    `read` were read now (`replaced` of them took the place of an older self), `recovered` were read
    by an earlier run that was interrupted, `skipped` were unchanged, `retracted` were taken away.
    `counts` are those of the published graph: articles, actors, events, statements, tenures, edges,
    discrepancies. `refused` is the number of would-be claims that the grounding gate refused in the
    articles read now. `generation` is None when there is still no graph; `published` says whether
    this build made it.
    """

    generation: int | None
    published: bool
    read: int = 0
    recovered: int = 0
    skipped: int = 0
    replaced: int = 0
    retracted: int = 0
    refused: int = 0
    rejected: tuple[Rejection, ...] = ()
    warnings: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
