"""What each name of an article names: a person, a country, an organization, a place.

Known countries and organisations come from the tables. For all other names the article itself is
the witness: titles make persons; ministers, governments and adjectives make countries; prepositions
make places. Evidence is summed over all mentions of a name, so that one clear mention decides.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from graph_builder.extraction.datelines import dateline_names
from graph_builder.extraction.demonyms import SHARED_LETTERS, is_demonym_of
from graph_builder.extraction.land_words import LandWords
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.links import Link
from graph_builder.extraction.name_abbreviations import with_short_forms
from graph_builder.extraction.name_evidence import (
    Kind,
    Score,
    after_whom,
    are_common,
    are_parties,
    by_labels,
    has_initials,
    head_of,
    is_addressed,
    is_argument,
    is_deed,
    is_somebody,
    relative_words,
    score_as_body,
    score_by_verb,
    told_kind,
    top_kind,
    without_person,
)
from graph_builder.extraction.proper_name import Name, initials
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.tokens import Doc, Token

Key = tuple[str, ...]

_LOCATIVE = frozenset(
    "in at near off around across inside outside throughout through toward towards from to"
    " via".split()
)
# Only places are in, at or near something; to and from one may also be sent or told.
_INSIDE = frozenset({"in", "at", "near", "off", "around", "across", "inside", "outside", "aboard"})
_GOVERNING = frozenset({"government", "parliament", "authorities", "side"})
_SENT = frozenset({"envoy", "ambassador", "representative", "delegate"})
_STATES = frozenset("republic kingdom sultanate emirate monarchy principality".split())  # forms
# Of a place they can only be of a country: "X's leader".
_OF_LANDS = frozenset({"leader", "ruler", "strongman", "dictator", "general"})
# Names of states of more than one word begin so: "Great X", "Upper X"; towns have many others.
_PARTED = frozenset(
    "great greater new north south east west northern southern eastern western upper lower central"
    " outer inner united saint equatorial".split()
)
# Offices behind which only a country can stand.
_OF_STATE = frozenset(
    "president premier minister king queen emperor emir sultan chancellor ambassador senator"
    " taoiseach prince princess parliament government envoy".split()
)
_CONVENING = "conference"
# What the words of a name alone decide.
_FIXED: Mapping[str, Kind] = {
    "demonym": "demonym",
    "organization": "organization",
    "place": "place",
    "work": "other",
}


def name_kinds(
    doc: Doc, names: Sequence[Name], roles: Sequence[RolePhrase], links: Sequence[Link]
) -> dict[Name, Kind]:
    """The kind of every name of `doc`; mentions with the same words get the same kind."""
    return with_short_forms(doc, names, _Judge(doc, names, roles, links).judge())


class _Judge:
    def __init__(
        self, doc: Doc, names: Sequence[Name], roles: Sequence[RolePhrase], links: Sequence[Link]
    ) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.words = lexicon()
        self.roles = roles
        self.starts = {name.start: name for name in names}
        self.name_at = {i: name for name in names for i in range(name.start, name.end)}
        self.lands = LandWords(self.tokens, names)
        self.mentions: dict[Key, list[Name]] = defaultdict(list)
        for name in names:
            self.mentions[name.words].append(name)
        # Names of one or two words by the letters that their adjectives begin with, too.
        self.alike: dict[str, list[Key]] = defaultdict(list)
        for key in self.mentions:
            if 0 < len(key) < 3:
                self.alike[key[-1][:SHARED_LETTERS]].append(key)
        self.its = doc.words("its")
        self.linked = {link.name for link in links}
        self.people_end = {link.name.end for link in links}
        self.datelines = dateline_names(doc, names)
        # Without a country that the tables know, the article's countries are to be found in it.
        self.invented = not any(n.polities and n.kind in ("polity", "demonym") for n in names)
        # "The Conference condemned it": what acts is a body, not an event.
        self.convenes = any(
            n.kind == "work" and head_of(doc, n).dep_ == "nsubj" and is_deed(head_of(doc, n).head)
            for key, held in self.mentions.items()
            if _CONVENING in key
            for n in held
        )
        self.scores: dict[Key, Score] = {}
        self.states: Mapping[Key, float] = {}
        self.stems: Mapping[str, int] = {}
        self.located: Counter[Key] = Counter()
        self.willing: Counter[Key] = Counter()  # places that act
        self.allied: set[Key] = set()  # coordinated with countries

    def judge(self) -> dict[Name, Kind]:
        stems = self.stems = self._stems()
        states = self.states = self._behind_offices()
        known = sum(bool(n.polities) for held in self.mentions.values() for n in held)
        backed = sum(len(self.mentions.get(k, ())) for k, points in states.items() if points >= 2.0)
        self.invented = self.invented or backed > known
        for key, mentions in self.mentions.items():
            if any(name.kind == "unknown" and not name.polities for name in mentions):
                self.scores[key] = self._score(key, mentions, states)
        full = self._surnames()
        for word, count in stems.items():
            key = tuple(word.split())
            if count and key in self.scores and not (len(key) == 1 and word in full):
                self.scores[key]["country"] += 2.5
        self._share_among_coordinated()
        return {
            name: self._decide(key, name, full)
            for key, mentions in self.mentions.items()
            for name in mentions
        }

    # ---- evidence ---------------------------------------------------------------------------

    def _score(self, key: Key, mentions: Sequence[Name], states: Mapping[Key, float]) -> Score:
        score: Score = defaultdict(float)
        score["country"] += states.get(key, 0.0)
        told = [name for name in mentions if name not in self.datelines]
        for kind, points in by_labels(told, bare=len(key) == 1).items():
            score[kind] += points
        for name in told:
            self._score_mention(name, score)
        if len(told) < len(mentions):
            score["place"] += 2.0
            self.located[key] += 1
        for name in mentions:
            city = self.starts.get(name.start - 2) or self.starts.get(name.start - 3)
            if city in self.datelines and name in self.datelines:
                score["place"], score["country"] = score["place"] - 2.0, score["country"] + 2.0
                self.located[key] -= 1
        if any(has_initials(name.text) for name in mentions):
            score["person"] += 1.0
        if (
            self.invented
            and (len(key) == 1 or (key[0] in _PARTED and self.willing[key]))
            and not self.located[key]
            and any(is_argument(head_of(self.doc, name)) for name in told)
        ):
            # A place that is nowhere located and takes part in something is a country.
            score["country"] += score["place"]
            score["place"] = 0
        named = sum(name.labels["PERSON"] > 0 for name in mentions) * 2 >= len(mentions)
        if len(key) > 1 and score["place"] < 1.0 and named:
            score["person"] += 1.0
        elif len(key) == 1 and self.invented:
            score["country"] += 0.3
        if states.get(key, 0.0) >= 2.0:
            # Whatever is in it or goes to it: who has ministers is a country.
            score["place"] *= 0.3
        if any(map(str.isdigit, "".join(key))):
            score["person"] -= 3.0
        score_as_body(self.doc, key, mentions, score)
        return score

    def _score_mention(self, name: Name, score: Score) -> None:
        doc = self.doc
        head = head_of(doc, name)
        before = doc.tokens[name.start - 1] if name.start else None
        bearer = after_whom(before)
        if bearer is None:
            score["person"] += 3.0 * (name in self.linked)
            titled = before is not None and before.lower_ in self.words.honorifics
            score["person"] += 3.0 * titled
        kind = bearer or told_kind(before, head, self.words)
        if kind is not None:
            score[kind] += 3.0
        aimed = is_addressed(head)
        score["country"] += 1.5 * (aimed and name.labels["LOC"] > 0)
        if before is not None and before.lower_ in _LOCATIVE and not aimed:
            sent = before.lower_ == "to" and name.start > 1 and doc[name.start - 2].lower_ in _SENT
            near = 1.5 if before.lower_ in _INSIDE else 0.7
            score["country" if sent else "place"] += 2.0 if sent else near
            self.located[name.words] += not sent
        if name.start > 1:
            self._score_noun_before(name, score)
        if before is not None and before.lower_ == "the":
            score["organization"] += 0.5
            score["person"] -= 1.0
        after = doc.tokens[name.end] if name.end < len(doc.tokens) else None
        for pronoun in relative_words(head):
            score["person"] += 1.5 * (pronoun.lower_ in ("who", "whom"))
            score["person"] -= 2.0 * (pronoun.lower_ == "which")
            score["country"] += 1.0 * (
                pronoun.lower_ == "which" and after is not None and after.text == ","
            )
        if self.its and head.dep_.startswith("nsubj"):
            owned = (t is head.head or head.head.is_ancestor(t) for t in self.its)
            score["country"] += 0.7 * any(owned)
        self._score_verb(name, head, score)

    def _score_noun_before(self, name: Name, score: Score) -> None:
        """ "The capital, X", "the port of X", "the capital of X", "the premier of X"."""
        noun, joint = self.doc.forms[name.start - 2 : name.start]
        if joint == "," and noun == "capital":
            score["place"] += 3.0
            self.located[name.words] += 1
        if joint == "of":
            score["place"] += 2.0 * (noun in self.words.places)
            self.located[name.words] += noun in self.words.places
            served = name.start - 1 in self.people_end
            score["country"] += 1.5 * served + 2.0 * (noun == "capital")

    def _score_verb(self, name: Name, head: Token, score: Score) -> None:
        """What the verb says of its subject, object or agent."""
        told = score_by_verb(name, head, score)
        self.willing[name.words] += told == "willing"
        self.located[name.words] += told == "taken"

    def _behind_offices(self) -> dict[Key, float]:
        """Names behind which an office or institution stands: "X's minister", "King of X"."""
        found: dict[Key, float] = defaultdict(float)
        for role in self.roles:
            of_state = role.noun in _STATES or (
                role.kind == "office" and (role.noun in _OF_STATE or role.noun in self.words.top)
            )
            foreign = role.noun == "secretary" and "foreign" in role.office.lower()
            of_state |= foreign or role.noun == "authorities"
            for name in (role.org, role.owner_name, role.second_org):
                if name is None or name.kind != "unknown":
                    continue
                titled = name.end == role.head and role.noun in ("minister", "secretary")
                if titled and (
                    self.tokens[role.head].text[0].isupper() or len(self.mentions[name.words]) < 2
                ):
                    continue  # "Lands Minister": what he is minister of
                of_land = name.labels["LOC"] > 0 and role.noun in _OF_LANDS
                found[name.words] += 2.5 if of_state or of_land else 0.3
        for mentions in self.mentions.values():
            for name in mentions:
                if name.country is not None and name.country.kind == "unknown":
                    found[name.country.words] += 2.0
                if name.kind == "unknown" and self._has_institution(name):
                    found[name.words] += 2.0
                if name.kind == "unknown" and self._possesses_person(name):
                    found[name.words] += 1.5
                if name.paired or (name.kind == "unknown" and self.lands.tell(name)):
                    found[name.words] += 2.0
        return found

    def _has_institution(self, name: Name) -> bool:
        """Whether a government, parliament or army of `name` follows: "X's parliament"."""
        i = name.end
        if i < len(self.doc) and self.tokens[i].tag_ == "POS":
            return any(token.lower_ in _GOVERNING for token in self.doc[i + 1 : i + 3])
        # Without the possessive it may be a party or a premier: "the Monti government".
        placed = self.invented or (name.labels["LOC"] and not name.labels["PERSON"])
        return bool(placed) and i < len(self.doc) and self.tokens[i].lower_ in _GOVERNING

    def _possesses_person(self, name: Name) -> bool:
        """Whether the name of a person follows its possessive: "Peru's Ana Quispe"."""
        i = name.end
        following = self.starts.get(i + 1)
        return (
            i < len(self.doc)
            and self.tokens[i].tag_ == "POS"
            and following is not None
            and following.kind == "unknown"
            and following.end - following.start > 1
        )

    def _stems(self) -> dict[str, int]:
        """Words of the article that other words of it are adjectives of: {"kettermark": 2}."""
        found: Counter[str] = Counter()
        singles: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for key, mentions in self.mentions.items():
            if len(key) == 1:
                singles[key[0][:SHARED_LETTERS]].append((key[0], len(mentions)))
        for key, mentions in self.mentions.items():
            if len(key) not in (1, 2) or mentions[0].kind != "unknown":
                continue
            for other, uses in singles[key[-1][:SHARED_LETTERS]]:
                if other != key[-1] and is_demonym_of(other, key[-1]):
                    found[" ".join(key)] += uses
        return found

    def _share_among_coordinated(self) -> None:
        """A name coordinated with a country leans to being one: "X and Y agreed"."""
        for mentions in list(self.mentions.values()):
            for name in mentions:
                for other in self._coordinated(name):
                    mine, theirs = self.scores.get(name.words), self.scores.get(other.words)
                    if mine is not None and (
                        other.kind == "polity"
                        or (theirs is not None and top_kind(theirs) == "country")
                    ):
                        mine["country"] += 1.0 + are_parties(head_of(self.doc, name))
                        self.allied.add(name.words)

    def _coordinated(self, name: Name) -> Iterable[Name]:
        head = head_of(self.doc, name)
        ends = (
            [head.head] if head.dep_ == "conj" else [c for c in head.children if c.dep_ == "conj"]
        )
        yield from (self.name_at[end.i] for end in ends if end.i in self.name_at)

    # ---- verdicts ---------------------------------------------------------------------------

    def _surnames(self) -> set[str]:
        """Words of persons' names of several words; of inner ones those of some length."""
        found: set[str] = set()
        for key, score in self.scores.items():
            if len(key) > 1 and top_kind(score) == "person":
                found.update((*key, " ".join(key[1:]), " ".join(key[-2:]), initials(key)))
        return found

    def _decide(self, key: Key, name: Name, surnames: set[str]) -> Kind:  # noqa: PLR0911 - a ladder of grounds, the surest first
        if name.polities and name.labels["PERSON"] and " ".join(key) in surnames:
            return "person"
        if name.kind == "polity" or (name.polities and name.kind not in ("demonym", "place")):
            return "country" if name.polities[0].type == "country" else "organization"
        if key[0] in ("allah", "god"):
            return "other"
        if self.convenes and _CONVENING in key and name.kind == "work":
            return "organization"
        if name.kind in _FIXED:
            return _FIXED[name.kind]
        if len(key) == 1 and self._is_adjective(key):
            return "demonym"
        if " ".join(key) in surnames and self.scores[key]["country"] < 5:
            return "person"
        if len(key) == 1 and key[0].endswith("s") and key[0][:-1] in surnames:
            return "other"
        if name.end - name.start == 1 and len(key) == 2 and surnames.issuperset(key):
            return "other"  # "the Berg-Quispe summit" as one token
        score = self.scores[key]
        if self._is_never_introduced(key):
            acts = any(is_argument(head_of(self.doc, name)) for name in self.mentions[key])
            score = without_person(score, "country" if acts and not self.located[key] else "place")
        if (
            not self.invented
            and self.states.get(key, 0.0) < 2.0
            and not self.stems.get(" ".join(key))
            and key not in self.allied
            and not self.willing[key]
        ):
            score = defaultdict(float, {k: v for k, v in score.items() if k != "country"})
        best = top_kind(score)
        return self._tempered(key, best, score)

    def _tempered(self, key: Key, best: Kind, score: Score) -> Kind:
        """The kind of the most points, unless its grounds are too weak."""
        backed = key in self.states or " ".join(key) in self.stems
        if best == "country" and self.located[key] and not backed:
            return "place"
        if len(key) > 1:
            return best
        if best == "person" and score["person"] < 1.0 and key not in self.states:
            return best if is_somebody(self.doc, self.mentions[key]) else "place"
        common = best == "organization" and are_common(self.doc, self.mentions[key])
        return "other" if common else best

    def _is_never_introduced(self, key: Key) -> bool:
        """Whether a bare word can be no person, since persons are first named in full here.

        Only among invented names, where the reading model takes most words for persons.
        """
        if not self.invented or len(key) > 1 or self.scores[key]["person"] >= 1.5:
            return False
        full = (k for k, score in self.scores.items() if len(k) > 1 and top_kind(score) == "person")
        return len(list(islice(full, 2))) == 2

    def _is_adjective(self, key: Key) -> bool:
        """Whether a word is an adjective of a country that the article also names."""
        if self.scores[key]["person"] >= 3:
            return False
        return any(
            is_demonym_of(key[0], stem[-1])
            and self.scores.get(stem, defaultdict(float))["country"] >= 2
            for stem in self.alike.get(key[0][:SHARED_LETTERS], ())
            if stem != key
        )
