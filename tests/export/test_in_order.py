"""Shared work: all of it, in order, no further ahead than it says, and errors come through."""

import threading
from collections.abc import Iterator

import pytest

from graph_builder.export.in_order import in_order


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(threads: int) -> None:
    gates = [threading.Event() for _ in range(20)]

    def work(number: int) -> int:
        # Even ones wait for the odd one after them, where another thread can do that meanwhile.
        if threads > 1 and number % 2 == 0:
            assert gates[number + 1].wait(10)
        gates[number].set()
        return number * number

    assert list(in_order(work, range(20), threads)) == [number * number for number in range(20)]


def test_work_isn_t_done_far_ahead() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    made = in_order(lambda number: number, items(), 2)
    assert next(made) == 0
    assert len(taken) <= 5
    made.close()  # type: ignore[attr-defined]
    assert len(taken) <= 5


@pytest.mark.parametrize("threads", [1, 3])
def test_an_error_comes_through(threads: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_order(lambda number: 1 // number, [3, 2, 1, 0, 1], threads))
