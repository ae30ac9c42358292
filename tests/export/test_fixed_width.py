"""Columns of text: every row is there, padded with spaces and nothing else."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.export.fixed_width import (
    Numbers,
    constant,
    digits,
    lines,
    numbered,
    table,
)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters=" "))))
def test_a_table_holds_its_texts(texts: list[str]) -> None:
    assert [bytes(row).decode().rstrip(" ") for row in table(texts)] == texts


@given(st.integers(0, 1_200))
def test_numbered_rows(count: int) -> None:
    rows = [bytes(row).decode().rstrip(" ") for row in numbered('a="', '"', count)]
    assert rows == [f'a="{number}"' for number in range(count)]


@given(st.integers(1, 30), st.lists(st.integers(0, 10**6) | st.integers(0, 40)))
def test_numbers_of_any_size(usual: int, numbers: list[int]) -> None:
    made = Numbers("<", ">", usual).of(np.array(numbers, np.int64))
    assert [bytes(row).decode().rstrip(" ") for row in made] == [f"<{n}>" for n in numbers]


@given(st.integers(1, 30), st.lists(st.integers(-(10**6), 10**6) | st.integers(-40, 40)))
def test_numbers_below_zero(usual: int, numbers: list[int]) -> None:
    made = Numbers("<", ">", usual, signed=True).of(np.array(numbers, np.int64))
    assert [bytes(row).decode().rstrip(" ") for row in made] == [f"<{n}>" for n in numbers]


@given(st.integers(1, 12), st.lists(st.integers(0, 10**12 - 1)))
def test_digits_are_padded_with_zeros(width: int, numbers: list[int]) -> None:
    held = [number % 10**width for number in numbers]
    shown = [bytes(row).decode() for row in digits(np.array(held, np.int64), width)]
    assert shown == [f"{number:0{width}}" for number in held]


def test_lines_join_columns() -> None:
    columns = [
        constant("<", 2),
        digits(np.array([7, 42]), 3),
        table(["a", "bc"]),
        constant(">\n", 2),
    ]
    assert lines(columns) == b"<007a >\n<042bc>\n"
