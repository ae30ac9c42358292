"""Whether a clause asserts a directed act: that somebody did, does or will do it to somebody.

Of the types that are not taken down exhaustively only what a main clause, or a relative or
participial clause with a named agent, asserts is an event (guideline). What a clause only names in
passing, as the setting of something else, as what somebody wants or makes possible, is none.
"""

from graph_builder.extraction.event_forms import told_by_days, told_live
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.frames import children, first_conjunct, is_passive, lemma_of
from graph_builder.extraction.status_unreal import is_question
from graph_builder.extraction.tokens import Token

_CONDITIONS = frozenset({"since", "if", "unless", "whether", "because"})
# What opens a clause that only says when or how something else happened.
_SETTINGS = frozenset("after before when while as until once upon on by in following".split())
_CAREERS = frozenset({"appoint", "resign"})
# Who makes something possible, or wants it of others, doesn't say that it is done.
_ENABLING = frozenset("enable allow permit let empower entitle authorize authorise".split())
_WISHING = frozenset("want like wish expect need prefer".split())
_IN_SPEECH = frozenset({"criticize", "praise", "demand", "threaten"})
_ABLE = frozenset({"can", "could", "would", "ca"})
# Whoever managed to do it did it.
_ACHIEVING = frozenset("able manage proceed go continue help get".split())
_DOING = frozenset({"did", "does", "do"})
_PROMPT = frozenset({"first", "last", "quick", "swift"})
# Of what may be done, a reader takes down what somebody thinks of doing or may do.
_MAYBE = frozenset({"may", "might", "could", "if", "unless"})
_WEIGHING = frozenset(
    "consider weigh mull contemplate ponder debate discuss threaten tip float eye".split()
)
# Before a gerund: what somebody is asked, able or paid for, and doesn't say that it is done.
_NAMING = frozenset("of in for at about to on toward towards with from against".split())
_SHARES = frozenset({"role", "part", "hand", "involvement", "participation", "complicity"})
# Who promises only this promises nothing that is done once.
_FOSTERING = frozenset(
    "boost strengthen deepen expand enhance improve promote foster develop intensify continue "
    "eliminate remove overcome maintain pursue support cooperate work increase facilitate step_up "
    "bolster consolidate widen broaden keep stay remain do make".split()
)


def is_asserted(mention: Mention) -> bool:
    """Whether the clause of a mention asserts its act."""
    verb = mention.trigger
    if _is_condition(verb) or _by_nobody(mention) or _is_decided(verb):
        return False
    if _is_setting(mention) or _is_share(verb) or _is_made_possible(verb) or is_question(verb):
        return False
    if mention.type in _IN_SPEECH and _only_names(mention):
        return False
    if _is_custom(mention) or _fosters(mention) or _is_imagined(mention) or _is_named(verb):
        return False
    bare = verb.tag_ == "VB" and not any(c.lower_ in _DOING for c in children(verb, "aux"))
    return not (bare and mention.verdict.status == "happened") or _is_achieved(verb)


def _is_condition(verb: Token) -> bool:
    """Whether an act is only the condition or starting point of another: "since taking office"."""
    return verb.dep_ == "advcl" and not _CONDITIONS.isdisjoint(_openers(verb))


def _openers(verb: Token) -> set[str]:
    return {
        c.lower_ for c in verb.children if c.dep_ in ("mark", "case", "advmod") and c.i < verb.i
    }


def _is_decided(verb: Token) -> bool:
    """ "Slammed the decision to close the port": an act that a noun only names."""
    named = verb.tag_ == "VB" and verb.dep_ == "acl" and verb.head.pos_ == "NOUN"
    return named and not _is_achieved(verb)


def _by_nobody(mention: Mention) -> bool:
    """ "X, who was shot in May": beside the main clause, only acts of a named agent count.

    Before its noun a participle asserts nothing ("the elected president", "US-backed rebels").
    """
    verb, agents = mention.trigger, any(role in ("agent", "host") for _, role in mention.parties)
    if mention.type == "host" and verb.dep_ in ("acl", "acl:relcl"):
        return True  # "at a conference hosted by": where it was
    if verb.dep_ == "amod":
        return not any(c.dep_.startswith(("aux", "nsubj")) for c in verb.children)
    if mention.type == "praise" and verb.dep_ == "acl":
        return is_passive(verb)  # "a coup backed by the army": what it is
    return verb.dep_ == "acl:relcl" and mention.type not in _CAREERS and not agents


def _is_setting(mention: Mention) -> bool:
    """ "After becoming president", "when X attacked Y after Z had …": undated, and only a setting.

    Of a career, where a clause of time or means tells of it; else where it stands in another
    clause that is itself a setting.
    """
    verb = mention.trigger
    if verb.dep_ != "advcl" or _is_dated(verb):
        return False
    openers = _openers(verb) & _SETTINGS
    if not openers:
        return False
    if mention.type in _CAREERS and (openers != {"by"} or is_passive(verb)):
        return True
    above = first_conjunct(verb.head)
    return above.dep_ == "advcl" and not _SETTINGS.isdisjoint(_openers(above))


def _is_imagined(mention: Mention) -> bool:
    """ "Should free them", "is reluctant to vote": what nobody is said to think of doing."""
    verdict = mention.verdict
    if verdict.status != "hypothetical" or not verdict.cues:
        return False
    verb, cues = mention.trigger, verdict.cues
    weighed = any(c.lower_ in _MAYBE or c.lemma_ in _WEIGHING for c in cues)
    weighed |= verb.tag_ == "VB" and any(c.lower_ == "whether" for c in cues)  # "decide whether to"
    return not weighed or not any(role in ("agent", "host") for _, role in mention.parties)


def _is_named(verb: Token) -> bool:
    """ "Responsible for proposing laws", "the process of electing them": what only is named."""
    if verb.tag_ != "VBG" or verb.head.lemma_ == "succeed":
        return False
    clause = first_conjunct(verb)
    if any(c.dep_.startswith("nsubj") for c in clause.children):
        return False  # "with the army storming the palace"
    return any(c.dep_ in ("mark", "case") and c.lower_ in _NAMING for c in clause.children)


def _is_share(verb: Token) -> bool:
    """ "Stressed the role of X in arming them": what X does, though it hangs on the stressing."""
    if verb.tag_ != "VBG" or verb.i == 0 or verb.doc[verb.i - 1].lower_ != "in":
        return False
    return any(t.lemma_ in _SHARES for t in children(verb.head, "obj") if t.i < verb.i)


def _is_custom(mention: Mention) -> bool:
    """ "Buys most of its oil from them", "the president appoints the cabinet": a habit or a rule.

    Headlines and running reports tell in the present of single acts; words last ("opposes").
    """
    verb = mention.trigger
    if verb.tag_ not in ("VBZ", "VBP") or mention.type in _IN_SPEECH or mention.headline:
        return False
    if any(c.dep_.startswith("aux") for c in verb.children) or told_live(verb):
        return False
    return not (any(t.ent_type_ == "DATE" for t in verb.sent) or told_by_days(verb))


def _fosters(mention: Mention) -> bool:
    """ "Pledged to boost their ties", "promised to keep working": good will, no act."""
    verb = mention.trigger
    if mention.type != "other" or verb.lemma_ not in ("pledge", "promise"):
        return False
    return any(c.dep_ == "xcomp" and lemma_of(c) in _FOSTERING for c in verb.children)


def _is_dated(verb: Token) -> bool:
    return any(t.ent_type_ == "DATE" for c in verb.children for t in (c, *c.children))


def _is_made_possible(verb: Token) -> bool:
    """ "Will enable them to destroy it", "wanted him to apologize": nothing that is done."""
    clause = first_conjunct(verb)
    above = clause.head
    if clause.dep_ not in ("xcomp", "ccomp", "advcl") or clause.tag_ != "VB":
        return False
    lemma = above.lemma_.lower()
    asked = any(c.dep_ in ("obj", "iobj") for c in above.children)
    own = any(c.dep_.startswith("nsubj") for c in clause.children)
    return lemma in _ENABLING or (lemma in _WISHING and (asked or own))


def _only_names(mention: Mention) -> bool:
    """ "Could threaten them", "decried what she called blackmail": no words of their own."""
    verb = mention.trigger
    free = any(c.lower_ == "what" and c.dep_ == "obj" and c.i < verb.i for c in verb.children)
    free = free or (verb.dep_ == "acl:relcl" and verb.head.lower_ == "what")
    return free or (mention.verdict.status == "hypothetical" and _is_able(verb))


def _is_achieved(verb: Token) -> bool:
    """ "Managed to free them", "was able to present it", "was the first (one) to thank her"."""
    head = verb.head
    if verb.dep_ == "xcomp" and head.lemma_.lower() in _ACHIEVING:
        return True
    prompt = head.lower_ in _PROMPT or any(c.lower_ in _PROMPT for c in head.children)
    return verb.dep_ in ("acl", "xcomp") and prompt and any(c.dep_ == "cop" for c in head.children)


def _is_able(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in _ABLE for c in verb.children)
