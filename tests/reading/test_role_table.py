"""Counts of roles by ties, as written and read."""

from collections import Counter

import numpy as np

from graph_builder.reading.role_table import RoleTable, table_line

ROLES = ["ARG0", "ARG1", "ARGM-TMP"]
TEXT = "\n".join(
    [
        table_line("*V", None, {"nsubj/": Counter({"ARG0": 90, "ARG1": 10})}),
        table_line("dance.01", "0", {}),
        table_line("melt.01", "01", {"nsubj/": Counter({"ARG1": 8, "ARG0": 2})}),
    ]
)
TABLE = RoleTable(TEXT, ROLES)


def test_listed_roles() -> None:
    assert TABLE.listed("melt.01") == "01"
    assert TABLE.listed("dance.01") == "0"
    assert TABLE.listed("frobnicate.01") is None
    assert TABLE.listed("*V") is None


def test_counts_of_the_roleset_outweigh_those_of_all() -> None:
    melt, dance = TABLE.odds("melt.01", "V", "nsubj/"), TABLE.odds("dance.01", "V", "nsubj/")
    assert melt.counted
    assert not dance.counted
    assert melt.tied[1] > melt.tied[0]
    assert dance.tied[0] > dance.tied[1]


def test_unseen_is_possible() -> None:
    odds = TABLE.odds("frobnicate.01", "X", "obl/under")
    assert np.isfinite(np.concatenate([odds.tied, odds.roleset, odds.tie])).all()
