"""Limits on the bytes and rows of answers."""

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from graph_builder.errors import LimitError
from graph_builder.store.limits import BoundedOutput
from graph_builder.store.sparql import SOLUTION_FORMATS

PART = NamedNode("http://example.org/part")
NASTY = ('},{"', '"},{"x', "<result>", "&lt;result>", "\n", '"\r\n"', '","', "a\nb\r\n", '""', "\\")


def solutions(texts: list[str]) -> QuerySolutions:
    store = Store()
    for number, text in enumerate(texts):
        subject = NamedNode(f"http://example.org/{number}")
        store.add(Quad(subject, PART, Literal(text), DefaultGraph()))
    found = store.query("SELECT ?x ?y { ?s ?p ?x OPTIONAL { ?s <http://none> ?y } }")
    assert isinstance(found, QuerySolutions)
    return found


class Pieces:
    """Passes what it gets on in pieces of a few bytes, as no serialiser does."""

    def __init__(self, output: BoundedOutput, size: int) -> None:
        self._output, self._size = output, size

    def write(self, data: bytes) -> int:
        for at in range(0, len(data), self._size):
            self._output.write(data[at : at + self._size])
        return len(data)

    def flush(self) -> None: ...


@pytest.mark.parametrize("name", SOLUTION_FORMATS)
@given(
    st.lists(
        st.text(st.sampled_from('},{"<result>\n\r\\&;a'), max_size=12) | st.sampled_from(NASTY)
    ),
    st.integers(1, 20),
)
@example(list(NASTY), 1)
def test_rows_are_counted_exactly(name: str, texts: list[str], size: int) -> None:
    rows = len(texts)
    for limit in {max(1, rows), max(1, rows - 1)}:
        bounded = BoundedOutput(io.BytesIO(), None, limit, name)
        output = Pieces(bounded, size)
        if limit < rows:
            with pytest.raises(LimitError, match="max_result_rows"):
                solutions(texts).serialize(output, SOLUTION_FORMATS[name])  # type: ignore[arg-type]
        else:
            solutions(texts).serialize(output, SOLUTION_FORMATS[name])  # type: ignore[arg-type]


def test_bytes_are_counted() -> None:
    bounded = BoundedOutput(io.BytesIO(), 10)
    bounded.write(b"x" * 10)
    with pytest.raises(LimitError, match="larger than 10 bytes"):
        bounded.write(b"x")
