"""The lexicon proposes rolesets, the scores choose."""

import pytest

from graph_builder.reading.senses import SenseChooser

CHOOSER = SenseChooser(
    {
        "meet v": ["meet.01", "meet.02", "meet.03"],
        "meeting n": ["meet.03"],
        "step_down v": ["step_down.04"],
    },
    ["meet.02", "meet.03"],
)


@pytest.mark.parametrize(
    ("lemma", "tag", "particles", "sense"),
    [
        ("meet", "VBD", [], "meet.03"),
        ("meeting", "NN", [], "meet.03"),
        ("step", "VBD", ["down"], "step_down.04"),
        ("visit", "VBD", [], "visit.01"),
        ("meet", "NN", [], "meet.01"),
    ],
)
def test_senses(lemma: str, tag: str, particles: list[str], sense: str) -> None:
    scores = {"meet.02": 0.1, "meet.03": 0.9}
    choices = CHOOSER.choices(lemma, tag, particles)
    known = [["meet.02", "meet.03"][row] for row in choices.rows]
    assert choices.best([*(scores[name] for name in known), 9.9]) == sense
