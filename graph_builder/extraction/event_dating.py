"""Which temporal phrase dates which event, and which events share one date.

A phrase belongs to the nearest verb or event noun above it. An event takes the phrases of its own
trigger and of the words that support it ("held talks on Monday"); content of what is said or agreed
keeps its own time ("agreed to meet on Friday" doesn't date the agreeing). Events without a phrase
may share the time of the one they stand in ("at the meeting they agreed", "… and met the king").
"""

from collections.abc import Iterator, Sequence

from graph_builder.extraction.event_dating_indirect import (
    OCCASIONAL,
    after_talks,
    alongside,
    arranged_for,
    before_when,
    booked_for,
    by_roles,
    closing,
    day_of_order,
    during_clause,
    ended_by,
    held_then,
    in_the_text,
    measured,
    of_document,
    of_occasion,
    of_the_last,
    where_clause,
)
from graph_builder.extraction.event_dating_own import NOT_DONE, SPEECH, fitting
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_scenes import heading_of
from graph_builder.extraction.frame_arguments import verb_above
from graph_builder.extraction.frames import children, is_verbal
from graph_builder.extraction.intervals import SHARPNESS
from graph_builder.extraction.status_unreal import commemorated
from graph_builder.extraction.temporal import Clock
from graph_builder.extraction.temporal_phrases import TimePhrase
from graph_builder.extraction.tokens import Token

_SPEAKING = frozenset(
    {"speak", "address", "talk", "write", "testify", "appear", "tweet", "stand", "sit"}
)
# Acts that are announced as they are done.
_ANNOUNCING = frozenset({"announce", "declare"})
_DECREEING = frozenset({"issue", "sign", "publish", "announce"})
_OF_A_ROW = frozenset({"first", "last"})
_BY_DOING = frozenset({"without", "by"})
# "In the small hours of 3 May": what may lead to a date that opens a sentence.
_LEADING = frozenset({"ADP", "DET", "ADJ", "NOUN"})
_LONGEST_LEAD = 5  # tokens
_LATER = frozenset({"later", "subsequently", "afterwards", "eventually"})
_ANNOUNCED = frozenset({"other", "sanction_or_tariff", "appoint", "resign", "aid", "agree"})


def date_mentions(mentions: Sequence[Mention], times: Sequence[TimePhrase], clock: Clock) -> None:
    """Give each mention the temporal phrase that its trigger or a supporting word governs."""
    triggers = {m.trigger.i: m for m in mentions}
    owned: dict[int, list[TimePhrase]] = {}
    hosts = {h.i for m in mentions for h in m.hosts} | set(triggers)
    for phrase in times:
        owner = _owner(phrase, hosts)
        for word in (owner, owner.head) if owner.dep_ == "cop" else (owner,):
            owned.setdefault(word.i, []).append(phrase)  # "on Monday she was on the line to him"
    for mention in mentions:
        mention.time = of_the_last(mention, times) or _own(mention, owned, triggers)
    told_by_roles = by_roles(times)
    for mention in mentions:
        if mention.time is None:
            mention.time = _indirectly(mention, times, owned, told_by_roles, clock)
        elif mention.time.time.start is None:  # "arranged for May, fell through on the eve"
            mention.time = arranged_for(mention, owned) or mention.time
    headings = [p for p in times if p.heads]
    given = {id(m.time) for m in mentions if m.time is not None}
    free = [p for p in times if id(p) not in given and p.time.start is not None]
    for mention in mentions:
        if mention.time is None:
            fitting = (p for p in free if _enclosed(p, mention) or _opening(p, mention))
            mention.time = next(fitting, None)
    for mention in mentions:
        if mention.time is None:
            inherited = _inherited(mention, triggers, owned) or alongside(mention, owned)
            mention.time = inherited or heading_of(mention, headings)
        elif mention.time.time.start is None:  # "May 2014: … pulls out on the eve of the vote"
            heading = heading_of(mention, headings)
            vague = heading is not None and heading.time.precision in ("month", "year")
            mention.time = heading if vague else mention.time


def _own(
    mention: Mention, owned: dict[int, list[TimePhrase]], triggers: dict[int, Mention]
) -> TimePhrase | None:
    """The time that the trigger or a word that supports it governs."""
    for host in _hosts(mention, triggers):
        conjunct = mention.trigger.dep_ == "conj" and host.i == mention.trigger.head.i
        if conjunct and mention.verdict.status == "denied":
            return None  # "signed it in 1970 but never ratified it"
        near = fitting(owned.get(host.i, ()), mention)
        if host.dep_ == "conj" and host.head == mention.trigger:
            near = [p for p in near if p.time.precision == "day"]
        beside = triggers.get(host.i)
        if beside is not None and beside is not mention:
            near = fitting(near, beside)  # what is content there is no time here
        if near:
            return max(near, key=lambda p: _fit(p, mention))
    return None


def _indirectly(
    mention: Mention,
    times: Sequence[TimePhrase],
    owned: dict[int, list[TimePhrase]],
    told_by_roles: dict[int, list[TimePhrase]],
    clock: Clock,
) -> TimePhrase | None:
    """The time of a clause beside the event's, by the roles, or of what it was part of."""
    return (
        arranged_for(mention, owned)
        or booked_for(mention, owned)
        or _beside(mention, owned, clock)
        or day_of_order(mention, owned, clock)
        or _as_argument(mention, told_by_roles)
        or before_when(mention, times)
        or during_clause(mention, owned)
        or where_clause(mention, owned, clock)
        or of_document(mention, times)
        or in_the_text(mention, owned)
        or measured(mention, owned)
        or ended_by(mention, owned)
        or after_talks(mention, owned)
        or closing(mention, owned)
        or held_then(mention, owned)
        or of_occasion(mention, times)
    )


def _as_argument(mention: Mention, by_roles: dict[int, list[TimePhrase]]) -> TimePhrase | None:
    """The time that the semantic roles give to the trigger or to a word that supports it."""
    for host in mention.hosts:
        near = [p for p in fitting(by_roles.get(host.i, ()), mention) if p.time.start]
        if near:
            return max(near, key=lambda p: _fit(p, mention))
    return None


def _owner(phrase: TimePhrase, hosts: set[int]) -> Token:
    """The nearest verb or event noun from the phrase's host upwards."""
    for token in (phrase.host, *phrase.host.ancestors):
        if is_verbal(token) or token.i in hosts:
            return token
    return phrase.host


def _hosts(mention: Mention, triggers: dict[int, Mention]) -> Iterator[Token]:
    for host in mention.hosts:
        yield host
    for host in mention.hosts:
        if is_verbal(host):
            yield from _governors(host, mention, triggers)


def _governors(verb: Token, mention: Mention, triggers: dict[int, Mention]) -> Iterator[Token]:
    """Verbs that lend their time: "was expected on Monday to …", "did not go ahead and sign"."""
    while _completes(verb) and verb.head.i not in triggers:
        verb = verb.head
        yield verb
    if verb.dep_ == "conj" and not is_verbal(verb.head) and _is_ahead(verb) <= _is_ahead(verb.head):
        copulas = children(verb.head, "cop")  # "was here in February and saw the minister"
        yield from (copulas and [verb.head, *copulas])
    if verb.dep_ == "conj" and is_verbal(verb.head):
        # Not "met on Monday and will travel on", "met him in 2010 and was later jailed".
        if _is_ahead(verb) <= _is_ahead(verb.head) and not _is_apart(verb):
            yield verb.head
    elif verb.tag_ == "VBD":
        yield from _coordinated_after(verb)
    yield from _bearing(verb)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and is_verbal(verb.head.head):
        yield verb.head.head  # "signed a decree appointing"
    if verb.dep_ in ("acl", "acl:relcl") and not verb.head.below.isdisjoint(_OF_A_ROW):
        # "On Monday she became the first minister to visit", "the last to visit was X, in 2023".
        yield from (t for t in (verb.head, verb.head.head) if t.dep_ != "obl")
    elif _accompanies(verb):
        # "Moved on Friday to end it, their ministers agreeing to …"
        absolute = any(c.dep_ == "nsubj" for c in verb.children)
        main = verb.sent.root if absolute else verb.head
        if is_verbal(main) and main.i < verb.i:
            yield main
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and not verb.below.isdisjoint(_BY_DOING):
        yield verb.head  # "parted on Sunday without signing", "ended it on Monday by signing"
    if verb.dep_ == "ccomp" and verb.head.lemma_ in _ANNOUNCING and mention.type in _ANNOUNCED:
        yield verb.head  # "announced on Monday that it had expelled them"
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.lemma_ in _DECREEING:
        yield verb.head  # "an order was issued on Sunday naming her"


def _bearing(verb: Token) -> Iterator[Token]:
    """ "A truce followed in 1994, signed by both", "a trip in May bore an act, signed by both"."""
    if verb.dep_ in ("acl", "advcl") and verb.tag_ == "VBN" and children(verb, "obl:agent"):
        main = verb.head if is_verbal(verb.head) else verb.head.head
        if main.i < verb.i and is_verbal(main):
            yield from (main, *children(main, "nsubj"))


def _is_apart(verb: Token) -> bool:
    """Whether a verb joined to another has another time: "was later jailed", after a semicolon."""
    between = verb.doc[verb.head.i : verb.i]
    parted = any(t.text == ";" for t in between) and any(
        c.dep_.startswith("nsubj") for c in verb.children
    )
    return parted or any(c.lower_ in _LATER for c in verb.children)


def _completes(verb: Token) -> bool:
    """Whether a verb completes the one above it: "is expected to …", "failed on Monday to …"."""
    return verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and verb.head.lemma_ in NOT_DONE)


def _is_ahead(verb: Token) -> bool:
    return any(c.tag_ == "MD" for c in children(verb, "aux"))


def _coordinated_after(verb: Token) -> Iterator[Token]:
    """ "Quit and fled in a helicopter on Monday": a time at the end is of both."""
    for other in children(verb, "conj")[-1:]:
        alike = other.tag_ == "VBD" and not any(c.dep_.startswith("nsubj") for c in other.children)
        if alike and not any(c.lower_ in ("then", "later", "but") for c in other.children):
            yield other


def _beside(
    mention: Mention, owned: dict[int, list[TimePhrase]], clock: Clock
) -> TimePhrase | None:
    """The time of a clause beside the event's own.

    "Speaking on Monday, she condemned …"; and, as what is threatened or agreed lies ahead, a time
    in its content that lies back is the act's: "had threatened to scrap the pact in 2019".
    """
    verb = mention.trigger
    for clause in children(verb, "advcl"):
        if clause.lemma_ in _SPEAKING and clause.tag_ == "VBG" and clause.i in owned:
            return owned[clause.i][0]
    if mention.type not in SPEECH or clock.published is None:
        return None
    published = clock.published.start.isoformat()
    for clause in children(verb, "xcomp"):
        for phrase in owned.get(clause.i, ()):
            if phrase.time.end is not None and phrase.time.end < published:
                return phrase
    return None


def _fit(phrase: TimePhrase, mention: Mention) -> tuple[int, int]:
    return SHARPNESS[phrase.time.precision], -abs(phrase.start - mention.trigger.i)


def _inherited(
    mention: Mention, triggers: dict[int, Mention], owned: dict[int, list[TimePhrase]]
) -> TimePhrase | None:
    """The time of the event in whose clause this one stands."""
    sibling = _coordinated(mention, triggers) or _where_it_was(mention, owned)
    if sibling is not None:
        return sibling
    verb = mention.trigger
    if not is_verbal(verb):
        return None
    if _accompanies(verb):
        main = triggers.get(verb.head.i) or _main_of(verb, triggers)
        if main is not None and main.time is not None and main.verdict.status == "happened":
            return main.time
    if verb.dep_ in ("acl:relcl", "advcl") and _when(verb):
        for ancestor in verb.ancestors:
            outer = triggers.get(ancestor.i)
            if outer is not None and outer.time is not None:
                return outer.time if outer.verdict.tense == mention.verdict.tense else None
    return None


def _where_it_was(mention: Mention, owned: dict[int, list[TimePhrase]]) -> TimePhrase | None:
    """ "Cleared the way on Sunday in Lima, where they issued a communique": on Sunday."""
    verb = next((h for h in (mention.trigger, *mention.hosts) if is_verbal(h)), None)
    if verb is None or not mention.verdict.real or "where" not in verb.below:
        return None
    main = next((t for t in verb.ancestors if is_verbal(t) or "cop" in t.relations), None)
    tag = next((c.tag_ for c in children(main, "cop")), main.tag_) if main is not None else ""
    if main is None or verb.dep_ not in ("acl:relcl", "advcl") or verb.tag_ != tag:
        return None
    told = (main, *children(main, "nsubj", "cop"))  # "her last stop, on Friday, was Lima, where"
    days = (p for t in told for p in owned.get(t.i, ()) if p.time.precision == "day")
    return next((p for p in days if p.start < verb.i), None)


def _accompanies(verb: Token) -> bool:
    """ "The leaders, meeting in Abuja, imposed sanctions": a participle beside the main clause."""
    return (
        verb.tag_ == "VBG"
        and verb.dep_ in ("acl", "advcl")
        and not any(c.dep_ in ("mark", "aux") for c in verb.children)
    )


def _main_of(verb: Token, triggers: dict[int, Mention]) -> Mention | None:
    """The event of the clause whose subject the participle's noun is."""
    return triggers.get(verb.head.head.i) if verb.head.dep_.startswith("nsubj") else None


def _coordinated(mention: Mention, triggers: dict[int, Mention]) -> TimePhrase | None:
    """ "Made the journey in May and held talks": the time of the clause coordinated before."""
    verb = next((h for h in mention.hosts if is_verbal(h)), None)
    if verb is None or verb.dep_ != "conj" or _is_apart(verb):
        return None
    for other in triggers.values():
        leads = verb.head.i in {h.i for h in other.hosts} and other.trigger.i < verb.i
        if leads and other.time is not None and other.verdict.status == mention.verdict.status:
            return other.time
    return None


def _opening(phrase: TimePhrase, mention: Mention) -> bool:
    """Whether the phrase opens the sentence whose main clause, or part of it, tells the event."""
    sentence, verb = mention.trigger.sent, mention.trigger
    length = phrase.start - sentence.start
    if phrase.start >= verb.i or length < 0 or length > _LONGEST_LEAD:
        return False
    led = verb.doc.tokens[sentence.start : phrase.start]
    if len(led) > 1 and any(t.pos_ not in _LEADING for t in led):
        return False
    below = any(a.dep_ in ("acl:relcl", "ccomp", "advcl", "acl") for a in (verb, *verb.ancestors))
    below |= commemorated(verb)
    clausal = is_verbal(verb) or (mention.type in OCCASIONAL | {"phone_call"} and mention.parties)
    return bool(clausal) and not below and phrase.time.start is not None


def _enclosed(phrase: TimePhrase, mention: Mention) -> bool:
    """ "The duty (that X) imposed in May remains": between its clause and the main verb."""
    verb = mention.trigger
    of_thing = verb.dep_ == "acl:relcl" and verb.left_edge.lower_ == "that"
    if not of_thing and (verb.tag_ != "VBN" or verb.dep_ not in ("acl", "acl:relcl")):
        return False
    main = verb_above(verb)
    return main is not None and verb.i < phrase.start < main.i


def _when(verb: Token) -> bool:
    return any(
        t.lower_ in ("when", "where", "which") and t.dep_ in ("advmod", "obl", "mark")
        for t in verb.children
    )
