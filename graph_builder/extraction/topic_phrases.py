"""The word lists of `ontology/topic_phrases.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from graph_builder.ontology import load_toml


@dataclass(frozen=True, slots=True)
class TopicPhrases:
    """Lemmas and words, lower case; `verbs` maps a verb's lemma to the noun of its act."""

    empty: frozenset[str]
    ties: frozenset[str]
    light: frozenset[str]
    verbs: Mapping[str, str]


@cache
def topic_phrases() -> TopicPhrases:
    """The lists, read once. Raises `ArtefactError` when the file is missing or damaged."""
    tables = load_toml("topic_phrases.toml")
    return TopicPhrases(
        empty=frozenset(tables["nouns"]["empty"]),
        ties=frozenset(tables["nouns"]["ties"]),
        light=frozenset(tables["adjectives"]["light"]),
        verbs=MappingProxyType(dict(tables["verbs"])),
    )
