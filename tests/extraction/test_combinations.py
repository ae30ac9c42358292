"""Ways to tell of an encounter times ways to name its parties: nearly all pairs are understood.

A rule that is tried on one sentence alone may fail where a party is told otherwise; what most
pairs of a construction or of a name lose shows up here at once.
"""

import random
from collections.abc import Iterator

from graph_builder.model import Dossier
from tests.extraction.readings import Read

GUESTS = (
    "President Petra Kiss",
    "the President of Chile, Petra Kiss",
    "Chilean President Petra Kiss",
    "Chile's president, Petra Kiss",
    "Petra Kiss, the president of Chile",
    "Petra Kiss of Chile",
    "the foreign minister of the Republic of Chile, Dr. Petra Kiss",
    "Chile's new president, the economist Petra Kiss",
)
HOSTS = (
    "Prime Minister Anders Holm",
    "President Anders Holm of Finland",
    "Finland's prime minister, Anders Holm,",
    "The prime minister of Finland, Anders Holm,",
    "Finnish Prime Minister Anders Holm",
    "Anders Holm, the Finnish premier,",
)
WAYS = {
    "meet": (
        "{A} met {B} in Rome on Monday.",
        "{A} held talks with {B} in Rome on Monday.",
        "{A} had a meeting with {B} on Monday.",
        "On Monday, {A} sat down with {B} in Rome.",
        "{A} and {B} met in Rome on Monday.",
        "{A} was received by {B} on Monday.",
        "A meeting between {A} and {B} took place in Rome on Monday.",
        "{A} is to hold talks with {B} on Friday.",
        "{A} discussed trade with {B} at a meeting on Monday.",
        "{A} held a joint news conference with {B} on Monday.",
        "The talks between {A} and {B}, held in Rome on Monday, failed.",
        "{A} and {B}, who met in Rome on Monday, called for calm.",
    ),
    "phone_call": (
        "{A} spoke by telephone with {B} on Monday.",
        "{A} held a telephone conversation with {B} on Monday.",
        "In a phone call with {B} on Monday, {A} asked for help.",
        "{A} received a phone call on Monday from {B}.",
    ),
    "sign": (
        "{A} and {B} have signed a memorandum of understanding.",
        "{A} signed an agreement on fishing with {B} on Monday.",
        "A treaty was signed on Monday by {A} and {B}.",
        "The accord that {A} signed with {B} in 2019 has expired.",
    ),
    "agree": (
        "{A} and {B} agreed on Monday to reopen the border.",
        "{A} reached a deal with {B} on Monday.",
        "{A} and {B} failed to agree on a ceasefire.",
    ),
    "praise": ("{A} expressed support for {B}.", "{A} thanked {B} for the help."),
    "demand": ("{A} demanded an apology from {B}.", "{A} urged {B} to sign the treaty."),
    "joint_statement": (
        "{A} and {B} issued a joint statement on Monday.",
        "In a joint statement on Monday, {A} and {B} called for calm.",
        "Norway praised the joint statement that {A} and {B} issued on Monday.",
    ),
}
SAMPLE = 240  # of all pairs, the same ones each time


def combinations() -> Iterator[tuple[str, str]]:
    """A type of event and a sentence that tells of one between Holm and Kiss."""
    for kind, ways in WAYS.items():
        for way in ways:
            for host in HOSTS:
                for guest in GUESTS:
                    yield kind, sentence(way, host, guest)


def sentence(way: str, host: str, guest: str) -> str:
    """`way` with both parties; an apposition in the middle is closed with a comma."""
    if not way.startswith("{A}") and host.startswith("The "):
        host = "t" + host[1:]
    behind = way.split("{B}")[1]
    apposed = "," in guest and behind[:1] not in (".", ",")
    return way.format(A=host, B=guest + "," if apposed else guest).replace(",,", ",")


def is_told(dossier: Dossier, kind: str) -> bool:
    """Whether the event stands in the dossier with these two parties and nobody else."""
    names = {actor.id: actor.name for actor in dossier.actors}
    parties = [{names[p.actor] for p in e.participants} for e in dossier.events if e.type == kind]
    return {"Anders Holm", "Petra Kiss"} in parties


def test_parties_are_understood_however_they_are_told(dossier_of: Read) -> None:
    chosen = random.Random(1).sample(sorted(combinations()), SAMPLE)
    lost = [(kind, text) for kind, text in chosen if not is_told(dossier_of(text), kind)]
    assert len(lost) <= 0.04 * SAMPLE, lost
