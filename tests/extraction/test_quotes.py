"""Quotation marks: every style of print, runs over paragraphs, and what is no quotation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.extraction.quotes import find_quotations, paragraphs


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will talk," she said.', ["We will talk,"]),
        ("“We will talk,” she said.", ["We will talk,"]),
        ("«We will talk», she said.", ["We will talk"]),
        ("„We will talk“, she said.", ["We will talk"]),
        ("「We will talk」 she said.", ["We will talk"]),
        ("‘We will talk to them,’ she said.", ["We will talk to them,"]),
        ("'The embargo's going to end,' he said.", ["The embargo's going to end,"]),
        ('"One," she said, "two."', ["One,", "two."]),
        ("\"My father said, 'Never sign,'\" he said.", ["My father said, 'Never sign,'"]),
        ("“He said “no” and left,” she wrote.", ["He said “no” and left,"]),
        ('He called it "thin".', ["thin"]),
        ("''We will talk,'' she said.", ["We will talk,"]),
        ("``We will talk,'' she said.", ["We will talk,"]),
        ("“We will ''never'' talk,” she said.", ["We will ''never'' talk,"]),
        ('She left. " We will talk, " she said.', ["We will talk,"]),
        ('She said that,"We will talk".', ["We will talk"]),
    ],
)
def test_every_style_of_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ministers' aides and the parties' lawyers met.",
        "It's the workers' day, and 'tis the season.",
        'The gun is 6" long, the other 8" or so.',
        "He took the 'soft' line.",
        "It is 5'' long and 6'' wide.",
        "",
        '"',
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert quoted(text) == []


def test_speech_over_paragraphs_opens_each_and_closes_the_last() -> None:
    text = "“The first part.\n\n“The second part,” he said.\n\n“Another thing.”"
    first, second, third = find_quotations(text)
    assert first.runs_on
    assert second.reopened
    assert not third.reopened
    assert quoted(text) == ["The first part.", "The second part,", "Another thing."]


def test_a_lost_opening_mark_is_the_start_of_its_paragraph() -> None:
    text = "They met in May.\n\nAs it becomes more serious, ties matter,” he told reporters."
    assert quoted(text) == ["As it becomes more serious, ties matter,"]


def test_a_lost_closing_mark_is_the_end_of_its_paragraph() -> None:
    text = "“We begin again.\n\nThe talks ended at noon."
    assert quoted(text) == ["We begin again."]


def test_a_hard_wrapped_line_is_no_paragraph() -> None:
    text = 'He said: "we are\nnot afraid" and left.'
    assert len(paragraphs(text)) == 1
    assert quoted(text) == ["we are\nnot afraid"]


@given(st.text(alphabet="ab A.,!\n\"“”‘’'„«»—", max_size=80))
def test_quotations_stand_in_order_inside_the_text(text: str) -> None:
    at = 0
    for quotation in find_quotations(text):
        assert at <= quotation.outer_start <= quotation.start < quotation.end
        assert quotation.end <= quotation.outer_end <= len(text)
        piece = text[quotation.start : quotation.end]
        assert piece == piece.strip()
        at = quotation.outer_end


@given(st.text(max_size=200))
def test_paragraphs_hold_all_words(text: str) -> None:
    spans = paragraphs(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
