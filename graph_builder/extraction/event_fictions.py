"""What is told of films, pictures, simulations and games: no act of those whom it names."""

import re

from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.frames import children, first_conjunct, is_verbal, preposition
from graph_builder.extraction.remembered import once_per_word
from graph_builder.extraction.sports import SPORTS, TEAMS
from graph_builder.extraction.tokens import Token

# Acts that stories tell of, and that are done in games, too, in the same words.
_PLAYED_TYPES = frozenset({"meet", "agree", "host", "attack", "visit", "criticize", "praise"})
_GAMES = frozenset(
    "final semifinal semi-final quarterfinal quarter-final match cup championship tournament "
    "qualifier playoff kickoff kick-off striker midfielder stadium scoreline derby referee "
    "goalkeeper winger hat-trick batsman bowler wicket innings".split()
)
_SCORE = re.compile(r"\b\d{1,2}[-–]\d{1,2}\b")
_PLAYED = frozenset({"win", "lose", "beat", "draw", "defeat", "thrash"})
_FICTION = frozenset(
    "film movie novel play series cartoon drama sitcom sketch opera dream nightmare satire parody "
    "comic musical ballet thriller miniseries sequel fable legend saga spoof simulation wargame "
    "videogame game screenplay skit anime manga hoax".split()
)
_ARTWORKS = frozenset("statue painting mural sculpture tapestry waxwork monument stamp".split())
_DEPICTS = frozenset(
    "imagine depict show portray feature recreate dramatize picture tell narrate recount describe "
    "retell begin open end culminate".split()
)
_IMAGES = frozenset("photo photograph picture image video clip footage montage poster".split())
_FAKED = frozenset(
    "fake faked doctored altered manipulated fabricated photoshopped bogus ai-generated deepfake "
    "computer-generated edited forged deepfaked".split()
)
_FAKES = frozenset("create generate fabricate fake doctor forge invent photoshop".split())
_NEAR = 4  # words up the tree from an encounter to the picture that shows it


def is_game(mention: Mention) -> bool:
    """ "Norway met Chile in the final", "… in Oslo and lost 2-1": a game."""
    if mention.type not in _PLAYED_TYPES:
        return False
    sentence = mention.trigger.sent
    told = _games_from(sentence.doc.tokens[sentence.start])
    if mention.type == "attack":
        told -= {"stadium"}
    people = mention.type not in ("meet", "agree") and any(
        e.type == "person" for e in mention.entities
    )
    if told and not people:
        return True
    return mention.type == "meet" and _is_played(sentence.doc.tokens[sentence.start])


@once_per_word
def _games_from(first: Token) -> frozenset[str]:
    """The nouns for games in the sentence that begins with `first`."""
    told = (t for t in first.doc.of_lemmas(_GAMES) if t.sent is first.sent)
    return frozenset(t.lemma_.lower() for t in told if t.tag_.startswith("NN"))


@once_per_word
def _is_played(first: Token) -> bool:
    """Whether the sentence that begins with `first` tells of a sport, or of a win and its score."""
    sentence = first.sent
    if any(t.sent is sentence and _plays(t) for t in first.doc.of_lemmas(SPORTS)):
        return True
    return _SCORE.search(sentence.text) is not None and any(t.lemma_ in _PLAYED for t in sentence)


def _plays(sport: Token) -> bool:
    """ "India's hockey side", "meet at table tennis"."""
    team = sport.dep_ == "compound" and sport.head.lemma_.lower() in TEAMS
    return team or (preposition(sport) == "at" and is_verbal(sport.head))


def is_pictured(trigger: Token) -> bool:
    """ "In the film the president meets the king", "a doctored picture of X meeting Y"."""
    for clause in {trigger, first_conjunct(trigger)}:
        for c in children(clause, "obl"):
            if _is_fiction(c) and preposition(c) == "in":
                return True
    below = trigger
    for above, _ in zip(trigger.ancestors, range(_NEAR), strict=False):
        if above.lemma_.lower() in _IMAGES:
            return _is_faked(above)
        if _is_fiction(above) and below.dep_ == "nmod" and preposition(below) == "about":
            return True
        if above.lemma_.lower() in _DEPICTS:
            depicting = children(above, "nsubj")
            if any(_is_fiction(c) or c.lemma_.lower() in _ARTWORKS for c in depicting):
                return True
        below = above
    return False


def _is_fiction(noun: Token) -> bool:
    if noun.lemma_.lower() not in _FICTION or not noun.tag_.startswith("NN"):
        return False
    return noun.lower_ != "series" or "of" not in map(preposition, children(noun, "nmod"))


def _is_faked(image: Token) -> bool:
    made = image.dep_ in ("obj", "nsubj:pass") and image.head.lemma_ in _FAKES
    return made or any(c.lower_ in _FAKED for c in image.children)
