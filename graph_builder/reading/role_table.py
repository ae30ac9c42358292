"""Which roles the arguments of a roleset have, by how they hang on the predicate: counts.

The file has a line for each roleset and, starred, for each part of speech of predicates: name, the
numbers of the roles that the frame file lists ("?" if there is none), then tie and counts
alternating, all parted by tabs. Ties are those of `Forest.tie`; counts look like
"0:12 M-TMP:3".
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_ENTRIES_KEPT = 4_000

Counts = NDArray[np.float64]


class RoleOdds(NamedTuple):
    """Log-probabilities of all roles: of the roleset's arguments with this tie, of its arguments
    at large, and of all predicates' arguments with this tie; and whether the first were counted.
    """

    tied: Counts
    roleset: Counts
    tie: Counts
    counted: bool


class RoleTable:
    """`roles` are the role labels in the order of the results."""

    def __init__(self, text: str, roles: Sequence[str]) -> None:
        self._ids = {short_role(role): k for k, role in enumerate(roles)}
        self._size = len(roles)
        self._lines = dict(line.split("\t", 1) for line in text.splitlines())
        self._parsed = lru_cache(maxsize=_ENTRIES_KEPT)(self._parse)
        self._tied = lru_cache(maxsize=_ENTRIES_KEPT)(self._of_tie)

    def listed(self, roleset: str) -> str | None:
        """The numbers of the roles that the frame file lists, or None if unknown."""
        line = self._lines.get(roleset, "?")
        return None if line.startswith("?") else line.partition("\t")[0]

    def _parse(self, name: str) -> tuple[Mapping[str, str], Counts]:
        """The counts by tie, unparsed, and their sum."""
        fields = self._lines.get(name, "?").split("\t")[1:]
        by_tie = dict(zip(fields[::2], fields[1::2], strict=True))
        return by_tie, self._counts(" ".join(by_tie.values()))

    def _counts(self, text: str) -> Counts:
        counts = np.zeros(self._size)
        for item in text.split():
            role, _, count = item.partition(":")
            if role in self._ids:
                counts[self._ids[role]] += int(count)
        return counts

    def odds(self, roleset: str, part: str, tie: str) -> RoleOdds:
        """For a roleset, the first letter of the predicate's Penn tag, and a tie.

        Each distribution is smoothed by the next: one pseudo-count in all for ties, two for
        rolesets, one of either for both together.
        """
        tied, odds_of_tie = self._tied(part, tie)
        by_tie, own = self._parsed(roleset)
        at_large = (own + 2 * tied) / (own.sum() + 2)
        exact = self._counts(by_tie.get(tie, ""))
        number = exact.sum()
        both = (exact + at_large + tied) / (number + 2)
        return RoleOdds(np.log(both), np.log(at_large), odds_of_tie, bool(number))

    def _of_tie(self, part: str, tie: str) -> tuple[Counts, Counts]:
        """The smoothed distribution of all predicates' arguments with this tie, and its logs."""
        general = self._counts(self._parsed("*" + part)[0].get(tie, ""))
        tied = (general + 1 / 50) / (general.sum() + 1)
        return tied, np.log(tied)


def short_role(role: str) -> str:
    """A role label as the file writes it: "ARGM-TMP" is "M-TMP", "R-ARG0" is "R-0"."""
    return role.replace("ARG", "", 1)


def table_line(name: str, listed: str | None, ties: Mapping[str, Counter[str]]) -> str:
    """A line of the file, without its end; `ties` counts role labels by tie."""
    fields = [name, "?" if listed is None else listed]
    for tie, counts in sorted(ties.items()):
        fields += [tie, " ".join(f"{short_role(r)}:{n}" for r, n in counts.most_common())]
    return "\t".join(fields)
