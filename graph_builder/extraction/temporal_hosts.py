"""Which word a temporal phrase is the time of."""

from collections.abc import Mapping, Sequence

from graph_builder.extraction.frames import children, is_verbal
from graph_builder.extraction.tokens import Doc, Span, Token

# Right after these a time is that of the saying, not of what is said.
_SHORT, _LONGEST_FRAGMENT = 5, 9  # tokens; a longer one must be cut off in mid-sentence
SAYING = frozenset("say announce declare add report confirm state warn insist".split())


def host_of(span: Span, by_roles: Mapping[int, Sequence[Token]]) -> Token:
    """The nearest word above the phrase that can carry an event: a verb, or a noun it modifies."""
    if is_fragment(span.sent) and span.sent.end < len(span.doc):
        return span.doc[span.sent.end].sent.root  # "Today, Mr." cut off from its sentence
    before = span.doc[span.start - 1] if span.start > span.sent.start else None
    if before is not None and before.lemma_ in SAYING and before.tag_ in ("VBD", "VBZ"):
        return before  # "said on Monday she would travel"
    if before is not None and before.dep_ == "cc" and before.head.i >= span.end:
        return before.head  # "…, and in May the premier flew to Rome"
    token = span.root
    told_by_roles = _host_by_roles(span, by_roles)
    if told_by_roles is not None:
        return _inside_offer(span, _inside_subject(span, _not_across(span, told_by_roles)))
    while token.head != token:
        token = token.head
        if span.start <= token.i < span.end:
            continue
        if is_verbal(token) or token.pos_ in ("NOUN", "PROPN", "ADJ"):
            return _inside_offer(span, _inside_feeling(span, token))
    return token


def _inside_offer(span: Span, host: Token) -> Token:
    """ "Accepted an invitation to visit Rome in June": the visiting."""
    things = children(host, "obj") if is_verbal(host) and host.i < span.start else []
    inside = (c for thing in things for c in children(thing, "acl") if c.tag_ == "VB")
    return next((c for c in inside if c.i < span.start), host)


def _inside_feeling(span: Span, host: Token) -> Token:
    """ "Was glad to announce that she will come on 3 May": the coming, not the gladness."""
    inner = host
    while (inner == host and host.pos_ == "ADJ") or inner != host:
        clauses = [
            c for c in children(inner, "xcomp", "ccomp", "advcl") if inner.i < c.i < span.start
        ]
        if not clauses:
            break
        inner = clauses[-1]
    return inner


def _not_across(span: Span, host: Token) -> Token:
    """ "They will sign, she said on Tuesday": the saying, where the roles have the content."""
    above = span.root.head
    return above if host.i < above.i < span.start and above.is_ancestor(host) else host


def _inside_subject(span: Span, host: Token) -> Token:
    """ "The duty imposed in May remains": the participle, where the phrase ends a subject."""
    after = span.end + (span.end < len(span.doc) and span.doc[span.end].text == ",")
    if host.i != after or not is_verbal(host):
        return host
    subject = next((c for c in host.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is None:
        return host
    inside = range(subject.i + 1, span.start)
    below = (span.doc[i] for i in inside)
    participles = [t for t in below if t.tag_ == "VBN" or (t.dep_ == "acl" and t.tag_ == "VBD")]
    return participles[-1] if participles else host


def is_fragment(sentence: Span) -> bool:
    """Whether a sentence is a few words without a verb that go on after it on the same line."""
    return (
        len(sentence) <= _LONGEST_FRAGMENT
        and not any(is_verbal(t) for t in sentence)
        and "\n" not in sentence.text
        and not sentence[-1].text.endswith((":", "!", "?"))
        and (len(sentence) <= _SHORT or sentence[-1].is_alpha or sentence[-1].like_num)
    )


def timed(doc: Doc) -> Mapping[int, Sequence[Token]]:
    """By the heads of phrases that are the time of something: the predicates they are of."""
    found: dict[int, list[Token]] = {}
    for predicate in doc.predicate_at.values():
        word = doc.tokens[predicate.i]
        if word.is_punct:
            continue  # no act, whatever the model took it for
        for argument in predicate.args:
            if argument.role == "ARGM-TMP":
                found.setdefault(argument.head, []).append(word)
    return found


def _host_by_roles(span: Span, by_roles: Mapping[int, Sequence[Token]]) -> Token | None:
    """The predicate that takes the phrase as its time.

    If several do: the tree's choice, unless another verb stands between it and the phrase; else
    one before the phrase, a verb rather than a noun, the nearest.
    """
    hosts = [host for i in range(span.start, span.end) for host in by_roles.get(i, ())]
    # "Will host visiting President Berg on Friday": not the participle before its noun.
    hosts = [h for h in hosts if not (h.dep_ == "amod" and h.i < h.head.i < span.start)]
    above = span.root.head
    if is_verbal(above) and above.i < span.start:
        # "Held talks on Sunday, she said": what is said is told before the comma.
        ahead = [h for h in hosts if h.i > span.end and span.doc[span.end].text == ","]
        hosts = [h for h in hosts if h not in ahead]
    if above in hosts and not any(above.i < h.i < span.start and is_verbal(h) for h in hosts):
        return above
    return min(
        hosts,
        key=lambda t: (t.i > span.start, not is_verbal(t), abs(t.i - span.start)),
        default=None,
    )
