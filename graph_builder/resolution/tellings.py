"""What a text says in passing that others may tell differently: titles before names, and phases.

Both are read from the words alone, with the lists of `roles.toml` and `spellings.toml`.
"""

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.model import Actor, Dossier
from graph_builder.ontology import topics
from graph_builder.resolution.names import normal, roles, spellings, words
from graph_builder.resolution.offices import Office, office

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{5,40})[”\"]")
NEAR = 60  # characters between the word for a phase and the matter


def titles(actor: Actor, text: str) -> tuple[Office, ...]:
    """The offices before an actor's name in the text: "former President", "US President"."""
    found = []
    for mention in actor.mentions:
        if mention.end <= mention.start or text[mention.start : mention.end] != mention.text:
            continue
        phrase = _title_before(text[max(0, mention.start - 60) : mention.start])
        post = office(phrase) if phrase else None
        if post is not None and post.single:
            found.append(post)
    return tuple(dict.fromkeys(found))


def _title_before(before: str) -> str | None:
    run = re.split(r"[.,;:()“”\"\n–—]\s*", before.replace("U.S.", "US"))[-1]
    tokens = run.split()
    heads = roles("offices", "top") | roles("offices", "any")
    size = next((n for n in (3, 2, 1) if normal(" ".join(tokens[-n:])) in heads), 0)
    if not size or len(tokens) < size or not tokens[-size][0].isupper():
        return None
    start = len(tokens) - size
    past = words("offices", "past")
    while start > 0 and (tokens[start - 1][0].isupper() or normal(tokens[start - 1]) in past):
        start -= 1
    return " ".join(tokens[start:])


@cache
def _cues() -> dict[str, str]:
    listed = spellings()["phases"]
    return {cue: name for name in ("begin", "resume", "end") for cue in listed[name]}


@cache
def _cue_pattern() -> re.Pattern[str]:
    cues = sorted(_cues(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, cues))})\b", re.IGNORECASE)


def phases(text: str) -> Iterator[tuple[str, str, int]]:
    """(matter, phase, offset) wherever a sentence says that a matter begins, resumes or ends.

    A matter is a phrase of two or three words: quoted, a topic of `topics.ttl`, or what directly
    follows the word for the phase.
    """
    for sentence in _SENTENCE.finditer(text):
        cues = list(_cue_pattern().finditer(sentence.group()))
        if not cues:
            continue
        matters = list(_matters(sentence.group()))
        for cue in cues:
            phase = _cues()[cue.group().lower()]
            near = [
                (at - cue.end(), matter) for at, matter in matters if 0 <= at - cue.end() <= NEAR
            ]
            follower = _follower(sentence.group()[cue.end() :])
            if near:
                yield min(near)[1], phase, sentence.start()
            elif follower:
                yield follower, phase, sentence.start()


def _matters(sentence: str) -> Iterator[tuple[int, str]]:
    for quoted in _QUOTED.finditer(sentence):
        key = normal(quoted.group(1))
        if 2 <= len(key.split()) <= 3:
            yield quoted.start(), key
    tokens = list(_WORD.finditer(sentence))
    for size in (3, 2):
        for i in range(len(tokens) - size + 1):
            phrase = sentence[tokens[i].start() : tokens[i + size - 1].end()]
            if phrase.islower() and topics().match(phrase):
                yield tokens[i].start(), normal(phrase)


def _follower(rest: str) -> str | None:
    """The two words that directly follow, articles and "of" left out, if they could be a matter."""
    found = re.match(
        r"\s+(?:(?:of|the|a|an|their|its|his|her)\s+)*([a-z]{3,})\s+([a-z]{3,})\b", rest
    )
    if not found:
        return None
    pair = found.groups()
    return None if any(w in words("sentences", "empty") for w in pair) else " ".join(pair)


def told_phases(dossier: Dossier) -> set[tuple[str, str, str]]:
    """(matter, phase, id of the event that tells of it) of an article.

    The event is the one of several parties whose main sentence holds the words, else the last one
    told before them: phases are compared between two sides.
    """
    spots = sorted(
        (e.evidence[0].start, e.evidence[0].end, e.id)
        for e in dossier.events
        if e.evidence and len(e.participants) > 1
    )
    found = set()
    for matter, phase, at in phases(dossier.text):
        holding = [id_ for start, end, id_ in spots if start <= at < end]
        earlier = [id_ for start, _, id_ in spots if start <= at]
        event = holding[0] if holding else earlier[-1] if earlier else None
        if event:
            found.add((matter, phase, event))
    return found
