"""What the words around a name say of its kind: labels, grammar, spelling."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from graph_builder.extraction.event_types import lexicon as events
from graph_builder.extraction.frames import first_conjunct
from graph_builder.extraction.lexicon import Lexicon, lexicon
from graph_builder.extraction.proper_name import ORDINAL, Name
from graph_builder.extraction.reporting import reporting, reporting_verbs
from graph_builder.extraction.tokens import Doc, Token

Kind = Literal["person", "country", "organization", "place", "demonym", "other"]
Score = defaultdict[Kind, float]
_COMMON = frozenset({"NN", "NNS", "JJ", "$", "CD", "UH"})  # tags
_WANTING = frozenset("want hope fear wish intend plan seek like prefer object drop".split())
# "Lashed out at X": "at" tells no place here.
AIMING = frozenset({"lash", "hit", "take", "aim", "laugh", "shout", "scoff", "jab", "snap"})
# Whom these words are said to is no place, whatever the preposition.
_ADDRESSING = {
    "call": ("on", "upon"),
    "appeal": ("to",),
    "prevail": ("on", "upon"),
    "phone": ("to", "with"),
    "telephone": ("to", "with"),
    "line": ("to",),
}
_CALLERS = frozenset({"PERSON", "NORP"})
# Verbs that states and institutions do, hardly ever a person known by one bare word.
_STATECRAFT = frozenset(
    "agree sign recall expel impose ratify condemn accuse annex invade withdraw summon deploy"
    " extradite sanction ban suspend sever restore recognize recognise abstain veto retaliate"
    " mediate denounce mobilize mobilise border export import attack deny demand urge"
    " reject host threaten".split()
)
# Verbs that are done by persons and to persons.
_PERSONAL = frozenset(
    "receive greet appoint nominate elect marry arrest jail smile laugh retire".split()
)
# No place does these: who has two names and does is a person, whatever the model says.
_BODILY = frozenset(
    "fly travel walk drive ring telephone phone dine board step stroll arrive sit smile shrug"
    " whisper joke quip grin nod".split()
)
# What soldiers and travellers do with a town.
_TAKEN = frozenset(
    "shell bomb bombard occupy capture retake besiege storm raid evacuate seize leave reach enter"
    " reopen close".split()
)
# With one of these a name is that of a medium, whatever else it looks like.
_GLUED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{3,}(?:-[^\W\d_]+)*")
_MEDIA = frozenset({"news", "newspaper", "newspapers", "radio", "television", "tv", "broadcasting"})
_REPORTERS = frozenset(
    "reporter reporters correspondent correspondents daily newspaper weekly magazine radio".split()
)
# What is done to a newspaper, other than being told something.
_UPON = frozenset({"condemn", "criticize", "criticise", "accuse", "praise", "thank", "slam"})
_VESSELS = frozenset(
    "ship vessel frigate destroyer corvette carrier cruiser submarine tanker trawler freighter"
    " ferry yacht".split()
)
_SPANS = frozenset({"day", "week"})  # they may be occasions, too
_SAINTS = frozenset({"st.", "st", "saint"})
# Between, with or against whom something is: its parties.
_PARTIES = frozenset({"between", "with", "against"})
_BY_LABEL: Mapping[str, Kind] = {
    "PERSON": "person",
    "ORG": "organization",
    "LOC": "place",
    "NORP": "demonym",
}
_PARTS_OF_NAMES = frozenset({"flat", "appos", "nmod:desc", "compound"})
# "Sat down with Genscher".
_BY_PERSONS = frozenset({"with", "by", "between"})
_MONUMENTS = frozenset(
    "memorial statue monument tomb grave mausoleum museum bust portrait prize award medal"
    " years era".split()
)


def by_labels(mentions: Sequence[Name], *, bare: bool) -> Score:
    """What the reading model's entity labels say, as shares of one point and a half.

    A `bare` word that it takes for a person counts less: it says so of most words it has not met.
    """
    labels = [max(n.labels, key=n.labels.__getitem__) for n in mentions if n.labels]
    out: Score = defaultdict(float)
    for label, kind in _BY_LABEL.items() if labels else ():
        if label in labels:
            weight = 0.9 if bare and kind == "person" else 1.5
            out[kind] += weight * labels.count(label) / len(labels)
    return out


def top_kind(score: Score) -> Kind:
    """The kind with most points; "other" when none has enough."""
    best: Kind = max(score, key=score.__getitem__, default="other")
    return best if score[best] > 0.3 else "other"


def head_of(doc: Doc, name: Name) -> Token:
    """The token that heads `name`."""
    return doc.tokens[name.head]


def relative_words(head: Token) -> list[Token]:
    """The words of relative clauses on `head`: "who", "which" and what stands beside them."""
    if "acl:relcl" not in head.relations:
        return []
    return [
        grand for child in head.children if child.dep_ == "acl:relcl" for grand in child.children
    ]


def are_parties(head: Token) -> bool:
    """Whether a name is one of those between whom something is: "talks between X and Y"."""
    first = head.head if head.dep_ == "conj" else head
    return any(c.dep_ == "case" and c.lower_ in _PARTIES for c in first.children)


def is_argument(head: Token) -> bool:
    """Whether a phrase is an actor by its grammar: subject, object, agent, "with" or "between"."""
    head = first_conjunct(head)
    if "case" in head.relations:
        case = next(c.lower_ for c in head.children if c.dep_ == "case")
        return case in ("with", "between", "against", "by", "among")
    return head.dep_ in ("nsubj", "nsubj:pass", "obj", "iobj", "nmod:poss")


def after_whom(before: Token | None) -> Kind | None:
    """What bears a person's name, by the title before it: "the frigate Admiral X", "St. X"."""
    if before is None or not before.i or before.is_punct:
        return None
    if before.nbor(-1).lower_ in _VESSELS:
        return "other"
    return "place" if before.lower_ in _SAINTS else None


def told_kind(before: Token | None, head: Token, words: Lexicon) -> Kind | None:
    """What the noun beside a name makes of it: "the trawler X", "the state broadcaster, X"."""
    noun = before.lower_ if before is not None else ""
    body = noun in words.beside_bodies
    # "Her party, X", but "the chief of the Coast Party, X"
    body |= head.dep_ == "appos" and head.head.text in words.beside_bodies
    if body and head.ent_type_ != "PERSON":
        return "organization"  # "the charity X", "her party, X"
    person = before is not None and before.nbor(1).ent_type_ == "PERSON"
    if ORDINAL.fullmatch(noun) and not person:
        return "other"  # "the 12th Harbour Forum", but "on the fourth Ana Quispe"
    if noun in _SPANS and person:
        return None  # "this week Ana Quispe", but "Spring Week"
    if before is not None and noun in ("owned", "run", "funded") and before.i > 1:
        return "other" if before.nbor(-2).lower_ == "state" else None  # "state-owned X"
    if head.dep_ == "appos":
        noun = noun if noun in words.works or noun in words.outlets else head.head.lower_
        head = head.head
    if (
        before is not None
        and before.lower_ == "the"
        and before.i > 1
        and before.nbor(-1).text == ","
    ):
        beside = before.nbor(-2).lower_  # "a trawler, the X", whatever the parser made of it
        noun = beside if beside in words.works else noun
    if noun in words.outlets and head.dep_ in ("obj", "nsubj:pass"):
        telling = head.head.lemma_ == "tell" or head.head.lemma_.lower() in reporting_verbs()
        return "other" if telling and head.head.lemma_ not in _UPON else "organization"
    return "other" if noun in words.works or noun in words.outlets else None


def score_by_verb(name: Name, head: Token, score: Score) -> Literal["willing", "taken"] | None:
    """Add to `score` what the verb says of its subject, object or agent.

    "willing" is a place that acts, "taken" one that soldiers or travellers do something with.
    """
    head = first_conjunct(head)
    verb = head.head
    agent = head.dep_ in ("nsubj", "obl:agent")
    object_ = head.dep_ in ("nsubj:pass", "obj", "iobj")
    if not (agent or object_):
        return None
    acts = {verb.lemma_.lower(), *(c.lemma_.lower() for c in verb.children if c.dep_ == "xcomp")}
    if agent and acts & _STATECRAFT:
        score["country"] += 0.7
    if object_ and acts & _STATECRAFT:
        score["country"] += 0.4
    if acts & _PERSONAL and (head.dep_ in ("obj", "nsubj:pass") or agent):
        score["person"] += 1.0
    back = verb.lemma_ == "come" and not verb.below.isdisjoint(("back", "home"))
    if head.dep_ == "nsubj" and len(name.words) > 1 and (back or verb.lemma_ in _BODILY):
        score["person"] += 2.0
    elif agent and name.labels["LOC"] and is_deed(verb):
        # A place that wants, says or does something stands for those who rule it.
        score["country"] += 1.0
        return "willing"
    if object_ and acts & _TAKEN:
        score["place"] += 1.5
        return "taken"
    return None


def score_as_body(doc: Doc, key: tuple[str, ...], mentions: Sequence[Name], score: Score) -> None:
    """Add to `score`: newspapers by their last word, bodies by their capitals, who carries it."""
    paper = len(key) > 1 and key[-1] in reporting().outlets
    if paper and any(n.start and doc[n.start - 1].lower_ == "the" for n in mentions):
        score["organization"] += 3.0
    if len(key) > 1 and not _MEDIA.isdisjoint(key):
        score["organization"] += 3.0
    if all(name.text.isupper() and 2 <= len(name.text) <= 6 for name in mentions):
        score["organization"] += 1.5
    if len(key) == 1 and all(_only_carries(doc, name) for name in mentions):
        score["other"] += 4.0


def are_common(doc: Doc, mentions: Sequence[Name]) -> bool:
    """Whether the parser takes a word for a common noun throughout: "an SMS", "US$", "PR"."""
    return all(doc[name.head].tag_ in _COMMON for name in mentions)


def _only_carries(doc: Doc, name: Name) -> bool:  # noqa: PLR0911 - one for each way of telling
    """Whether a bare name is only that of who carries the story: "told X", "…, reports X"."""
    head = doc[name.head]
    before = doc[name.start - 1] if name.start else None
    if before is None or name.polities:
        return False
    after = doc[name.end] if name.end < len(doc) else None
    if after is not None and (
        after.lower_ in _REPORTERS or (before.text, after.text) == ("(", ")")
    ):
        return True
    if head.dep_ in ("obj", "iobj") and head.head.lemma_ == "tell":
        ordered = any(c.dep_ == "xcomp" for c in head.head.children)  # "told X to leave"
        return name.start <= head.head.i + 8 and not ordered
    if head.dep_ == "obl:agent" and head.head.lemma_ in ("see", "obtain", "view"):
        return True  # "in a letter seen by X"
    if after is not None and after.lower_ in ("reports", "reported") and before.text == ",":
        return doc[name.end + 1].text == "."  # "…, X reports."
    if before.lemma_ == "report" and before.tag_ in ("VBZ", "VBD"):
        return before.i > 0 and doc[before.i - 1].text in (",", "”", '"')
    told = before.lower_ == "to" and name.start > 1 and doc[name.start - 2].lower_ == "according"
    return told and name.words[0] in reporting().outlets


def is_addressed(head: Token) -> bool:
    """Whether somebody is spoken to or aimed at: "called on X", "appealed to X", "lashed at X".

    Also who is "on the line to X"; what lies on a line of rails is no person.
    """
    head = first_conjunct(head)
    verb = head.head.lemma_
    if verb == "line" and not any(
        c.dep_ == "nsubj" and (c.ent_type_ in _CALLERS or c.lower_ in ("he", "she"))
        for c in head.head.children
    ):
        return False
    wanted = _ADDRESSING.get(verb, ("at",) if verb in AIMING else ())
    if not wanted or head.below.isdisjoint(wanted):
        return False
    return any(c.dep_ == "case" and c.lower_ in wanted for c in head.children)


def has_initials(text: str) -> bool:
    """Whether a name has an initial before its last word: "J. Smith", "Ch.Bergdorf"."""
    if "." not in text:
        return False
    return _GLUED.fullmatch(text) is not None or any(
        len(word) <= 4 and word.endswith(".") and word[0].isupper() for word in text.split()[:-1]
    )


def is_deed(verb: Token) -> bool:
    """Whether a verb tells of a political act or of saying or wanting something."""
    lemma = verb.lemma_.lower()
    known = lemma in events().verbs or lemma in reporting().say or lemma in _WANTING
    return known and verb.pos_ == "VERB"


def is_somebody(doc: Doc, mentions: Sequence[Name]) -> bool:
    """Whether a bare word that only the model takes for a person does what persons do.

    "A tour of Krasnov", "born Graz": who is named without a given name, a title or a deed is as a
    rule a place.
    """
    for name in mentions:
        head = head_of(doc, name)
        above, subject = head.head, head
        while subject.dep_ in _PARTS_OF_NAMES:
            subject = subject.head  # "the drugmaker Roche said"
        told = subject.dep_.startswith("nsubj") and subject.head.pos_ == "VERB"
        beside = head.dep_ in ("conj", "appos") and above.pos_ == "PROPN"
        before = doc[name.start - 1].lower_ if name.start else ""
        with_him = before in _BY_PERSONS and head.dep_.startswith(("obl", "nmod", "conj"))
        if told or beside or with_him:
            return True
    return False


def is_commemorated(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a person only gives his name to a thing: "the memorial to X"."""
    head, thing = tokens[name.head], tokens[name.head].head.lower_
    whole = head.dep_ == "compound" and thing in lexicon().places
    return whole or (head.dep_ in ("nmod", "compound") and thing in _MONUMENTS)


def without_person(score: Score, instead: Kind) -> Score:
    """The points of `score`, those for a person given to another kind."""
    out: Score = defaultdict(float, score)
    out[instead] += max(0.0, out["person"])
    out["person"] = 0.0
    return out
