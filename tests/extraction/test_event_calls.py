"""Calls told by what people talk over, and calls that nobody took."""

import pytest

from tests.extraction.readings import Read, lines

QUISPE_BERG = "Ana Quispe, Lars Berg"


@pytest.mark.parametrize(
    "text",
    [
        "Norway's premier, Lars Berg, had the Peruvian president, Ana Quispe, on the line.",
        "President Ana Quispe had her Danish colleague, Lars Berg, on a screen for an hour.",
        "Premier Lars Berg kept President Ana Quispe on the line for two hours.",
        "Premier Lars Berg was on the line to President Ana Quispe within the hour.",
        "President Ana Quispe and Premier Lars Berg were on the phone for two hours.",
        "President Ana Quispe gave Premier Lars Berg an account of it over a secure line.",
        "President Ana Quispe wished Lars Berg, the Norwegian premier, well by telephone.",
        "President Ana Quispe apologised to Premier Lars Berg by telephone.",
        "President Ana Quispe and Premier Lars Berg went through the list by video link.",
        "It was over a mobile phone that President Ana Quispe and Premier Lars Berg had the row.",
        "The earful that President Ana Quispe gave Premier Lars Berg down the phone was loud.",
        "President Ana Quispe gave Premier Lars Berg a call.",
        "President Ana Quispe gave Premier Lars Berg a ring.",
        "President Ana Quispe heard from Premier Lars Berg by telephone.",
        "Premier Lars Berg was at his desk when President Ana Quispe rang.",
        "A call from President Ana Quispe reached Premier Lars Berg in the car.",
        "Premier Lars Berg was woken at dawn by a telephone call from President Ana Quispe.",
        "President Ana Quispe answered Premier Lars Berg's call.",
        "President Ana Quispe used the hotline to Premier Lars Berg.",
        "President Ana Quispe picked up the phone and told Premier Lars Berg to wait.",
        "President Ana Quispe telephoned with Premier Lars Berg.",
        "President Ana Quispe dialled Premier Lars Berg's number.",
        "President Ana Quispe had a chat by phone with Premier Lars Berg.",
        "President Ana Quispe was put through to Premier Lars Berg.",
        "President Ana Quispe put the receiver down on Premier Lars Berg.",
        "President Ana Quispe hung up on Premier Lars Berg.",
        "President Ana Quispe has been in touch by telephone with Premier Lars Berg.",
        "President Ana Quispe phoned to congratulate Premier Lars Berg.",
        "President Ana Quispe on the phone to Premier Lars Berg in her study.",
        "Premier Lars Berg was asleep when his telephone rang. It was President Ana Quispe.",
        "President Ana Quispe reached for the telephone to warn Premier Lars Berg.",
        "President Ana Quispe and Premier Lars Berg were connected by video.",
        "A telephone call with President Ana Quispe kept Premier Lars Berg from the dinner.",
        "President Ana Quispe spent an hour on the phone with Premier Lars Berg.",
        "President Ana Quispe and Premier Lars Berg conferred by telephone.",
        "President Ana Quispe and Premier Lars Berg discussed the crisis by phone.",
    ],
)
def test_a_call_is_told_in_many_ways(dossier_of: Read, text: str) -> None:
    assert f"phone_call happened None None {QUISPE_BERG}" in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("President Ana Quispe would not take Premier Lars Berg's call.", "denied"),
        ("President Ana Quispe left Premier Lars Berg's calls unanswered.", "denied"),
        ("President Ana Quispe let a call from Premier Lars Berg ring out.", "denied"),
        ("President Ana Quispe ignored three calls from Premier Lars Berg.", "denied"),
        ("President Ana Quispe will not accept calls from Premier Lars Berg.", "denied"),
        ("A call from Premier Lars Berg to President Ana Quispe went unanswered.", "denied"),
        ("Premier Lars Berg telephoned President Ana Quispe, but she did not pick up.", "denied"),
        ("Premier Lars Berg tried President Ana Quispe's number; nobody picked up.", "denied"),
        ("Ana Quispe would not come to the phone when Premier Lars Berg rang.", "denied"),
        ("President Ana Quispe has promised Premier Lars Berg a call.", "planned"),
        ("President Ana Quispe will have Premier Lars Berg on the line.", "planned"),
        ("A call between Ana Quispe and Lars Berg is pencilled in for Friday.", "planned"),
    ],
)
def test_a_call_may_not_be_taken_or_is_still_to_come(
    dossier_of: Read, text: str, status: str
) -> None:
    calls = [e for e in dossier_of(text).events if e.type == "phone_call"]
    assert [(e.status, len(e.participants)) for e in calls] == [(status, 2)]


def test_a_call_with_two_is_one_call(dossier_of: Read) -> None:
    text = "President Ana Quispe held a call with Premier Lars Berg and Chancellor Olga Prado."
    assert lines(dossier_of(text)) == {f"phone_call happened None None {QUISPE_BERG}, Olga Prado"}


def test_who_rings_back_rings_the_one_who_rang(dossier_of: Read) -> None:
    text = "President Ana Quispe rang Premier Lars Berg on Monday. He rang back on Tuesday."
    assert lines(dossier_of(text)) == {
        f"phone_call happened None 2025-04-07 {QUISPE_BERG}",
        f"phone_call happened None 2025-04-08 {QUISPE_BERG}",
    }


@pytest.mark.parametrize(
    "text",
    [
        "President Ana Quispe has been calling for Premier Lars Berg to step in.",
        "President Ana Quispe called on her party to back Premier Lars Berg.",
        "President Ana Quispe lifted the mobile phone to show Premier Lars Berg a photograph.",
        "President Ana Quispe was called to testify against Premier Lars Berg.",
        "President Ana Quispe put her career on the line for Premier Lars Berg.",
        "President Ana Quispe opened the new line with Premier Lars Berg.",
        "President Ana Quispe said by telephone that Premier Lars Berg had resigned.",
        "President Ana Quispe watched Premier Lars Berg on a screen.",
        "President Ana Quispe told reporters by telephone that she was well.",
        "President Ana Quispe answered a call from Premier Lars Berg for restraint.",
        "Premier Lars Berg rejected calls from opposition leader Ana Quispe to step down.",
        "President Ana Quispe rejected Premier Lars Berg's call to disarm.",
        "Several phone calls to both Ana Quispe and Lars Berg went unanswered.",
        "Officials spoke of a call from Defence Minister Lars Berg.",
        "Ana Quispe rang Olga Prado in May. A year before, Lars Berg had talked with Ana Quispe.",
    ],
)
def test_no_call_is_told(dossier_of: Read, text: str) -> None:
    calls = [e for e in dossier_of(text).events if e.type == "phone_call"]
    known = {a.id: a.name for a in dossier_of(text).actors}
    assert not any("Lars Berg" in {known[p.actor] for p in e.participants} for e in calls)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("President Ana Quispe was on the line to the Kremlin within hours.", "Kremlin"),
        ("President Ana Quispe was on the telephone to Nairobi within hours.", "Kenya"),
    ],
)
def test_a_government_is_at_the_other_end(dossier_of: Read, text: str, other: str) -> None:
    assert lines(dossier_of(text)) == {f"phone_call happened None None Ana Quispe, {other}"}


@pytest.mark.parametrize(
    "text",
    [
        "The village is on the line to Nairobi.",
        "President Ana Quispe was on a train when the bell rang.",
        "President Ana Quispe was in Lima when Premier Lars Berg called for calm.",
    ],
)
def test_no_line_is_talked_over(dossier_of: Read, text: str) -> None:
    assert not [e for e in dossier_of(text).events if e.type == "phone_call"]
    assert "Kenya" not in {a.name for a in dossier_of(text).actors}


def test_both_who_take_calls_take_one_each(dossier_of: Read) -> None:
    text = "Both President Ana Quispe and Premier Lars Berg took calls from Chancellor Olga Prado."
    assert lines(dossier_of(text)) == {
        "phone_call happened None None Ana Quispe, Olga Prado",
        "phone_call happened None None Lars Berg, Olga Prado",
    }


def test_whose_support_is_won_in_a_call_had_it(dossier_of: Read) -> None:
    text = "In a video call, President Ana Quispe won Premier Lars Berg's support."
    assert f"phone_call happened None None {QUISPE_BERG}" in lines(dossier_of(text))


def test_who_joins_for_a_call_is_elsewhere(dossier_of: Read) -> None:
    text = "Ana Quispe of Peru joined Lars Berg of Norway for a video call."
    assert lines(dossier_of(text)) == {f"phone_call happened None None {QUISPE_BERG}"}


def test_congratulations_are_telephoned(dossier_of: Read) -> None:
    text = "President Ana Quispe telephoned her congratulations to Premier Lars Berg."
    assert f"phone_call happened None None {QUISPE_BERG}" in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("President Ana Quispe let Premier Lars Berg know by telephone.", "happened"),
        ("President Ana Quispe had it from Premier Lars Berg by telephone.", "happened"),
        ("President Ana Quispe forgot to ring Premier Lars Berg.", "denied"),
        ("A call is planned between President Ana Quispe and Premier Lars Berg.", "planned"),
    ],
)
def test_calls_of_every_kind(dossier_of: Read, text: str, status: str) -> None:
    assert lines(dossier_of(text)) == {f"phone_call {status} None None {QUISPE_BERG}"}


def test_a_call_that_is_called_for_may_be(dossier_of: Read) -> None:
    text = "If it must be, let President Ana Quispe telephone Premier Lars Berg."
    assert lines(dossier_of(text)) == {f"phone_call hypothetical None None {QUISPE_BERG}"}


def test_what_somebody_says_in_a_statement_that_he_would_do_is_planned(dossier_of: Read) -> None:
    text = "President Ana Quispe said in a statement that she would ring Premier Lars Berg."
    assert lines(dossier_of(text)) == {f"phone_call planned None None {QUISPE_BERG}"}


@pytest.mark.parametrize(
    "text",
    [
        "The minister told her guest of the telephone conversation which she had had with Premier"
        " Lars Berg.",
        "The minister spoke of the telephone conversation that she held with Premier Lars Berg.",
    ],
)
def test_the_call_that_one_had_with_another_is_of_both(dossier_of: Read, text: str) -> None:
    before = "Foreign Minister Ana Quispe received the envoy on Monday. "
    found = lines(dossier_of(before + text))
    told = [line for line in found if line.startswith("phone_call")]
    assert [line.endswith("Ana Quispe, Lars Berg") for line in told] == [True]
