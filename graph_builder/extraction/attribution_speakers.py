"""Who speaks in a reporting clause, and to whom."""

from graph_builder.extraction.attribution import Clause
from graph_builder.extraction.attribution_recent import SINGULAR, is_parted, recent_person, take_up
from graph_builder.extraction.attribution_unnamed import (
    is_somebody_who,
    one_of_whom,
    outlet_at,
    unnamed_speaker,
)
from graph_builder.extraction.crowds import names_people
from graph_builder.extraction.discourse import Discourse, Entity, Reference
from graph_builder.extraction.frames import child, children, frame_of, is_verbal, preposition
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.speech import Quotes
from graph_builder.extraction.tokens import Token

_JOINT = frozenset({"two", "three", "four", "five", "six", "both", "all"})
_ISSUING = frozenset({"issue", "release", "publish", "make", "sign", "send", "post", "carry"})
_HANDING_OUT = frozenset(
    "say issue release publish send write post deliver circulate address dispatch read".split()
)
_CITING = frozenset({"quote", "cite"})
# Where bodies make their texts known.
_SITES = frozenset({"website", "site", "page", "account", "channel", "portal", "blog", "feed"})
_OPINIONS = frozenset({"editorial", "commentary", "op-ed"})
_VOICES = frozenset(
    "ministry secretary spokesman spokeswoman spokesperson minister office wing department".split()
)
# Bodies that have to do with outlets or bear such a word: "the Independent Electoral Commission".
_OVERSEERS = frozenset(
    "council commission authority committee union federation association bank court club".split()
)
_TEXTS_BACK = 160  # tokens
# Whatever is written may be called so: "in a communiqué … The text adds".
_ANY_TEXT = frozenset({"text", "document", "note", "missive", "statement"})
_PARTISANS = frozenset(
    "democrat republican conservative liberal socialist communist nationalist centrist islamist "
    "populist leftist rightist peronist gaullist unionist separatist reformist".split()
)
_OTHERS = frozenset({"other", "former", "latter", "second", "first", "third", "rest"})
_MONARCHS = {"his": ("king", "sultan", "emperor"), "her": ("queen", "empress")}


def speaker_of(clause: Clause, discourse: Discourse, quotes: Quotes) -> Entity | None:
    """The one actor who speaks in `clause`, or None: unknown, several, or only an outlet."""
    subject = clause.subject
    if subject is not None and subject.lower_ == "sources" and subject.left_edge is subject:
        return None  # nobody knows which
    if subject is not None and subject.dep_ != "expl":
        known = subject.lower_ not in reporting().nobody or subject.lower_ == "who"
        known = known or bool(_apposed(subject)) or bool(one_of_whom(subject))
        known = known or _is_told_who(subject)
        it = subject.lower_ == "it" and subject.dep_ == "nsubj"
        if it and not discourse.resolve(subject) and clause.lemma in reporting().say:
            return recent_body(subject, discourse)
        if known or discourse.resolve(subject):
            judging = clause.lemma in reporting().describe
            found = actor_at(subject, discourse, judging=judging)
            lent = clause.verb.tag_ == "VBG" and subject.head is not clause.verb
            if found is not None and _is_told_so(found, clause.verb, discourse):
                return None
            if found is not None or (discourse.resolve(subject) and not lent):
                return found
    if clause.verb.tag_ == "VBG":
        return _governing_speaker(clause.verb, discourse, quotes)
    return _cited(clause.verb, discourse)


def _is_told_so(speaker: Entity, verb: Token, discourse: Discourse) -> bool:
    """ "The general told him": whoever he is, he isn't the general."""
    hearers = (c for c in children(verb, "obj", "iobj") if c.tag_ == "PRP")
    return any(speaker in discourse.resolve(c) for c in hearers if not c.lower_.endswith("self"))


def _is_told_who(subject: Token) -> bool:
    """ "People close to the talks", "her people", "someone who was there": told apart after all."""
    told = [t for t in children(subject, "amod", "acl", "acl:relcl") if t.i > subject.i]
    if subject.lower_ == "people":
        return bool(told) or child(subject, "nmod:poss") is not None
    return is_somebody_who(subject)


def _cited(verb: Token, discourse: Discourse) -> Entity | None:
    """Whom an outlet hands on: "quoting the police chief, the agency said …"."""
    for act in children(verb, "advcl"):
        source = child(act, "obj", "iobj") if act.lemma_ in _CITING and act.tag_ == "VBG" else None
        if source is not None:
            return actor_at(source, discourse)
    return None


def _governing_speaker(verb: Token, discourse: Discourse, quotes: Quotes) -> Entity | None:
    """Of a participle that the parser hung too low: the subject of a verb further up."""
    for governor in verb.ancestors:
        if quotes.at(governor.i) is not None:
            continue  # 'X said: "Y will go", noting that …'
        subject = child(governor, "nsubj") if is_verbal(governor) else None
        found = discourse.resolve(subject, introduce=True) if subject is not None else ()
        if len(found) > 1:
            continue  # "X said that he and Y agreed …, adding that …" is X's
        if found:
            return found[0] if found[0].id and not is_outlet(found[0]) else None
    return None


def actor_at(token: Token, discourse: Discourse, *, judging: bool = False) -> Entity | None:
    """The one actor whom the phrase at `token` tells, unless it only carries stories.

    An outlet that is `judging` speaks for itself: "the daily called it a mistake".
    """
    if token.lemma_.lower() in reporting().messages:
        bare = token.lemma_.lower() in _ANY_TEXT and token.doc[token.left_edge.i].lower_ == "the"
        bare = bare and not children(token, "nmod", "acl", "nmod:poss", "compound", "amod")
        issuer = issuer_of(token, discourse)
        told = any(t.i < token.i for t in token.doc.of_lemmas(reporting().messages))
        if issuer is not None or not bare or told:
            return issuer  # of a text that was told of, but not whose, nobody is guessed
        return recent_body(token, discourse)
    partisan = recent_person(token, discourse) if _is_partisan(token) else None
    if partisan is not None:
        return take_up(token, partisan, discourse)
    known = discourse.resolve(token, conjuncts=not _is_one(token)) or _crowned(token, discourse)
    if not known and _takes_up(token):
        recent = recent_person(token, discourse)
        known = (recent,) if recent is not None else ()
        if recent is not None:
            _stand_in(token, recent, discourse)
    found = known or discourse.resolve(token, introduce=True) or _state_outlet(token, discourse)
    if not found or (len(found) == 1 and not found[0].named):
        # "The envoy to the region, A. B., said": the name beside a description.
        for apposition in (a for a in _apposed(token) if child(a, "conj") is None):
            named = discourse.resolve(apposition, conjuncts=False, introduce=token.lower_ == "one")
            bodies = ("person", "organization")
            found = named if len(named) == 1 and named[0].type in bodies else found
    found = found or (outlet_at(token, discourse) if judging else ())
    found = found or _body_again(token, discourse) or unnamed_speaker(token, discourse)
    if len(found) != 1 or not found[0].id or _is_joint(token, found[0]) or _is_shared(token):
        return None
    if not found[0].name[0].isalnum():
        return None  # "the 70-year-old leader" is nobody whom "-old leader" could name
    return None if is_outlet(found[0]) and not (judging or _opines(token)) else found[0]


def _is_one(token: Token) -> bool:
    """Whether what the parser coordinates with a speaker is only told of him.

    "X, who sells fish and the son of a tailor, said", and "X, Y, mayor of Z, said" without "and".
    """
    joined = [child(other, "cc") for other in children(token, "conj")]
    links = [link for link in joined if link is not None]
    if not links:
        return bool(joined)
    told = (c for c in children(token, "acl:relcl", "appos") if c.i > token.i)
    opened = min((c.i for c in told if is_parted(c)), default=None)
    bare = all(token.doc[link.i - 1].text != "," for link in links)
    return opened is not None and bare and opened < links[0].i


def _body_again(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "The London-based group": the body whom the sentence before is about."""
    definite = token.tag_ == "NN" and token.doc[token.left_edge.i].lower_ == "the"
    word, lists = token.lemma_.lower(), reporting()
    if not definite or word not in lists.bodies | lists.houses:
        return ()
    body = None if children(token, "nmod", "acl:relcl") else recent_body(token, discourse)
    if body is None or body.type != "organization":
        return ()
    return (body,) if word in lists.bodies or word in body.name.lower().split() else ()


def _crowned(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "His Majesty": the king, sultan or emperor whom the text speaks of first."""
    titles = _MONARCHS.get(token.left_edge.lower_, ()) if token.text == "Majesty" else ()
    for reference in discourse.references(end=token.i) if titles else ():
        if reference.kind == "title" and token.doc[reference.head].lower_ in titles:
            if discourse.reference(token) is None:
                place = (token.left_edge.i, token.i + 1, token.i)
                discourse.add_reference(Reference(*place, "title", reference.entities))
            return reference.entities
    return ()


def _apposed(token: Token) -> list[Token]:
    """What is said of a phrase beside it; of "one, a harbour pilot" wherever it hangs.

    "The pop star and actor X" is one, too.
    """
    beside = children(token, "appos", "flat")
    for other in children(token, "conj") if not beside else ():
        if other.tag_ == token.tag_ == "NN" and child(other, "det") is None:
            beside += children(other, "appos", "flat")
    if beside or token.lower_ != "one" or token.i + 2 >= token.sent.end:
        return beside
    after = token.doc[token.i + 1 : min(token.i + 6, token.sent.end)]
    nouns = (t for t in after if t.tag_ in ("NN", "NNP") and t.dep_ != "compound")
    return [noun for noun in nouns if after[0].text == "," and after[1].tag_ == "DT"][:1]


def _opines(token: Token) -> bool:
    """Whether an outlet speaks for itself: "in an editorial, the daily called it …"."""
    return any(t.lemma_.lower() in _OPINIONS for t in token.sent)


def _is_partisan(token: Token) -> bool:
    """ "The Christian Democrat": a person by the party, where the sentence before names one."""
    definite = token.doc[token.left_edge.i].lower_ == "the"
    return token.lower_ in _PARTISANS and definite and not children(token, "nmod", "appos")


def _takes_up(token: Token) -> bool:
    """Whether a phrase only takes up somebody: "he", "the 84-year-old", "the general"."""
    if token.tag_ == "PRP":
        return token.lower_ in SINGULAR
    if token.lower_ in _OTHERS:
        return False
    person = token.lower_ in lexicon().offices or token.lower_ in lexicon().persons
    if not (person or token.tag_ in ("JJ", "CD")) and not any(t.text == "-" for t in token.subtree):
        return False
    before = [t for t in token.subtree if t.i < token.i]
    hyphened = token.i > 2 and token.nbor(-1).tag_ == "HYPH"  # "the ex-president", however parsed
    before = before or list(token.doc[token.i - 3 : token.i] if hyphened else ())
    definite = bool(before) and before[0].lower_ == "the"
    bare = not any(t.pos_ == "PROPN" or t.dep_ == "nmod:poss" for t in token.subtree)
    return definite and bare and not children(token, "nmod", "appos", "acl:relcl")


def recent_body(token: Token, discourse: Discourse) -> Entity | None:
    """ "The statement read … It added": the body whose words the sentence before reports."""
    sentence = token.sent
    if sentence.start == 0:
        return None
    subject = child(token.doc[sentence.start - 1].sent.root, "nsubj")
    if subject is None:
        return None
    text = subject.lemma_.lower() in reporting().messages
    issuer = issuer_of(subject, discourse) if text else None
    found = (issuer,) if issuer is not None else discourse.resolve(subject)
    if len(found) != 1 or found[0].type not in ("organization", "country"):
        return None
    _stand_in(token, found[0], discourse)
    return found[0]


def _is_joint(token: Token, entity: Entity) -> bool:
    """ "The two ministers", "both sides" whose members aren't known: a joint subject."""
    words = {t.lower_ for t in token.children if t.i < token.i}
    return entity.type == "group" and bool(words & {"both", "the", "all"}) and bool(words & _JOINT)


def _is_shared(token: Token) -> bool:
    """ "X and the bishop said": whether somebody else speaks, too, though nobody knows who."""
    for other in children(token, "conj"):
        word, words = other.lemma_.lower(), {c.lower_ for c in other.children}
        somebody = word in lexicon().offices or names_people(word)
        parted = any(c.text == "," for c in other.children)
        if somebody and not parted and "and" in words and words & {"the", "his", "her"}:
            return True
    return False


def _state_outlet(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "State media" and the like speak for the state; they are known by that phrase."""
    lists = reporting()
    words = {t.lower_ for t in token.doc[token.left_edge.i : token.i]}
    if token.lower_ not in lists.outlets or not words & lists.state_outlets:
        return ()
    start = token.left_edge.i + (token.doc[token.left_edge.i].lower_ in ("the", "a"))
    name = token.doc[start : token.i + 1].text
    known = [e for e in discourse.entities if e.name == name and e.type == "organization"]
    entity = known[0] if known else discourse.add_entity("organization", name, named=False)
    reference = Reference(start, token.i + 1, token.i, "description", (entity,))
    discourse.add_reference(reference)
    return (entity,)


def is_outlet(entity: Entity) -> bool:
    """Whether an actor is a news outlet that speaks for nobody but itself."""
    if entity.type not in ("organization", "group"):
        return False
    told = [word.strip(".,'’").lower() for word in entity.name.replace("-", " ").split()]
    words = {*told, *(word.removesuffix("'s").removesuffix("’s") for word in told)}
    lists = reporting()
    if words & (_VOICES | _OVERSEERS):
        return False  # "his media office", "the press secretary"
    # "The Star Alliance" is no outlet, "the Star of Norland" and "a Morning Star report" are.
    last = told[-2 if told[-1] == "report" and len(told) > 1 else -1]
    ends = {last, told[0] if told[1:2] == ["of"] else ""}
    known = ((words & lists.outlets) - lists.outlet_heads) | (ends & lists.outlet_heads)
    if [word for word in entity.name.split() if word.islower()] != ["agency"]:
        known -= {"agency"}  # "the National Rail Agency", "the refugee agency"
    return bool(known) and not words & lists.state_outlets


def issuer_of(noun: Token, discourse: Discourse) -> Entity | None:
    """Who issued the statement or letter that speaks; joint ones have no single issuer."""
    if any(c.lower_ == "joint" for c in noun.children):
        return None
    for token in (noun, *_earlier(noun)):
        if any(c.lower_ == "joint" for c in token.children):
            return None
        for owner in children(token, "nmod:poss", "nmod", "compound"):
            if preposition(owner) not in (None, "", "of", "by", "from"):
                continue  # "a letter to X"
            found = discourse.resolve(owner, introduce=True)
            if len(found) == 1 and found[0].id and not is_outlet(found[0]):
                _stand_in(noun, found[0], discourse)
                return found[0]
        for act in children(token, "acl"):
            # "a statement issued by the Royal Court"
            agents = children(act, "obl:agent") if act.lemma_ in _ISSUING else []
            agents = agents or _owners_of_site(act)
            found = discourse.resolve(agents[0], introduce=True) if agents else ()
            joint = len(found) == 1 and _is_joint(agents[0], found[0])
            if len(found) == 1 and found[0].id and not (joint or is_outlet(found[0])):
                if token is not noun:
                    _stand_in(noun, found[0], discourse)
                return found[0]
        if token is not noun:
            subject = frame_of(token.head).subject if _hands_out(token) else token
            found = discourse.resolve(subject) if subject is not None else ()
            if len(found) == 1:
                _stand_in(noun, found[0], discourse)
                return found[0]
    return None


def _owners_of_site(act: Token) -> list[Token]:
    """ "A statement posted on the website of the ministry": of the ministry."""
    sites = [t for t in children(act, "obl") if t.lemma_.lower() in _SITES]
    return [t for site in sites for t in children(site, "nmod:poss", "nmod")]


def _hands_out(text: Token) -> bool:
    """Whether whoever acts in its clause speaks in a text: "issued a letter", "said in a tweet"."""
    if text.head.lemma_ in _HANDING_OUT:
        return True
    return text.dep_ == "obl" and preposition(text) == "in" and is_verbal(text.head)


def _stand_in(noun: Token, issuer: Entity, discourse: Discourse) -> None:
    """Let "the statement" be a mention of who issued it, as a pronoun would."""
    if discourse.reference(noun) is None and issuer.id:
        discourse.add_reference(Reference(noun.i, noun.i + 1, noun.i, "pronoun", (issuer,)))


def _earlier(noun: Token) -> list[Token]:
    """Mentions of the same message before, the latest first: of its kind, else of any text."""
    before = noun.doc[max(0, noun.i - _TEXTS_BACK) : noun.i]
    lemma = noun.lemma_.lower()
    same = [t for t in before if t.lemma_.lower() == lemma][::-1]
    definite = lemma in _ANY_TEXT and noun.doc[noun.left_edge.i].lower_ == "the"
    if not definite:
        return same
    return same + [t for t in before if t.lemma_.lower() in reporting().messages][::-1]


def addressee_of(verb: Token, speaker: Entity, discourse: Discourse) -> Entity | None:
    """Whom the words are said to, if the clause tells a single actor."""
    phrases = children(verb, "iobj")
    phrases += [t for kind, t in frame_of(verb).obliques if kind == "to" and t.head == verb]
    if verb.lemma_.lower() in ("tell", "inform", "assure", "remind", "notify", "advise", "warn"):
        phrases += children(verb, "obj")
    for phrase in phrases:
        found = discourse.resolve(phrase)
        outlet = len(found) == 1 and is_outlet(found[0])
        if len(found) == 1 and found[0] is not speaker and found[0].id and not outlet:
            return found[0]
    return None


def person_in_capitals(token: Token, discourse: Discourse) -> Entity | None:
    """A surname in capitals, as transcripts label turns: the one person of that name."""
    fits = [
        e
        for e in discourse.entities
        if e.type == "person" and e.named and e.name.lower().split()[-1] == token.lower_
    ]
    if len(fits) != 1 or not token.lower_.isalpha():
        return None
    discourse.add_reference(Reference(token.i, token.i + 1, token.i, "name", (fits[0],)))
    return fits[0]
