"""The verbs and phrases of `ontology/reporting.toml` that hand words over to a speaker."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph_builder.ontology import load_toml


@dataclass(frozen=True, slots=True)
class Reporting:
    """Lemmas and words by use, lower case; each field is explained in `reporting.toml`."""

    say: frozenset[str]
    following: frozenset[str]
    quote_only: frozenset[str]
    uttering: frozenset[str]
    describe: frozenset[str]
    describe_plainly: frozenset[str]
    judging: frozenset[str]
    declare: frozenset[str]
    quoting: frozenset[str]
    infinitive: frozenset[str]
    gerund: frozenset[str]
    attitudes: frozenset[str]
    acts: frozenset[str]
    renewing: frozenset[str]
    words_given: frozenset[str]
    stances: frozenset[str]
    stance_nouns: frozenset[str]
    insisting: frozenset[str]
    speaking_of: Mapping[str, str]
    rejecting: frozenset[str]
    talk: frozenset[str]
    upheld: frozenset[str]
    shown: frozenset[str]
    plainly: frozenset[str]
    receiving: frozenset[str]
    ahead: frozenset[str]
    not_content: frozenset[str]
    messages: frozenset[str]
    speeches: frozenset[str]
    utterances: frozenset[str]
    manner: frozenset[str]
    outlets: frozenset[str]
    outlet_heads: frozenset[str]
    state_outlets: frozenset[str]
    nobody: frozenset[str]
    persons: frozenset[str]
    bodies: frozenset[str]
    houses: frozenset[str]
    things: frozenset[str]


@cache
def reporting() -> Reporting:
    """The lists, read once. Raises `ArtefactError` when the file is missing or damaged."""
    tables = load_toml("reporting.toml")
    verbs, messages, outlets = tables["verbs"], tables["messages"], tables["outlets"]
    return Reporting(
        say=_words(verbs, "say"),
        following=_words(verbs, "following"),
        quote_only=_words(verbs, "quote_only"),
        uttering=_words(verbs, "uttering"),
        describe=_words(verbs, "describe"),
        describe_plainly=_words(verbs, "describe_plainly"),
        judging=_words(verbs, "judging"),
        declare=_words(verbs, "declare"),
        quoting=_words(verbs, "quoting"),
        infinitive=_words(verbs, "infinitive"),
        gerund=_words(verbs, "gerund"),
        attitudes=_words(verbs, "attitudes"),
        acts=_words(verbs, "acts"),
        renewing=_words(verbs, "renewing"),
        words_given=_words(verbs, "words_given"),
        stances=_words(verbs, "stances"),
        stance_nouns=_words(verbs, "stance_nouns"),
        insisting=_words(verbs, "insisting"),
        speaking_of=dict(verbs["speaking_of"]),
        rejecting=_words(verbs, "rejecting"),
        talk=_words(verbs, "talk"),
        upheld=_words(verbs, "upheld"),
        shown=_words(verbs, "shown"),
        plainly=_words(messages, "plainly"),
        receiving=_words(verbs, "receiving"),
        ahead=_words(verbs, "ahead"),
        not_content=_words(verbs, "not_content"),
        messages=_words(messages, "nouns"),
        speeches=_words(messages, "speeches"),
        utterances=_words(messages, "utterances"),
        manner=_words(messages, "manner"),
        outlets=_words(outlets, "words"),
        outlet_heads=_words(outlets, "heads"),
        state_outlets=_words(outlets, "state"),
        nobody=_words(tables["speakers"], "nobody"),
        persons=_words(tables["speakers"], "persons"),
        bodies=_words(tables["speakers"], "bodies"),
        houses=_words(tables["speakers"], "houses"),
        things=_words(tables["speakers"], "things"),
    )


@cache
def reporting_verbs() -> frozenset[str]:
    """The verbs that can hand over words at all, with a quotation or without."""
    lists = reporting()
    plain = lists.say | lists.quote_only | lists.uttering | lists.describe | lists.quoting
    return plain | lists.rejecting | lists.speaking_of.keys()


def _words(table: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(table[key])
