"""The work for a text grows as the text does, though each of its paragraphs names new people."""

import random
import sys
from types import FrameType
from typing import Any

from spacy.language import Language

from graph_builder.extraction import extract
from graph_builder.model import Article

_GIVEN = "Ana Ben Cora Dan Eva Finn Gia Hugo Ida Jon Kira Leo Mia Nils Ola Pia Rex Sia Tom".split()
_SYLLABLES = "ber dal fen gor hal jor kel lin mor nor pel quin ros sol tar vel wen zor".split()
_LANDS = "Norway Peru Kenya Chile Japan Ghana Spain Nepal Cuba Fiji".split()


def _paragraph(rng: random.Random) -> str:
    family = ["".join(rng.choices(_SYLLABLES, k=3)).capitalize() for _ in range(2)]
    guest, host = (f"{rng.choice(_GIVEN)} {name}" for name in family)
    home, abroad = rng.sample(_LANDS, 2)
    return (
        f"{home}'s foreign minister, {guest}, met {host}, the trade minister of {abroad}, in Rome "
        "on Monday. The minister said that the two countries would sign an accord. "
        f"{family[1]} praised her colleague."
    )


def _calls(nlp: Language, paragraphs: int) -> int:
    """How many functions extraction calls for a text of so many paragraphs."""
    rng, called = random.Random(1), 0
    text = "\n\n".join(_paragraph(rng) for _ in range(paragraphs))
    annotated = nlp(text)

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal called
        called += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        extract(annotated, Article("a", None, None, None, "2025-04-09", "en", text))
    finally:
        sys.setprofile(before)
    return called


def test_four_times_the_text_is_about_four_times_the_work(wordings: Language) -> None:
    _calls(wordings, 8)  # reads the tables
    assert _calls(wordings, 120) < 6 * _calls(wordings, 30)
