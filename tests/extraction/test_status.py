"""Whether an event is told as real, meant, denied or possible."""

from collections.abc import Callable

import pytest

from graph_builder import reading
from graph_builder.extraction.status import judge
from graph_builder.extraction.tokens import Doc, Token


@pytest.fixture(scope="module")
def read() -> Callable[[str], Doc]:
    nlp = reading.load()
    return lambda text: Doc.of(nlp(text))


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("The president met the premier in Vienna on Monday.", "met", "happened"),
        ("The treaty was signed by both ministers.", "signed", "happened"),
        ("The two leaders held talks in Vienna.", "talks", "happened"),
        ("The talks made no progress.", "talks", "happened"),
        ("The visit could mark the start of a new era.", "visit", "happened"),
        ("He managed to meet the premier.", "meet", "happened"),
        ("After having met the premier, she may have felt better.", "met", "happened"),
        ("The president will meet the premier on Friday.", "meet", "planned"),
        ("The president is to visit Vienna next week.", "visit", "planned"),
        ("She is expected to travel to Vienna in May.", "travel", "planned"),
        ("The two agreed to meet again in October.", "meet", "planned"),
        ("They will hold talks in Vienna.", "talks", "planned"),
        ("The trip is two days before her summit with the premier.", "summit", "planned"),
        ("An upcoming visit to Vienna was announced.", "visit", "planned"),
        ("The president will no longer visit Vienna in May.", "visit", "denied"),
        ("The premier is no longer coming to Vienna.", "coming", "denied"),
        ("The talks broke up with nothing agreed between them.", "agreed", "denied"),
        ("The president may visit Vienna in May.", "visit", "hypothetical"),
        ("If he visits Vienna, the opposition will protest.", "visits", "hypothetical"),
        ("It is unclear whether he will invite the premier.", "invite", "hypothetical"),
        ("She wants to visit Vienna.", "visit", "hypothetical"),
        ("She urged the premier to sign the treaty.", "sign", "hypothetical"),
        ("A meeting of the two is possible.", "meeting", "hypothetical"),
        ("He did not meet the premier.", "meet", "denied"),
        ("They never signed the treaty.", "signed", "denied"),
        ("They did not, however, sign the treaty.", "sign", "denied"),
        ("In May the two, then hardly friends, signed a pact.", "signed", "happened"),
        ("They were not let in, nor did the king receive her.", "receive", "denied"),
        ("The ministry contradicted a report that Macron met Scholz.", "met", "denied"),
        ("The king refused to meet the envoy.", "meet", "denied"),
        ("She denied that she had met the envoy.", "met", "denied"),
        ("The president cancelled a visit to Vienna.", "visit", "denied"),
        ("The summit has been called off.", "summit", "denied"),
        ("The talks were postponed.", "talks", "denied"),
        ("No meeting is planned.", "meeting", "denied"),
        ("The trip never took place.", "trip", "denied"),
        ("He has no plans to visit Vienna.", "visit", "denied"),
        ("Germany's Scholz to meet France's Macron in Vienna", "meet", "planned"),
        ("Scholz, Macron to meet in April", "meet", "planned"),
        ("German envoy says Scholz, Macron to meet soon", "meet", "planned"),
        ("Scholz is due to meet Macron in Vienna on Friday.", "meet", "planned"),
        ("Scholz had been due to meet Macron in Vienna on Friday.", "meet", "denied"),
        ("He flew to Vienna, where she had been due to meet him.", "meet", "denied"),
        ("Scholz was to meet Macron on Friday but fell ill.", "meet", "denied"),
        ("Scholz had hoped to meet Macron in Vienna.", "meet", "hypothetical"),
        ("Had Scholz met Macron, prices would have fallen.", "met", "hypothetical"),
        ("Scholz will meet Macron only if he apologises.", "meet", "hypothetical"),
        ("Scholz dreamed of meeting Emmanuel Macron.", "meeting", "hypothetical"),
        ("Scholz has no intention of meeting Emmanuel Macron.", "meeting", "denied"),
        ("Scholz called for a summit with Emmanuel Macron.", "summit", "hypothetical"),
        ("Scholz pulled out of a meeting with Macron.", "meeting", "denied"),
        ("A meeting between Macron and Scholz fell through.", "meeting", "denied"),
        ("A meeting between Macron and Scholz is out of the question.", "meeting", "denied"),
        ("A meeting between Macron and Scholz is not on the agenda.", "meeting", "denied"),
        ("A meeting between Macron and Scholz is in the works.", "meeting", "planned"),
        ("A meeting between Macron and Scholz has yet to take place.", "meeting", "denied"),
        ("Reports that Macron met Scholz could not be confirmed.", "met", "hypothetical"),
        ("Will Macron visit Berlin?", "visit", "hypothetical"),
        ("Scholz accepted an invitation to visit Paris.", "visit", "planned"),
        ("Scholz would be the first chancellor to visit Oslo.", "visit", "hypothetical"),
        ("Under a 1998 accord between Norway and Chile, ships may pass.", "accord", "happened"),
        ("Scholz was supposed to meet Macron on Friday.", "meet", "hypothetical"),
        ("Scholz was supposed to have met Macron on Friday.", "met", "denied"),
        ("Scholz was to have met Macron in Vienna on Friday.", "met", "denied"),
        ("Instead of meeting Scholz, Macron flew to London.", "meeting", "denied"),
        ("Rather than meet Scholz, Macron flew to London.", "meet", "denied"),
        ("Macron left Vienna without meeting Olaf Scholz.", "meeting", "denied"),
        ("Reports that Macron met Scholz are false, the ministry said.", "met", "denied"),
        ("Claims that Macron met Scholz were dismissed as fabricated.", "met", "denied"),
        ("A report that Macron had met Scholz was false.", "met", "denied"),
        ("Paris dismissed rumours of a meeting between Macron and Scholz.", "meeting", "denied"),
        ("The ministry denied reports that Macron had met Scholz.", "met", "denied"),
        ("There were rumours of a meeting between the two.", "meeting", "hypothetical"),
        ("Reports that Emmanuel Macron met him were denied by Paris.", "met", "denied"),
        ("Paris described reports of a meeting as baseless.", "meeting", "denied"),
        ("Scholz was due in Vienna for talks with Emmanuel Macron.", "talks", "planned"),
        ("Emmanuel Macron to meet Olaf Scholz in Berlin\nThey will talk.", "meet", "planned"),
        ("Macron nearly met Scholz in London in March.", "met", "denied"),
        ("Macron almost met Scholz in London in March.", "met", "denied"),
        ("Imagine that Emmanuel Macron had met Olaf Scholz in Berlin.", "met", "hypothetical"),
        ("Scholz said he would have met Emmanuel Macron in Berlin.", "met", "hypothetical"),
        ("Suppose Emmanuel Macron visited Berlin.", "visited", "hypothetical"),
        ("Macron was rumoured to have met Olaf Scholz.", "met", "hypothetical"),
        ("It was rumoured that Macron had met Olaf Scholz.", "met", "hypothetical"),
        ("It was reported that Macron had met Olaf Scholz.", "met", "happened"),
        ("It was wrongly reported that Macron met Olaf Scholz.", "met", "denied"),
        ("Paris falsely claimed that Macron had met Olaf Scholz.", "met", "denied"),
        ("Macron pretended that he had met Olaf Scholz.", "met", "denied"),
        ("An earlier version of this article said that Macron met Scholz.", "met", "denied"),
        ("An earlier headline misstated that Macron had met Olaf Scholz.", "met", "denied"),
        ("An earlier report said that Macron had met Olaf Scholz.", "met", "happened"),
        ("It is untrue that Macron met Olaf Scholz.", "met", "denied"),
        ("It is a lie that Macron met Olaf Scholz.", "met", "denied"),
        ("Macron stopped short of condemning Olaf Scholz.", "condemning", "denied"),
        ("The talks between Macron and Scholz failed to take place.", "talks", "denied"),
        ("The talks between Macron and Scholz failed to end the war.", "talks", "happened"),
        ("She did not expect talks with Olaf Scholz to be easy.", "talks", "planned"),
        ("She denied that talks with Olaf Scholz had been useless.", "talks", "happened"),
        ("She denied that talks with Olaf Scholz had taken place.", "talks", "denied"),
        ("Macron should not sign the treaty with Olaf Scholz.", "sign", "hypothetical"),
    ],
)
def test_the_words_around_an_event_decide_its_status(
    read: Callable[[str], Doc], text: str, trigger: str, status: str
) -> None:
    assert judge(word(read(text), trigger)).status == status


def test_a_purpose_is_told_from_a_plan(read: Callable[[str], Doc]) -> None:
    purpose = judge(word(read("The envoy flew to Vienna to urge restraint."), "urge"))
    assert purpose.purpose
    assert not judge(word(read("The envoy plans to visit Vienna."), "visit")).purpose


def test_the_content_of_a_demand_is_marked(read: Callable[[str], Doc]) -> None:
    assert judge(word(read("She urged the premier to sign the treaty."), "sign")).requested


@pytest.mark.parametrize(
    ("text", "trigger", "cue"),
    [
        ("He did not meet the premier.", "meet", "not"),
        ("The president will meet the premier.", "meet", "will"),
        ("The king refused to meet the envoy.", "meet", "refused"),
    ],
)
def test_the_deciding_word_is_kept(
    read: Callable[[str], Doc], text: str, trigger: str, cue: str
) -> None:
    assert cue in [token.text for token in judge(word(read(text), trigger)).cues]
