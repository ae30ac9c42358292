"""Calls told by what people talk over, or by who is at the other end of a call.

"Had her on the line", "warned him by telephone", "was fetched to the telephone": whatever the
verb says, who speaks and who is spoken to over a wire had a call. "A call from X woke Y".
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph_builder.extraction.attribution_speakers import is_outlet
from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_forms import is_appeal
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_occasions import in_turn
from graph_builder.extraction.event_parties import actors_at
from graph_builder.extraction.event_places import find_place
from graph_builder.extraction.event_support import top_of
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frames import (
    Frame,
    child,
    children,
    frame_of,
    is_verbal,
    lemma_of,
    preposition,
)
from graph_builder.extraction.status import judge
from graph_builder.extraction.status_negations import NEGATIONS
from graph_builder.extraction.tokens import Token

_OVER = frozenset("by on over via through down along from".split())
_DURING = frozenset({"in", "during"})
_OCCASIONS = frozenset({"call", "phonecall", "videocall", "teleconference", "videoconference"})
_TO = frozenset({"to"})
_HOLDING = frozenset("have keep get hold reach catch raise find want".split())
_LEARNING = frozenset({"hear", "learn", "have", "get", "receive"})
_COMING = frozenset("come go call fetch summon bring get beckon".split())
_LIFTING = frozenset("pick lift grab seize reach".split())
_REACHING = frozenset({("reach", "for"), ("take", "to")})  # "reached for the phone to"
_LINKING = frozenset({"connect", "link"})
_RINGING = frozenset("ring call telephone phone dial".split())
_BARE = frozenset({"line", "end", "wire", "link"})  # of a telephone only where something says so
_LINE = frozenset(
    "phone telephone secure bad crackling crackly special direct transatlantic open satellite "
    "encrypted scrambled private poor crisis emergency long-distance hot landline red faint "
    "noisy other video television".split()
)
_PHONES = frozenset(
    "phone telephone phones telephones call calls rang ring ringing phoned telephoned dialled "
    "dialed receiver hotline landline handset".split()
)
_TELLING = frozenset("say tell announce add comment report claim vote state declare write".split())
# The object of these is what is talked about: "discussed the plan by telephone".
_WEIGHING = frozenset("discuss exchange compare share negotiate review weigh debate".split())
_AGREEING = frozenset({"agree", "decide", "settle", "plan", "insist", "count", "comment"})
_PEOPLE = frozenset({"person", "country"})
_UNTAKEN = frozenset({"unanswered", "unreturned"})
_IGNORING = frozenset({"ignore", "dodge", "duck", "screen", "shun", "spurn"})
_TAKING = frozenset({"answer", "pick", "come", "ring"})
_WITHIN = ("obl", "obl:agent", "nmod", "appos", "conj", "flat", "obj", "iobj", "advmod", "xcomp")
_STEPS = 4  # how far up a phrase may hang below its verb
# What a call from somebody does to whom it reaches, and what he does with it.
_ROUSES = frozenset(
    "reach wake awake awaken rouse interrupt catch find surprise disturb summon startle greet tell "
    "inform alert warn assure await get keep delay detain draw pull drag".split()
)
_ANSWERS = frozenset(
    "take answer return ignore get receive accept field decline reject refuse pick dodge duck let "
    "leave miss screen have end interrupt cut avoid expect await shun".split()
)


def is_wire(noun: Token) -> bool:
    """Whether a noun is something that people talk over: a telephone, a line of one."""
    lemma = noun.lemma_.lower()
    if lemma not in lexicon().classes["wires"] or noun.dep_ == "compound" or noun.tag_ == "NNS":
        return False
    if lemma == "video" and preposition(noun) == "on":
        return False
    if lemma not in _BARE:
        return True
    words = {c.lower_ for c in children(noun, "amod", "compound")}
    if words:
        return bool(words & _LINE)
    return lemma == "line" and child(noun, "det") is not None


def wire_calls(noun: Token, discourse: Discourse) -> Iterator[Mention]:
    """The call that people have over the wire that `noun` names, if its clause tells of one."""
    case = preposition(noun)
    lifted = (noun.dep_ == "obj" and noun.head.lemma_ in _LIFTING) or (
        (noun.head.lemma_, case) in _REACHING
    )
    case = "on" if case == "at" and noun.lemma_ == "end" else case
    during = case in _DURING and noun.lemma_.lower() in _OCCASIONS
    if not lifted and not during and case not in _OVER and case not in _TO:
        return
    if noun.lemma_.lower() in lexicon().nouns and _tells_itself(noun):
        return
    verb = noun.head if lifted else _clause(noun)
    if verb is None and case == "on" and noun.head.ent_type_ == "PERSON":
        verb = noun.head  # a caption: "X on the phone to Y"
    if verb is None:
        return
    if lifted:
        verb = _goes_on(verb)
        if verb.lemma_ not in lexicon().classes["addressing"]:
            return  # "lifted the phone to show her a photograph"
    parties = _talkers(verb, noun, case, discourse)
    if len(parties) < 2:
        return
    told = noun.head if lifted and verb.tag_ == "VB" else verb  # not the purpose
    mention = Mention("phone_call", told, [], judge(told), f"call:{noun.lemma_}", 0.7)
    mention.hosts = [verb, noun, *([noun.head] if noun.lemma_ == "end" else [])]
    mention.add(tuple(parties), "participant")
    frame = frame_of(verb)
    mention.own = tuple(people_at(frame.subject, discourse))
    mention.place = find_place(frame, ("in", "at"), discourse)
    yield from in_turn(mention, frame)


def _tells_itself(noun: Token) -> bool:
    """ "In a call with the king", "over her call for calm", "agreed on a call": no mere means."""
    told = frame_of(noun).under("with", "between", "among", "to", "from", "of", "by")
    agreed = preposition(noun) == "on" and noun.head.lemma_ in _AGREEING
    return bool(told) or agreed or child(noun, "nmod:poss") is not None or is_appeal(noun)


def _clause(noun: Token) -> Token | None:
    """What tells of the call: the verb above the phrase, or the noun itself ("was on the phone").

    Of "it was by telephone that they agreed": the agreeing.
    """
    if child(noun, "cop") is not None:
        it = child(noun, "nsubj", "expl")
        told = child(noun, "acl:relcl", "ccomp", "advcl")
        return told if it is not None and it.lower_ == "it" else noun
    above = noun
    for _ in range(_STEPS):
        if above.dep_ not in _WITHIN:
            return None
        above = above.head
        if is_verbal(above) or child(above, "cop") is not None:
            return above  # "has been in touch by telephone", "is due on the phone"
    return None


def _goes_on(verb: Token) -> Token:
    """ "Picked up the phone and told him", "reached for the phone to tell him": the telling."""
    after = (c for c in children(verb, "conj", "advcl", "xcomp") if c.i > verb.i)
    return next(after, verb)


def _talkers(verb: Token, noun: Token, case: str, discourse: Discourse) -> list[Entity]:
    """Who talks to whom in a clause; those who act together talk to each other."""
    if verb.lemma_ == "know" and verb.head.lemma_ == "let":
        verb = verb.head  # "let her know by telephone"
    frame = frame_of(verb)
    captioned = verb.ent_type_ == "PERSON"
    subject = verb if captioned else frame.subject or child(verb, "nsubj")
    subject = None if subject == noun else subject  # "told by telephone" names no agent
    if subject is None and child(verb, "aux:pass") is None:
        subject = child(verb, "nsubj:pass")  # "X and Y conferred by telephone", read as a passive
    if frame.passive and verb.lemma_ in _LINKING:
        subject = frame.object  # "the two were connected by video"
    own = people_at(subject, discourse)
    if frame.passive and not own:  # "it was discussed by telephone between X and Y"
        own = [e for t in frame.under("by", "between") for e in people_at(t, discourse)]
    sessions = lexicon().classes["encounters"]
    beside = frame_of(noun).under("with", "to") if verb != noun else []
    partners = [e for t in beside for e in _reached(t, discourse) if e not in own]
    if partners:  # "on the phone with him, she told her aides"
        return [*own, *partners]
    if any(t.lemma_.lower() in sessions for t in (*frame.under("in", "at"), frame.object) if t):
        return []  # who takes part in a meeting by video is there (guideline)
    if case in _TO:
        return _fetched(frame, own, discourse) if verb.lemma_ in _COMING else []
    spoken_to = _spoken_to(frame, noun, case)
    if noun.lemma_ == "end" and verb == noun and noun.dep_ in ("conj", "advcl"):
        spoken_to = [t for t in (frame_of(noun.head).subject,) if t is not None]
    reached = _reached if verb == noun else people_at
    others = [e for t in spoken_to for e in reached(t, discourse) if e not in own]
    if own and others:
        return [*own, *others]
    matter = frame.object if verb.lemma_ in _WEIGHING else None
    told = verb.lemma_ in _TELLING or any(t not in (matter, subject) for t in spoken_to)
    if case == "on" and verb != noun:  # not "played on the phone"
        told = told or verb.lemma_ not in lexicon().classes["addressing"]
    told = told or captioned
    alike = len({e.type for e in own}) == 1
    return own if len(own) > 1 and alike and not told and is_surely(noun) else []


def _spoken_to(frame: Frame, noun: Token, case: str) -> list[Token]:
    verb = frame.head
    cases = ("with", "to", "from") if verb.lemma_ in _LEARNING else ("with", "to")
    found = [t for t in frame.under(*cases) if _is_near(t, verb)]
    if frame.indirect is not None:
        found.append(frame.indirect)
    holding = verb.lemma_ == "let" or (verb.lemma_ in _HOLDING and case == "on")
    ambiguous = noun.lemma_ in _BARE or noun.lemma_ == "screen"
    addressed = not ambiguous or is_surely(noun)
    addressing = lexicon().classes["addressing"]
    if frame.object is not None and (
        holding or (addressed and (verb.lemma_ in addressing or lemma_of(verb) in addressing))
    ):
        found.append(frame.object)
    return found if holding or addressed or not is_verbal(verb) else []


def _is_near(phrase: Token, verb: Token) -> bool:
    """Whether a phrase is the verb's own, or hangs on a thing that is said or given."""
    above = phrase.head
    near = verb in (above, above.head)
    return near and above.lemma_.lower() not in lexicon().classes["encounters"]


def is_surely(noun: Token) -> bool:
    """Whether a word can only mean a telephone here: "over the line" needs one in the text."""
    if noun.lemma_.lower() not in _BARE | {"screen"}:
        return True
    words = {c.lower_ for c in children(noun, "amod", "compound")}
    return bool(words & _LINE) or not _PHONES.isdisjoint(noun.doc.vocabulary)


def _fetched(frame: Frame, own: list[Entity], discourse: Discourse) -> list[Entity]:
    """ "Had him fetched to the telephone", "would not come to the phone when she rang"."""
    verb = frame.head
    called = people_at(frame.object, discourse) if frame.object is not None else []
    causing = [c for c in (verb.head, *children(verb, "advcl")) if c.lemma_ in ("have", "get")]
    ringing = [c for c in verb.sent if c.lemma_ in _RINGING and is_verbal(c) and c != verb]
    for other in (*causing, *ringing):
        caller = frame_of(other).subject
        found = [e for e in people_at(caller, discourse) if e not in called and e not in own]
        if found:
            return [*found, *called, *own]
    return [*own, *(e for e in called if e not in own)]


def people_at(token: Token | None, discourse: Discourse) -> list[Entity]:
    """The named people, and countries that act, of a phrase."""
    if token is None or discourse.is_place(token):
        return []
    found = actors_at(token, discourse)
    return [e for e in found if e.type in _PEOPLE]


def _reached(token: Token, discourse: Discourse) -> list[Entity]:
    """ "On the line to the Kremlin": a person, a country or a body, but no outlet."""
    bodies = (e for e in discourse.resolve(token) if e.type == "organization" and e.named)
    return people_at(token, discourse) or [e for e in bodies if not is_outlet(e)]


def by_wire(noun: Token) -> bool:
    """ "Will hold talks by video link": a call."""
    top = top_of(noun)
    frames = (frame_of(noun), frame_of(top.head)) if is_verbal(top.head) else (frame_of(noun),)
    means = (t for frame in frames for t in frame.under("by", "via", "over"))
    calls = lexicon().classes["calls"]
    return any(t.lemma_.lower() in calls and not is_appeal(t) for t in means)


def each_called(mention: Mention, discourse: Discourse) -> Iterator[Mention]:
    """ "Calls by X to both premiers", "accords with A and B": one event for each."""
    noun = mention.trigger
    apart = any(c.lower_ in ("separate", "individual") for c in children(noun, "amod"))
    several = noun.tag_ == "NNS" and mention.type in ("phone_call", "agree")
    if not apart and not several:
        yield mention
        return
    with_whom = frame_of(noun).under("to", "with")
    if apart and not with_whom and is_verbal(noun.head):
        with_whom = frame_of(noun.head).under(
            "with"
        )  # "held separate talks on Monday with X and Y"
    beside = [*children(noun, "conj"), *children(noun.head, "conj")] if apart else []
    further = [c for c in beside if preposition(c) == "with"]
    for other in further:  # "held separate talks with X and with her successor, Y"
        mention.add(actors_at(other, discourse), "participant")
    called = {id(e) for c in (*with_whom, *further) for e in actors_at(c, discourse)}
    callers = [p for p in mention.parties if id(p[0]) not in called]
    if len(callers) != 1 or len(called) < 2:
        yield mention
        return
    for party in mention.parties:
        if id(party[0]) in called:
            yield replace(mention, parties=[*callers, party])


# ---- calls from somebody ------------------------------------------------------------------------


def lacks_other_end(mention: Mention, filled: set[str], discourse: Discourse) -> bool:
    """Whether nobody is told for a call that names only whose it is or whom it came from.

    The other party is added where the clause tells it. "X's call for calm" has none.
    """
    if mention.type != "phone_call":
        return False
    if len(mention.parties) == 1 and (other := other_end(mention.trigger, discourse)):
        verb = top_of(mention.trigger).head
        mention.add(other, "participant")
        mention.hosts += [verb, verb.head] if verb.lemma_ == "ring" else [verb]
    if not filled or not filled <= {"possessor", "from"}:
        return False
    return len(mention.parties) < 2 or is_appeal(mention.trigger)


def other_end(noun: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "A call from X woke Y", "Y was woken by a call from X", "Y ignored X's calls": Y."""
    verb = top_of(noun).head
    if is_appeal(noun) or not is_verbal(verb):
        return ()
    frame, relation = frame_of(verb), top_of(noun).dep_
    if relation == "nsubj" and verb.lemma_ == "ring" and verb.dep_ in ("ccomp", "xcomp"):
        return tuple(people_at(frame_of(verb.head).subject, discourse))  # "let it ring out"
    if relation == "obj" and verb.lemma_ in _ANSWERS:
        return tuple(people_at(frame.subject, discourse))
    agent = relation == "obl:agent" or (frame.passive and preposition(noun) == "by")
    if verb.lemma_ in _ROUSES and (agent or relation == "nsubj"):
        return tuple(people_at(frame.object, discourse))
    return ()


def without_echoes(mentions: list[Mention]) -> list[Mention]:
    """Without talk that is taken for a call only as the text speaks of calls: those of others."""
    told = [m for m in mentions if m.type == "phone_call" and m.entities]
    if not told:
        return mentions
    wired = {m.trigger.i for m in told if m.rule.startswith("call:")}
    wired |= {h.i for m in told for h in m.hosts if h.lemma_ == "join"}
    # "Spent an hour on the phone with him", "joined him for a call": not in one place.
    mentions = [m for m in mentions if m.type != "meet" or m.trigger.i not in wired]
    echoes = [m for m in told if m.rule.startswith("told-of:")]
    calls = [set(map(id, m.entities)) for m in told if m not in echoes and len(m.entities) > 1]
    if not echoes or not calls:
        return mentions
    astray = [m for m in echoes if not any(set(map(id, m.entities)) <= c for c in calls)]
    return [m for m in mentions if m not in astray]


# ---- calls that nobody took ---------------------------------------------------------------------


def leave_unanswered(mentions: Sequence[Mention]) -> None:
    """Deny the calls that their sentence, or the next one, says nobody took."""
    for mention in mentions:
        if mention.type == "phone_call" and mention.verdict.status != "denied":
            cue = _unanswered(mention)
            if cue is not None:
                cues = (*mention.verdict.cues, cue)
                mention.verdict = replace(mention.verdict, status="denied", cues=cues)


def _unanswered(mention: Mention) -> Token | None:
    """ "Let it ring out", "nobody picked up", "went unanswered": the word that says so."""
    sentence = mention.trigger.sent
    for token in sentence:
        if token.lower_ in _UNTAKEN or (token.i > mention.trigger.i and _is_not_taken(token)):
            return token
        if _is_not_taken(token) and token.dep_ == "ROOT":
            return token
    verb = top_of(mention.trigger).head
    called = mention.trigger.lemma_ == "call" and top_of(mention.trigger).dep_ == "obj"
    if called and verb.lemma_ in _IGNORING:
        return verb
    if sentence.end < len(sentence.doc):
        following = sentence.doc[sentence.end].sent.root
        return following if _is_not_taken(following) else None
    return None


def _is_not_taken(verb: Token) -> bool:
    """ "Nobody picked up", "she did not answer", "would not come to the telephone"."""
    lemma = verb.lemma_
    if lemma not in _TAKING or not is_verbal(verb):
        return False
    if lemma == "ring":
        return any(c.lower_ == "out" for c in verb.children)
    if lemma == "come" and not any(is_wire(t) for t in frame_of(verb).under("to")):
        return False
    particle = lemma_of(verb).endswith("_up") or any(c.lower_ == "up" for c in verb.children)
    thing = frame_of(verb).object
    if (lemma == "pick" and not particle) or (thing is not None and not is_wire(thing)):
        return False
    subject = child(verb, "nsubj")
    nobody = subject is not None and bool(
        {subject.lower_, *(c.lower_ for c in subject.children)} & {"nobody", "no", "none"}
    )
    return nobody or any(c.lower_ in NEGATIONS for c in verb.children)
