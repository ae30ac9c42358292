"""Speech that verbs report: "said that …", "…, he said", "called it …"."""

from collections.abc import Iterator

from graph_builder.extraction.attribution import Clause, clause_of
from graph_builder.extraction.attribution_reality import is_denied, is_unreal
from graph_builder.extraction.attribution_recent import recent_person, take_up
from graph_builder.extraction.attribution_speakers import addressee_of, speaker_of
from graph_builder.extraction.crowds import names_people
from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.frames import child, children, is_verbal, preposition
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.reporting import reporting, reporting_verbs
from graph_builder.extraction.speech import Quotes, Speech
from graph_builder.extraction.statements_asides import Asides
from graph_builder.extraction.statements_content import Contents
from graph_builder.extraction.statements_described import Descriptions
from graph_builder.extraction.statements_floor import Floor
from graph_builder.extraction.statements_ranges import Range, Ranges
from graph_builder.extraction.statements_turns import Turns
from graph_builder.extraction.status_unreal import subjunctive
from graph_builder.extraction.tokens import Doc, Token

_REACTING = frozenset({"answer", "respond", "reply", "counter"})


class ClauseReader:
    """Finds the speech that the verbs of an article report."""

    def __init__(self, doc: Doc, discourse: Discourse, quotes: Quotes) -> None:
        self.doc = doc
        self.discourse = discourse
        self.quotes = quotes
        verbs = filter(self._may_report, doc.of_lemmas(reporting_verbs()))
        self.clauses = {verb.i: clause_of(verb, quotes, discourse) for verb in verbs}
        self.ranges = Ranges(doc, quotes)
        self._content = Contents(self.ranges, self.clauses)
        self._described = Descriptions(self.ranges, self.clauses)
        self._asides = Asides(self.ranges, discourse)
        self._turns = Turns(self.ranges, discourse)
        self._unsigned = False
        self.floor = Floor(discourse, quotes, self.clauses)

    def read(self) -> Iterator[Speech]:
        """Reported speech in text order; a report of a report gives the inner one only."""
        found = self.floor.told
        for i in self.clauses:
            speech = self._reported(i)
            if speech is not None:
                found[i] = speech
        for speech in found.values():
            if not self._hands_on(speech, found) and self._own(speech, found):
                yield speech
        yield from self._asides.find()
        yield from self._turns.find()

    def _may_report(self, token: Token) -> bool:
        """Whether a word with a lemma of `reporting_verbs` hands over words."""
        if not is_verbal(token) or token.dep_ in {"aux", "cop"}:
            return False
        lemma = token.lemma_.lower()
        if self.quotes.at(token.i) is not None:
            return False
        if lemma in reporting().judging and token.tag_ == "VBG":
            return False  # "…, considering that X has gone"
        if lemma == "read":  # "…," the statement read: only texts do
            subject = child(token, "nsubj")
            return subject is not None and subject.lemma_.lower() in reporting().messages
        # "Answered by closing its ports": a deed.
        return lemma not in _REACTING or all(c.tag_ != "VBG" for c in token.children)

    # ---- one verb -------------------------------------------------------------------------------

    def _reported(self, i: int) -> Speech | None:
        clause = self.clauses[i]
        if is_denied(clause, self.quotes) or is_unreal(clause, self.quotes):
            return None
        found = next(self._contents(clause), None)
        if found is None or self._is_asked(clause):
            return None
        pieces, rule = found
        pieces = [p for piece in pieces if (p := self.ranges.trimmed(*piece)) is not None]
        if not pieces or (sum(b - a for a, b in pieces) < 2 and rule != "yes-no"):
            return None
        quotes = [q for q in self.quotes.within(pieces) if q.counts]
        if rule == "quoting" and not quotes:
            return None
        speaker = self._speaker(clause)
        if speaker is not None and self._is_told_of(speaker, clause, pieces):
            speaker = self._other_than(speaker, clause)
        if speaker is None:
            return None
        whole = bool(quotes) and all(self.ranges.is_quoted(piece) for piece in pieces)
        return Speech(
            speaker,
            pieces,
            quotes,
            whole,
            f"clause-{rule}",
            clause.verb,
            (clause.start, clause.end),
            addressee_of(clause.verb, speaker, self.discourse),
        )

    def _speaker(self, clause: Clause) -> Entity | None:
        """Who speaks; after "a newspaper report said …" the "it" of "…, it said" is nobody."""
        subject = clause.subject
        if subject is not None and subject.lower_ == "it" and self._unsigned:
            return None
        speaker = speaker_of(clause, self.discourse, self.quotes) or self.floor.holder(clause)
        text = subject is not None and subject.lemma_.lower() in reporting().messages
        self._unsigned = speaker is None and text
        return speaker

    def _other_than(self, told_of: Entity, clause: Clause) -> Entity | None:
        """Whom the pronoun of a report takes up, if not the one whom it tells of."""
        if clause.subject is None:
            return None
        person = recent_person(clause.subject, self.discourse)
        if person is None or person is told_of:
            person = self.floor.holder(clause)
        return take_up(clause.subject, None if person is told_of else person, self.discourse)

    def _is_told_of(self, speaker: Entity, clause: Clause, pieces: list[Range]) -> bool:
        """Whether "X, he says, is wrong" and "X rang him, he says" tell of X, who can't be "he"."""
        subject = clause.subject
        if subject is None or subject.tag_ != "PRP" or pieces[0][0] > clause.verb.i:
            return False
        low, high = pieces[0]
        named = (r for r in self.discourse.references(low, high) if speaker in r.entities)
        return any(r.kind != "pronoun" and len(r.entities) == 1 for r in named)

    def _characterised(self, clause: Clause) -> list[Range] | None:
        """ "Described it as a start, noting that …": what is noted is another statement."""
        pieces = self._described.described(clause)
        return pieces and [(a, self._content.until_next_report(clause, a, b)) for a, b in pieces]

    def _contents(self, clause: Clause) -> Iterator[tuple[list[Range], str]]:
        """What may be the content of `clause`, each with its rule, the likeliest first."""
        lemma, lists = clause.lemma, reporting()
        ways = []
        if lemma in lists.say:
            ways += [("left", self._content.aside), ("that", self._content.right)]
            ways += [("left", self._content.left), ("yes-no", self._yes_or_no)]
        elif lemma in lists.uttering:
            ways.append(("that", self._uttered))
        if lemma in lists.infinitive or lemma in lists.gerund:
            ways.append(("infinitive", self._form))
        if lemma in lists.quoting:
            ways.append(("attitude", self._described.attitude))
        if lemma in lists.stances or lemma in lists.insisting:
            ways.append(("stance", self._described.stance))
        if lemma in lists.speaking_of or lemma in lists.rejecting:
            ways.append(("stance", self._described.told_of))
        if lemma in lists.describe:
            ways.append(("describe", self._characterised))
        if lemma in lists.declare:
            ways.append(("declare", self._described.declared))
        if lemma in lists.quoting:
            ways.append(("quoting", self._described.quoting))
        for rule, way in ways:
            pieces = way(clause)
            if pieces is not None:
                yield pieces, rule

    def _uttered(self, clause: Clause) -> list[Range] | None:
        """ "Fumed that …": these verbs report only where "that" tells so."""
        clauses = children(clause.verb, "ccomp")
        told = any(c.lower_ == "that" for held in clauses for c in children(held, "mark"))
        told = told and (clause.lemma != "agree" or self._concedes(clause))
        return self._content.right(clause) if told else None

    def _is_asked(self, clause: Clause) -> bool:
        """ "Insisted that they be heard": a demand, which says nothing of what is so."""
        held = children(clause.verb, "ccomp")
        return clause.lemma == "insist" and any(subjunctive(c) is not None for c in held)

    def _yes_or_no(self, clause: Clause) -> list[Range] | None:
        """ "The palace says no." """
        i = clause.verb.i + 1
        said = i < len(self.doc) - 1 and self.doc[i].lower_ in ("yes", "no")
        alone = said and (self.doc[i + 1].is_punct or self.doc[i + 1].tag_ == "CC")
        return [(i, i + 1)] if alone and clause.verb.tag_ in ("VBD", "VBZ", "VBP") else None

    def _concedes(self, clause: Clause) -> bool:
        """Whether one person agrees that something is so: several come to an agreement."""
        found = self.discourse.resolve(clause.subject) if clause.subject is not None else ()
        partners = (t for t in children(clause.verb, "obl") if preposition(t) == "with")
        return len(found) == 1 and found[0].type == "person" and not any(partners)

    def _form(self, clause: Clause) -> list[Range] | None:
        """ "claimed to have seen it", "denied taking it": an infinitive or gerund as content."""
        form = child(clause.verb, "xcomp", "ccomp")
        wanted = "VB" if clause.lemma in reporting().infinitive else "VBG"
        if form is None or form.i < clause.verb.i:
            return None
        if form.tag_ != wanted and all(c.tag_ != wanted for c in children(form, "aux")):
            return None  # "denied having taken it", too
        return [self.ranges.subtree(form)]

    # ---- reports of reports ---------------------------------------------------------------------

    def _hands_on(self, speech: Speech, found: dict[int, Speech]) -> bool:
        """Whether what is said is itself somebody else's saying or act of speech."""
        lists = reporting()
        for low, high in speech.pieces:
            head = self._main_verb(low, high)
            if head is None:
                continue
            inner = found.get(head.i)
            if inner is not None and inner.speaker is not speech.speaker:
                return True
            if inner is None and self._is_quoted_by_another(head.i, speech):
                return True
            # "The palace said the king thanked the envoy" tells of his act; "… stressed that Norway
            # welcomes it" speaks for Norway.
            if head.lemma_.lower() in lists.acts and not speech.quotes and head.tag_ == "VBD":
                subject = child(head, "nsubj")
                agents = self.discourse.resolve(subject) if subject is not None else ()
                person = len(agents) == 1 and agents[0].type == "person"
                if person and agents[0] is not speech.speaker:
                    return True
        return False

    def _own(self, speech: Speech, found: dict[int, Speech]) -> bool:
        """Whether anything is left of `speech` without the words that others in it speak."""
        if speech.quotes:
            others = [s for s in found.values() if s.speaker is not speech.speaker]
            theirs = [q.number for s in others if self._holds(speech, s) for q in s.quotes]
            speech.quotes = [q for q in speech.quotes if q.number not in theirs]
            return bool(speech.quotes) or not (speech.whole or self._hands_on(speech, found))
        return True

    def _holds(self, outer: Speech, inner: Speech) -> bool:
        """Whether one speech is told within another's content."""
        verb = inner.verb
        return verb is not None and any(low <= verb.i < high for low, high in outer.pieces)

    def _is_quoted_by_another(self, i: int, speech: Speech) -> bool:
        """ "X said the premier had told her …": the words are the premier's, whoever it is."""
        clause = self.clauses.get(i)
        subject = clause.subject if clause is not None else None
        if clause is None or subject is None or not _is_somebody(subject):
            return False
        last = speech.quotes[-1] if speech.quotes else None
        led = last is not None and last.outer_end >= speech.pieces[-1][1] - 1
        led = led and last is not None and clause.end >= last.outer_start - 1
        tells = led or (clause.lemma in reporting().say and self._content.right(clause) is not None)
        return tells and speech.speaker not in self.discourse.resolve(subject)

    def _main_verb(self, low: int, high: int) -> Token | None:
        tops = [t for t in self.doc[low:high] if t.head.i == t.i or not low <= t.head.i < high]
        return next((t for t in tops if is_verbal(t)), None)


def _is_somebody(subject: Token) -> bool:
    """Whether one who could speak is meant: a name or a post, not "the report" or "the data"."""
    word = subject.lemma_.lower()
    person = word in lexicon().offices or word in lexicon().persons or names_people(word)
    return subject.tag_ == "NNP" or (subject.tag_ == "NN" and person)
