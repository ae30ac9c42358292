"""Which of the temporal phrases beside an event can be its own time.

Others date what is said or agreed, what went before or comes after, or that it was called off.
"""

from collections.abc import Sequence

from graph_builder.extraction.event_dating_indirect import APART, dates_the_object
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.frames import children, is_verbal, preposition
from graph_builder.extraction.temporal_phrases import TimePhrase
from graph_builder.extraction.temporal_words import DAY_PARTS
from graph_builder.extraction.tokens import Token

# Acts of speech: a phrase after "from" or in their content dates what is agreed or asked for.
SPEECH = frozenset(
    {"agree", "threaten", "demand", "invite", "criticize", "praise", "joint_statement"}
)
# Only a stay or an encounter lasts "through tomorrow"; a sanction's end is not its day.
_LASTING = frozenset({"visit", "meet", "host"})
# What stands under these was at another time.
_APART = frozenset({"after", "before", "since", "following", "ahead_of"})
# What is done to a document of another year.
_RENEWS = frozenset(
    "extend renew prolong revive amend update revise reopen ratify suspend scrap keep uphold "
    "honor honour implement review restore expand broaden deepen replace terminate".split()
)
_HOURS = frozenset(DAY_PARTS) | {"midnight", "sunset", "sunrise", "nightfall", "pm", "am"}
# Who does so on a day doesn't do on that day what was wanted: "failed on Monday to agree".
NOT_DONE = frozenset({"fail", "refuse", "decline", "skip", "miss", "boycott", "shun", "snub"})


def fitting(phrases: Sequence[TimePhrase], mention: Mention) -> list[TimePhrase]:
    """Of phrases beside an event those that can be its own time."""
    if not phrases:
        return []
    return [
        p
        for p in phrases
        if not _of_content(p, mention)
        and not _counts_from(p, mention)
        and not _of_cancelling(p, mention)
        and not (_since_somebody(p) and not _since(mention.trigger))
        and not _of_another(p, mention)
        and not _superseded(p)
    ]


def _superseded(phrase: TimePhrase) -> bool:
    """ "Was originally scheduled for January": the time that no longer holds."""
    return not phrase.host.below.isdisjoint(("originally", "initially"))


def _of_another(phrase: TimePhrase, mention: Mention) -> bool:
    """ "Her first visit after the start of her term in May": May dates the start."""
    in_name = phrase.time.rule == "year" and phrase.start < phrase.host.i
    if in_name and mention.trigger.lemma_ in _RENEWS and phrase.host.head == mention.trigger:
        return True  # "extended the 2015 treaty"
    behind = any(t.i < phrase.start for t in children(phrase.host, "obj"))
    if phrase.host.lemma_ in APART and behind:
        return True  # "the deal follows a meeting in March"
    last = phrase.host.doc[phrase.end - 1]
    owner = last.head if last.dep_ == "nmod:poss" else phrase.host  # "ahead of Friday's vote"
    for token in (owner, *owner.ancestors):
        if token in mention.hosts:
            return False
        case = preposition(token)
        apart = case in _APART and (token.i < phrase.start or token is owner)
        if apart and not is_verbal(token) and token.pos_ == "NOUN" and token.lower_ not in _HOURS:
            return True
    return False


def _since(verb: Token) -> bool:
    """ "Since she met him in 2019": the clause itself is dated."""
    return any(c.lower_ == "since" for c in children(verb, "mark"))


def _since_somebody(phrase: TimePhrase) -> bool:
    """Whether the phrase dates the last one of those among whom somebody is the first again."""
    doc, start = phrase.host.doc, phrase.start
    low = max(start - 6, doc.tokens[start].sent.start)
    if "since" not in doc.forms[low:start]:
        return False
    after = doc.tokens[low + doc.forms[low:start].index("since") : start]
    # Not "in power since June, she flew to Lima on Monday".
    names = any(t.pos_ == "PROPN" and t.ent_type_ != "DATE" for t in after)
    return names and not any(map(is_verbal, after))


def _of_content(phrase: TimePhrase, mention: Mention) -> bool:
    """Whether the phrase dates the content of a speech act: "agreed to share data from 1 April"."""
    if mention.type in SPEECH and dates_the_object(phrase, mention):
        return True
    if mention.type == "agree" and phrase.host in children(mention.trigger, "xcomp"):
        return True  # "agreed to meet on Friday"
    if mention.type == "invite" and _after_destination(phrase, mention):
        return True
    text = (phrase.time.phrase or "").lower()
    if text.startswith("since "):
        return True  # "have not met since 2022", "their first talks since the war"
    if text.startswith(("until ", "till ", "through ")):
        return mention.type not in _LASTING
    return mention.type in SPEECH and text.startswith(("from ", "before ", "by ", "until "))


def _after_destination(phrase: TimePhrase, mention: Mention) -> bool:
    """ "Invited her to a session in May", "has invited her for 3 May": what comes is in May."""
    if phrase.host.doc[max(phrase.start - 1, 0)].lower_ == "for":
        return True
    goals = [
        c.i
        for host in mention.hosts
        for c in host.children
        if c.i > mention.trigger.i
        and (c.dep_ in ("xcomp", "advcl", "acl") or preposition(c) in ("to", "for"))
    ]
    return bool(goals) and phrase.start > min(goals) - 1


def _counts_from(phrase: TimePhrase, mention: Mention) -> bool:
    """Whether the phrase only counts from the event: "two days before his summit"."""
    doc = mention.trigger.doc
    counting = doc[phrase.end - 1].lower_ in ("before", "after")
    return (
        counting and phrase.end <= mention.trigger.i and mention.trigger.left_edge.i <= phrase.end
    )


def _of_cancelling(phrase: TimePhrase, mention: Mention) -> bool:
    """Whether the phrase dates the cancelling instead of what is cancelled.

    "On Monday cancelled a visit": before the noun; "the trip was called off in April": outside it.
    """
    verdict, noun = mention.verdict, mention.trigger
    if verdict.status != "denied" or is_verbal(noun):
        return False
    cues = [c for c in verdict.cues if c.lemma_ not in NOT_DONE]
    cues = [c for c in cues if is_verbal(c) and c in noun.ancestors]
    if not cues:
        return False
    if noun.dep_ == "nsubj:pass":  # what stands before the verb is the subject's
        after = phrase.start > max(noun.right_edge.i, cues[0].i)
        return after and phrase.host not in noun.subtree
    return noun.dep_ == "obj" and phrase.end <= noun.left_edge.i
