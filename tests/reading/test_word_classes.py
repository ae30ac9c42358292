"""Classes that relations settle."""

import pytest

from graph_builder.reading.word_classes import WordClasses

CLASSES = WordClasses({"to": {"case": "ADP"}, "like": {"case": "ADP", "mark": "SCONJ"}})


@pytest.mark.parametrize(
    ("word", "relation", "read", "settled"),
    [
        ("to", "case", "PART", "ADP"),
        ("To", "case", "PART", "ADP"),
        ("like", "mark", "ADP", "SCONJ"),
        ("to", "mark", "PART", "PART"),
        ("likes", "case", "VERB", "VERB"),
        ("up", "compound:prt", "ADV", "ADP"),
        ("because", "case", "SCONJ", "ADP"),
        ("up", "advmod", "ADV", "ADV"),
    ],
)
def test_the_relation_settles_the_class(word: str, relation: str, read: str, settled: str) -> None:
    assert CLASSES.settled(word, relation, read) == settled


def test_tables_are_read_as_they_are_written() -> None:
    classes = WordClasses.from_json('{"no": {"det": "DET"}}')
    assert classes.settled("No", "det", "INTJ") == "DET"
