"""Columns of text: every row is there, padded with spaces and nothing else."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.export.fixed_width import constant, digits, lines, numbered, table


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters=" "))))
def test_a_table_holds_its_texts(texts: list[str]) -> None:
    assert [bytes(row).decode().rstrip(" ") for row in table(texts)] == texts


@given(st.integers(0, 1_200))
def test_numbered_rows(count: int) -> None:
    rows = [bytes(row).decode().rstrip(" ") for row in numbered('a="', '"', count)]
    assert rows == [f'a="{number}"' for number in range(count)]


def test_lines_join_columns() -> None:
    columns = [
        constant("<", 2),
        digits(np.array([7, 42]), 3),
        table(["a", "bc"]),
        constant(">\n", 2),
    ]
    assert lines(columns) == b"<007a >\n<042bc>\n"
