"""Parameters are read as everybody reads them."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.errors import QueryError
from service.form import MAX_PARAMETERS, parameters

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(TEXT, TEXT)))
def test_what_was_encoded_comes_back(given_pairs: list[tuple[str, str]]) -> None:
    assert list(parameters(urlencode(given_pairs).encode())) == given_pairs


@given(st.text(alphabet="%aF09zG=&+;q \t", max_size=60))
def test_odd_encodings_are_read_as_the_standard_library_does(text: str) -> None:
    try:
        expected = parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeError:
        with pytest.raises(QueryError, match="UTF-8"):
            parameters(text.encode())
    else:
        assert list(parameters(text.encode())) == expected


@pytest.mark.parametrize("encoded", [b"q=%ff", b"q=\xc3\xa9", b"q=\xc3\xa9%20", b"%C3=1"])
def test_what_is_not_utf_8_is_refused(encoded: bytes) -> None:
    with pytest.raises(QueryError, match="UTF-8"):
        parameters(encoded)


def test_their_number_is_limited() -> None:
    assert len(parameters(b"&".join([b"a=1"] * MAX_PARAMETERS))) == MAX_PARAMETERS
    with pytest.raises(QueryError, match="more than"):
        parameters(b"&".join([b"a=1"] * (MAX_PARAMETERS + 1)))
