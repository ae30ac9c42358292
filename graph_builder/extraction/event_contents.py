"""What is told only as the content of another act, or goes on with it: one event, not two."""

from collections.abc import Iterable, Iterator, Sequence

from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.frames import child, children, is_verbal
from graph_builder.extraction.tokens import Token

# Directed acts are taken down where a clause asserts them, not where an infinitive only names them.
# "Complained that the army had broken it": the complaint alone is asserted.
_ALLEGING = frozenset({"accuse", "complain", "allege", "blame", "charge"})
_ASIDE = frozenset("appos parataxis obl obl:unmarked nmod nmod:unmarked dep conj".split())
_RANKS = frozenset({"first", "last", "latest"})
_AT = frozenset({"at", "during"})
_A = frozenset({"a", "an"})
EXHAUSTIVE = frozenset({"meet", "phone_call", "visit", "joint_statement", "agree", "sign"})


def is_promise(mention: Mention) -> bool:
    """Whether an act without a type is a promise."""
    return mention.type == "other" and mention.trigger.lemma_ in ("pledge", "promise")


def asks_the_paper(mention: Mention) -> bool:
    """ "Asked us not to print his name": of the writer, not of any actor."""
    verb = mention.trigger
    if mention.type != "demand" or not is_verbal(verb):
        return False
    asked = (t for t in children(verb, "obj", "iobj") if t.lower_ in ("us", "me"))
    return any(asked) and all(role == "agent" for _, role in mention.parties)


def promised(mention: Mention) -> int:
    """Where the verb stands of what is promised; -1 if none does."""
    clause = next((c for c in mention.trigger.children if c.dep_ == "xcomp"), None)
    return clause.i if clause is not None else -1


def is_content(mention: Mention, telling: dict[int, Mention]) -> bool:
    """ "Threatened to suspend talks", "agreed to restore ties": one event, not two."""
    if mention.type == "agree" and is_agreed(_acted_on(mention), telling):
        return True
    if mention.type in EXHAUSTIVE or mention.trigger.dep_ == "acl:relcl":
        return False
    token = mention.trigger
    for _ in range(3):
        if token.dep_ not in ("xcomp", "ccomp", "advcl", "acl", "conj", "obl", "nmod"):
            return False
        if token.dep_ == "advcl" and not _is_complement(token):
            return False
        alleged = token.head.lemma_ in _ALLEGING and token.dep_ in ("ccomp", "advcl", "xcomp")
        if alleged or (token.dep_ != "conj" and token.head.i in telling):
            return True
        token = token.head
    return False


def goes_on(mention: Mention, telling: dict[int, Mention]) -> bool:
    """ "Bombed the port, killing two", "hit back at her, calling it a lie": one act."""
    verb = mention.trigger
    hung = verb.dep_ in ("advcl", "conj") and verb.head.tag_ != "VBG"
    if not hung or verb.tag_ != "VBG" or children(verb, "mark", "nsubj", "aux"):
        return False
    above = telling.get(verb.head.i)
    return mention.type not in EXHAUSTIVE and above is not None and above.type == mention.type


def resumes(mention: Mention, told: Iterable[Mention]) -> bool:
    """ "They met in Rome, an encounter that …", "no such encounter": told of by another word."""
    noun = mention.trigger
    if is_verbal(noun) or mention.type not in EXHAUSTIVE:
        return False
    first = noun.left_edge.i
    aside = first > noun.sent.start and "," in (noun.left_edge.text, noun.doc[first - 1].text)
    if "such" in noun.below and (aside or noun.dep_ in ("nmod", "nsubj:pass")):
        return True  # "a veteran of such talks", "no such visit had been planned"
    within = all(c.lower_ == "in" for c in children(noun, "case"))
    if not aside or not within or noun.dep_ not in _ASIDE:
        return False
    ranked = any(c.lower_ in _RANKS or c.tag_ == "JJS" for c in children(noun, "amod"))
    if not (ranked or _A & noun.below):
        return False
    return any(
        m.type == mention.type and noun.sent.start <= m.trigger.i < noun.i
        for m in told
        if is_verbal(m.trigger)
    )


def names_again(told: Mention, mention: Mention) -> bool:
    """ "X and Y agreed to turn their pact into a treaty": one accord, told once."""
    accords = told.type == mention.type == "agree" and mention.time is None
    if not accords or told.trigger.sent is not mention.trigger.sent:
        return False
    apart = is_verbal(told.trigger) != is_verbal(mention.trigger)
    refused = {m.verdict.status == "denied" for m in (told, mention)}
    if mention.only_mediated and told.trigger in list(mention.trigger.ancestors):
        return True  # "agreed to a truce brokered by Z"
    return apart and len(refused) == 1 and set(told.entities) == set(mention.entities)


def without_grounds(told: Sequence[Mention]) -> list[Mention]:
    """The mentions without the summits at which two met: "they met at the summit of the League".

    The body is no party of their meeting; where it convened, they met.
    """
    left = []
    for mention in told:
        met = _met_at(mention, told)
        if met is None:
            left.append(mention)
        else:
            met.place = met.place or mention.place
    return left


def _met_at(mention: Mention, told: Sequence[Mention]) -> Mention | None:
    """Who met where the bodies of `mention` did, and because they did."""
    noun = mention.trigger
    if mention.type != "meet" or is_verbal(noun) or not mention.parties:
        return None
    if any(e.type != "organization" for e in mention.entities) or _AT.isdisjoint(noun.below):
        return None
    above = (m for m in told if m.type == "meet" and m.trigger == noun.head)
    return next((m for m in above if is_verbal(m.trigger) and _are_people(m)), None)


def _are_people(mention: Mention) -> bool:
    return len(mention.parties) > 1 and all(e.type == "person" for e in mention.entities)


def _acted_on(mention: Mention) -> Token:
    """ "Agreed to extend their truce": what is done with an accord without a date of its own."""
    noun, verb = mention.trigger, mention.trigger.head
    dated = any(c.ent_type_ == "DATE" for c in noun.children)
    theirs = child(noun, "nmod:poss") is not None or child(noun, "nmod") is None
    owned = noun.dep_ == "obj" and theirs and not dated
    return verb if owned and is_verbal(verb) and not is_verbal(noun) else noun


def is_agreed(verb: Token, telling: dict[int, Mention]) -> bool:
    """ "Agreed to resume ties", "agreed to suspend patrols, ending a standoff": one accord."""
    for _ in range(3):
        finite = verb.tag_ not in ("VB", "VBG") and verb.dep_ != "ccomp"
        if finite or verb.dep_ not in ("xcomp", "ccomp", "advcl", "conj"):
            return False
        verb = verb.head
        if verb.i in telling and telling[verb.i].type == "agree":
            return True
    return False


def _is_complement(verb: Token) -> bool:
    """Whether an adverbial clause is an infinitive or a gerund under a preposition."""
    perfect = verb.tag_ == "VBN" and any(c.lower_ == "having" for c in children(verb, "aux"))
    return (verb.tag_ in ("VB", "VBG") or perfect) and any(
        c.dep_ == "mark" and c.lower_ in ("to", "for", "of", "from", "on", "against")
        for c in verb.children
    )


def documents(signing: Mention) -> Iterator[int]:
    """What is signed: of a signed accord the signing is told, not the accord beside it."""
    yield from (h.i for h in signing.hosts)
    yield from (c.i for c in children(signing.trigger, "nmod"))


def is_signed(told: Token, signed: set[int]) -> bool:
    """ "Signed a text", "signed a text establishing ties": the text, and what is done by it."""
    by_it = told.tag_ == "VBG" and told.dep_ == "acl" and told.head.i in signed
    return by_it or told.i in signed
