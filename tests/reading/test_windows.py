"""Windows cover a text without gaps and stay within their limit."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from graph_builder.reading.windows import MAX_WORDS, windows

WORDS = st.lists(st.sampled_from(["a", "b", ".", "”", "?"]), min_size=1, max_size=700)


@given(WORDS, st.data())
def test_windows_are_gapless_and_limited(words: list[str], data: st.DataObject) -> None:
    starts = data.draw(st.sets(st.integers(0, len(words) - 1)))
    spans = windows(words, [i == 0 or i in starts for i in range(len(words))])
    assert spans[0][0] == 0
    assert spans[-1][1] == len(words)
    assert all(end == start for (_, end), (start, _) in itertools.pairwise(spans))
    assert all(0 < end - start <= MAX_WORDS for start, end in spans)


def test_long_paragraphs_are_cut_behind_sentences() -> None:
    words = (["word"] * 39 + ["."]) * 4
    assert windows(words, [i == 0 for i in range(160)]) == [(0, 80), (80, 160)]


def test_short_paragraphs_share_a_window() -> None:
    assert windows(["a"] * 30, [i % 10 == 0 for i in range(30)]) == [(0, 30)]
