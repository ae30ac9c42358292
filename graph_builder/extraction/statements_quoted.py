"""Quotations and who spoke them: by the clause around, a dash, the paragraph before."""

from collections.abc import Iterator, Sequence

from graph_builder.extraction.attribution import Clause
from graph_builder.extraction.attribution_inverted import inverted_subject
from graph_builder.extraction.attribution_reality import is_denied, is_unreal
from graph_builder.extraction.attribution_recent import recent_person, take_up
from graph_builder.extraction.attribution_speakers import (
    actor_at,
    addressee_of,
    issuer_of,
    recent_body,
    speaker_of,
)
from graph_builder.extraction.discourse import Discourse, Entity, Reference
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.speech import Quote, Quotes, Speech
from graph_builder.extraction.statements_contexts import (
    GLUE,
    Found,
    by_clause,
    giver,
    leading_sentence,
    past_how,
    presented,
    same_words,
    speaking_next,
    subject_of,
)
from graph_builder.extraction.statements_floor import Floor
from graph_builder.extraction.statements_labels import DASHES, Labels
from graph_builder.extraction.statements_turns import turned_to
from graph_builder.extraction.tokens import Doc

_NEAR = 14  # words between a reporting clause and its quotation
_GOING_ON = frozenset({"continue", "go", "proceed", "resume"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "CCONJ", "ADP", "PART"})
# Ways that take the speaker from the sentence before or after.
_BY_CONTEXT = ("introduced", "follows", "next")


class QuoteReader:
    """Attributes the quotations that no content clause holds; `answering` is interviewed."""

    def __init__(
        self,
        doc: Doc,
        discourse: Discourse,
        quotes: Quotes,
        floor: Floor,
        answering: Reference | None = None,
    ) -> None:
        self.doc = doc
        self.discourse = discourse
        self.quotes = quotes
        self.floor = floor
        self.clauses = floor.clauses
        self.paragraphs = quotes.paragraphs
        self.labels = Labels(discourse, quotes)
        self.answering = answering

    def read(self, taken: Sequence[Quote]) -> Iterator[Speech]:
        """Speech of the quotations not in `taken`, in text order."""
        held = {q.number for q in taken}
        last: Speech | None = None
        waiting: list[Quote] = []
        for quote in self.quotes.all:
            if quote.number in held:
                continue
            if last is not None and self._continues(quote, last):
                last.quotes.append(quote)
                last.pieces.append((quote.start, quote.end))
                continue
            speech = self._attributed(quote)
            if speech is None:
                if quote.span.runs_on or quote.span.reopened or self._stands_alone(quote):
                    waiting.append(quote)
                continue
            yield from self._close(last)
            last = self._with_waiting(speech, waiting)
            waiting = []
        yield from self._close(last)

    def _close(self, speech: Speech | None) -> Iterator[Speech]:
        if speech is not None and sum(q.words for q in speech.quotes) >= 2 and speech.speaker.id:
            yield speech

    # ---- one quotation -----------------------------------------------------------------------

    def _attributed(self, quote: Quote) -> Speech | None:
        for found in self._ways(quote):
            if found is None:
                continue
            clause, speaker, rule = found.clause, found.speaker, found.rule
            if rule in ("before", "after") and not quote.counts and not self._is_sentence(quote):
                return None
            verb = clause.verb if clause else None
            return Speech(
                speaker,
                [(quote.start, quote.end)],
                [quote],
                True,
                f"quote-{rule}",
                verb,
                found.source,
                addressee_of(verb, speaker, self.discourse) if verb is not None else None,
            )
        return None

    def _ways(self, quote: Quote) -> Iterator[Found | None]:
        """The ways to tell who spoke, the surest first."""
        told = self.answering
        if told is not None and quote.outer_start == 0:
            yield Found(told.entities[0], "label", (told.start, told.end))
        leading, lead = self._leading_clause(quote), self.doc[quote.outer_start - 1]
        if leading is not None and not (lead.is_punct or lead.is_space):
            # 'The envoy voiced "…", the palace said': his words, whoever he is.
            yield by_clause(leading, self._speaker(leading, quote), "before")
            return
        before = None
        if leading is not None:
            before = by_clause(leading, self._speaker(leading, quote), "before")
        # 'X replied: "…?" Y left' is not Y's.
        yield from (
            (before, self._after(quote)) if lead.text == ":" else (self._after(quote), before)
        )
        for rule, sign in (("dash", self.labels.dashed), ("label", self.labels.labelled)):
            signed = sign(quote)
            yield Found(signed[0], rule, signed[1]) if signed is not None else None
        asked = turned_to(quote, self.discourse)
        yield Found(asked[0], "introduced", asked[1]) if asked is not None else None
        yield self._introduced(quote)
        yield self._told_next(quote)

    def _is_sentence(self, quote: Quote) -> bool:
        """A short quotation counts when it is a sentence of its own: “That's not true,”."""
        behind = self.quotes.text[quote.span.outer_end : quote.span.outer_end + 1]
        whole = self.quotes.text[quote.span.end - 1] in ",.!?…" or behind in (",", ".")
        return whole and self.doc[quote.start].text[0].isupper() and quote.words >= 2

    def _after(self, quote: Quote) -> Found | None:
        """ "…," X said: the clause that begins right after the quotation."""
        start = quote.outer_end
        stop = min(self._last_of_report(quote), start + _NEAR + 6)
        if self._is_over(quote):
            return None
        while start < stop and (self.doc[start].text in GLUE or self.doc[start].is_space):
            start += 1
        start = past_how(self.doc, start, stop)
        limit = next((i for i in range(start, stop) if self.quotes.at(i)), stop)
        for i in range(start, limit):
            clause = self.clauses.get(i)
            if clause is None or is_denied(clause, self.quotes) or clause.verb.dep_ == "acl":
                continue
            if clause.start <= start + 1 or self._only_apposition(start, clause):
                return by_clause(clause, self._speaker(clause, quote), "after")
            break
        return self._position(quote, start, limit)

    def _last_of_report(self, quote: Quote) -> int:
        """Where a report after a quotation ends: over a line broken behind its comma, too."""
        end = self.quotes.paragraph_end(quote)
        text, behind = self.quotes.text, quote.span.outer_end
        broken = text[quote.span.end - 1] == "," and text[behind : behind + 1] == "\n"
        return len(self.doc) if broken and text[behind:].lstrip()[:1].islower() else end

    def _speaker(self, clause: Clause, quote: Quote) -> Entity | None:
        """Who speaks in `clause`; "he" and "it" are nobody whom the quotation itself names."""
        speaker, subject = speaker_of(clause, self.discourse, self.quotes), clause.subject
        if speaker is None and subject is not None and subject.tag_ == "PRP":
            person = presented(quote, subject, self.discourse)
            return take_up(subject, person, self.discourse) or self.floor.holder(clause)
        if speaker is None or subject is None or subject.tag_ != "PRP":
            return speaker
        inside = list(self.discourse.references(quote.start, quote.end))
        if not any(r.kind != "pronoun" and speaker in r.entities for r in inside):
            return speaker
        body = subject.lower_ == "it"
        other = (recent_body if body else recent_person)(subject, self.discourse)
        if other is None or other is speaker:
            other = self.floor.holder(clause)
        named = any(r.kind == "name" and other in r.entities for r in inside)
        return None if named else take_up(subject, other, self.discourse)

    def _is_over(self, quote: Quote) -> bool:
        """Whether a quotation's own full stop ends the sentence: what follows isn't its report."""
        after = self.doc[quote.outer_end] if quote.outer_end < len(self.doc) else None
        if after is not None and after.text == "." and after.nbor(-1).is_quote:
            return True  # the stop outside the marks ends the sentence, too
        text, span = self.quotes.text, quote.span
        stopped = text[span.end - 1] in ".…" and text[span.outer_end - 1] != "."
        return stopped and after is not None and not after.text[0].islower()

    def _only_apposition(self, start: int, clause: Clause) -> bool:
        """Whether the subject begins where the quotation ends, whatever the parser made of it."""
        subject = clause.subject
        if subject is None:
            return False
        reference = self.discourse.reference(subject)
        if reference is not None and reference.start <= start + 1:
            return True
        lead = self.doc[start : clause.start]  # "“…,” Trade and Ports Minister X said"
        return subject.i < clause.verb.i and all(t.pos_ in _NOMINAL for t in lead)

    def _position(self, quote: Quote, start: int, limit: int) -> Found | None:
        """ "…," the 84-year-old shot back: a phrase after a quotation that ends no sentence."""
        if start >= limit or self.quotes.text[quote.span.end - 1] not in ",!?":
            return None
        if self.doc[start].tag_ in ("VBD", "VBZ"):
            subject = inverted_subject(self.doc[start])
            speaker = actor_at(subject, self.discourse) if subject is not None else None
            span = (start, subject.right_edge.i + 1) if subject is not None else (start, start)
            return Found(speaker, "position", span) if speaker is not None else None
        for i in range(start, min(limit, start + 8)):
            reference = self.discourse.reference(i)
            if (
                reference is not None
                and reference.start <= start + 1
                and len(reference.entities) == 1
            ):
                entity = reference.entities[0]
                end = min(reference.end, limit)
                owner = any(t.tag_ == "POS" for t in self.doc[end : end + 1])  # "X's spokesman"
                person = entity.id and entity.type == "person" and not owner
                span = (reference.start, reference.end)
                return Found(entity, "position", span) if person else None
        return None

    def _leading_clause(self, quote: Quote) -> Clause | None:
        """X said: "…" - the reporting verb that the quotation follows."""
        low = max(self.quotes.paragraph_start(quote), quote.outer_start - 2 * _NEAR)
        for i in range(quote.outer_start - 1, low - 1, -1):
            if self.quotes.at(i) is not None:
                return None
            clause = self.clauses.get(i)
            if clause is not None and not is_denied(clause, self.quotes):
                if self._is_in_passing(clause) or is_unreal(clause, self.quotes):
                    return None
                if self._leads_to(clause, quote):
                    return clause
            if self.doc[i].text in (".", "!", "?") and i < quote.outer_start - 1:
                return None
        return None

    def _is_in_passing(self, clause: Clause) -> bool:
        """Whether a clause only characterises: "for what X called a “…”"."""
        return clause.start > 0 and self.doc[clause.start - 1].lower_ in ("what", "which")

    def _leads_to(self, clause: Clause, quote: Quote) -> bool:
        """Whether only the rest of its clause stands between a verb and the quotation."""
        before = self.doc[quote.outer_start - 1]
        if before.text in (":", ","):
            return True
        under = {t.i for t in clause.verb.subtree}
        return quote.start in under or clause.end >= quote.outer_start

    def _introduced(self, quote: Quote) -> Found | None:
        """By what leads up to it: "Her answer was blunt: “…”", "X was asked about it. “…”"."""
        led = self.doc[quote.outer_start - 1].text == ":"
        if not (quote.counts or led) or not self._is_sentence(quote) or quote.span.reopened:
            return None
        before = leading_sentence(quote, self.quotes)
        if before is None or self._has_report_after(quote) or self._is_told_later(quote):
            return None
        span, lists = (before.start, before.end), reporting()
        for token in before:
            lemma = token.lemma_.lower()
            if lemma in lists.messages or lemma in lists.utterances:
                issuer = issuer_of(token, self.discourse) or giver(token, self.discourse)
                if issuer is not None:
                    return Found(issuer, "introduced", span)
        near = self.quotes.paragraph_of(before.start) == quote.span.paragraph
        near = near or self._stands_alone(quote)
        goes_on = self.floor.told_in(before) if near else None
        if goes_on is not None:
            return Found(goes_on, "introduced", span)
        about = subject_of(before, self.discourse, self.clauses)
        if about is None or not (about[1] or near):
            return None
        return Found(about[0], "introduced" if about[1] else "follows", span)

    def _told_next(self, quote: Quote) -> Found | None:
        """By the sentence after a quotation that stands alone: "“…” ¶ X was speaking in Y"."""
        if not (quote.counts and self._is_sentence(quote)) or quote.span.runs_on:
            return None
        told = speaking_next(quote, self.quotes, self.discourse)
        return Found(told[0], "next", told[1]) if told is not None else None

    def _has_report_after(self, quote: Quote) -> bool:
        """Whether a report or a dash follows whose speaker couldn't be told: nobody is guessed."""
        end = min(quote.outer_end + 4, self.quotes.paragraph_end(quote))
        after = [t for t in self.doc[quote.outer_end : end] if not t.is_space]
        if after and after[0].text in DASHES:
            return True
        inverted = bool(after) and after[0].tag_ == "VBZ"  # "“…,” goes an old saying"
        told = inverted or (any(t.tag_ == "PRP" for t in after) and not self._is_over(quote))
        return told or self._has_stranger_after(quote)

    def _is_told_later(self, quote: Quote) -> bool:
        """Whether a later paragraph of a running quotation tells whose words it is."""
        for later in self.quotes.all[quote.number + 1 :]:
            if not later.span.reopened:
                return False
            if self._own_speaker(later) is not None:
                return True
        return False

    # ---- neighbours --------------------------------------------------------------------------

    def _continues(self, quote: Quote, last: Speech) -> bool:
        """Whether a quotation goes on with the speech before it."""
        before = last.quotes[-1]
        if quote.span.reopened and before.number == quote.number - 1:
            return self._own_speaker(quote) in (None, last.speaker)
        between = self.doc[before.outer_end : quote.outer_start]
        same = quote.span.paragraph == before.span.paragraph
        if same:
            return self._follows_on(quote, last, between.end - between.start)
        next_paragraph = quote.span.paragraph == before.span.paragraph + 1
        alone = self._stands_alone(quote)
        return (
            next_paragraph and alone and last.rule != "quote-dash" and not self.labels.dashed(quote)
        )

    def _follows_on(self, quote: Quote, last: Speech, distance: int) -> bool:
        """ "…," X said. "…" and "…," X said, "…": the same breath, nobody else between."""
        before = last.quotes[-1]
        found = next((f for f in self._ways(quote) if f is not None), None)
        if found is not None and found.rule in _BY_CONTEXT and found.speaker is not last.speaker:
            return False
        if found is not None and found.rule not in _BY_CONTEXT:
            clause = found.clause
            # "“…” “…,” he said": the second tells whose both are.
            guessed = last.rule.removeprefix("quote-") in _BY_CONTEXT and not distance
            between = clause is None or before.outer_end <= clause.verb.i < quote.outer_start
            unfinished = self.quotes.text[before.span.end - 1] not in ".!?"
            if (guessed and found.speaker is last.speaker) or (
                clause is not None and clause.verb is last.verb
            ):
                return True
            same = found.speaker is last.speaker and found.rule == "before"
            # "…," X said, adding: "…": a verb of its own makes another statement of it.
            goes_on = clause is None or clause.lemma in _GOING_ON
            return same and between and unfinished and goes_on
        lead = self.doc[quote.outer_start - 1]
        embedded = not lead.is_punct and not lead.is_space
        if self._has_stranger_after(quote) or (embedded and not self._is_sentence(quote)):
            return False
        if turned_to(quote, self.discourse) is not None:
            return False
        inside = (c for i, c in self.clauses.items() if before.outer_end <= i < quote.outer_start)
        verbs = [clause for clause in inside if clause.lemma not in _GOING_ON]
        return distance <= 2 * _NEAR and len(verbs) <= 1

    def _has_stranger_after(self, quote: Quote) -> bool:
        """ "…," added another: somebody else reports it, though nobody knows who."""
        if self._is_over(quote):
            return False
        reach = range(quote.outer_end, min(quote.outer_end + 3, len(self.doc)))
        clause = next((self.clauses[i] for i in reach if i in self.clauses), None)
        verb = next((self.doc[i] for i in reach if self.doc[i].tag_ in ("VBD", "VBZ")), None)
        subject = clause.subject if clause is not None else verb and inverted_subject(verb)
        if subject is None:  # "…," people close to X say
            reach = range(
                reach.stop, min(quote.outer_end + _NEAR, self.quotes.paragraph_end(quote))
            )
            clause = next((self.clauses[i] for i in reach if i in self.clauses), None)
            subject = clause.subject if clause is not None else None
            led = clause is not None and clause.start <= quote.outer_end + 1
            return led and subject is not None and subject.left_edge.lower_ != "the"
        return subject.tag_ != "PRP"

    def _own_speaker(self, quote: Quote) -> Entity | None:
        found = next((f for f in self._ways(quote) if f is not None), None)
        return found.speaker if found is not None and found.rule not in _BY_CONTEXT else None

    def _with_waiting(self, speech: Speech, waiting: list[Quote]) -> Speech:
        """Quotations before that had no speaker: earlier paragraphs, or another print of it."""
        first = speech.quotes[0]
        for quote in reversed(waiting):
            near = first.span.paragraph - quote.span.paragraph <= len(waiting)
            if near and same_words(self.doc, quote, first):
                speech.others.append(quote)
            elif near and quote.span.runs_on:
                speech.quotes.insert(0, quote)
                speech.pieces.insert(0, (quote.start, quote.end))
        return speech

    # ---- places ------------------------------------------------------------------------------

    def _stands_alone(self, quote: Quote) -> bool:
        """Whether a quotation fills its paragraph."""
        start, end = self.paragraphs[quote.span.paragraph]
        rest = (
            self.quotes.text[start : quote.span.outer_start]
            + self.quotes.text[quote.span.outer_end : end]
        )
        return not any(c.isalnum() for c in rest)
