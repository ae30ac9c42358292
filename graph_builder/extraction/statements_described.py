"""Speech in objects and complements: "called it a mistake", "expressed hope that …"."""

from collections.abc import Mapping

from graph_builder.extraction.attribution import Clause
from graph_builder.extraction.frames import child, children, preposition
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.statements_ranges import Range, Ranges
from graph_builder.extraction.tokens import Token

# Before a participle that tells what was said: "after noting the need to …".
_OPENING = frozenset({",", "and", "while", "after", "before", "besides"})
_ELSEWHERE = frozenset({"home", "back", "away", "together", "in"})
# "Called her before flying home", "called him to ask": when and to what end.
_TIMING = frozenset({"to", "before", "after", "while", "since", "until", "when"})
_COMPLEMENTS = ("xcomp", "obl", "ccomp", "advcl", "obj", "nmod", "amod", "dep")


class Descriptions:
    """Finds what verbs of characterising and quoting hand over, in one Doc."""

    def __init__(self, ranges: Ranges, clauses: Mapping[int, Clause]) -> None:
        self.doc = ranges.doc
        self.quotes = ranges.quotes
        self.ranges = ranges
        self.clauses = clauses

    def described(self, clause: Clause) -> list[Range] | None:
        """ "called the visit a mistake", "described her as naive": from the thing described on."""
        verb = clause.verb
        if self._is_in_passing(clause) or self._is_part_of_act(verb):
            return None
        thing = child(verb, "obj")
        if child(verb, "compound:prt") is not None or self._is_moved(verb):
            return None  # "called off the visit"
        if thing is None or thing.i < verb.i:
            return None
        complement = self._complement(clause, thing)
        if complement is None:
            return self._called_in_one(clause, thing)
        low, end = self.ranges.subtree(thing)
        while low - 1 > verb.i and self.doc[low - 1].tag_ in ("DT", "PRP$", "JJ"):
            low -= 1  # "called the raid piracy": "the" hangs on what it is called
        high = self._with_rest(verb, max(self.ranges.subtree(complement)[1], end))
        plain = clause.lemma in reporting().describe_plainly
        own = [q for q in self.quotes.within([(low, high)]) if q.outer_start > thing.i]
        # "Finds this “crass”": whoever only thinks so is quoted for having said it.
        quoted = any(q.counts for q in own) or (clause.lemma in reporting().judging and bool(own))
        return [(low, high)] if plain or quoted else None

    def _is_moved(self, verb: Token) -> bool:
        """ "Called its envoys home"; but a "step back" is what something is called."""
        led = (c for c in children(verb, "advmod", "xcomp") if c.lower_ in _ELSEWHERE)
        return any(c.nbor(-1).lemma_ != "step" for c in led)

    def _is_in_passing(self, clause: Clause) -> bool:
        """Whether an evaluation stands in a relative clause: "for what X called a …"."""
        verb = clause.verb
        free = any(c.lower_ in ("what", "which") and c.i < verb.i for c in verb.children)
        before = self.doc[clause.start - 1].lower_ if clause.start else ""
        return free or before == "what" or verb.dep_ == "acl:relcl"

    def _complement(self, clause: Clause, thing: Token) -> Token | None:
        """What the thing is called: bare after "call", after "as" with other verbs."""
        bare = clause.lemma == "call" or clause.lemma in reporting().judging
        for token in children(clause.verb, *_COMPLEMENTS):
            named = bare and not self._is_beside(token)
            if token.i > thing.i and (named or self._after_as(token)):
                return token
        for adverb in children(clause.verb, "advmod") if bare else ():
            step = child(adverb, "obl:unmarked")  # "called it a step back"
            if step is not None and step.lemma_ == "step" and step.i + 1 == adverb.i:
                return adverb
        return next((c for c in children(thing, "nmod", "acl") if self._after_as(c)), None)

    def _is_beside(self, token: Token) -> bool:
        """ "Called her on Monday", "called him at home to ask": a time, place or aim, no name."""
        if token.dep_ == "advcl":
            return any(c.lower_ in _TIMING for c in children(token, "mark", "case"))
        return token.dep_ == "obl" and (token.ent_type_ == "DATE" or bool(preposition(token)))

    def _called_in_one(self, clause: Clause, thing: Token) -> list[Range] | None:
        """ "called Japan “an indispensable partner”", where the parser saw one phrase."""
        low, high = self.ranges.subtree(thing)
        inside = [q for q in self.quotes.within([(low, high)]) if q.outer_start > low]
        if clause.lemma == "call" and inside:
            return [(low, self._with_rest(clause.verb, high))]
        return None

    def _is_part_of_act(self, verb: Token) -> bool:
        """ "criticized him, calling him a puppet": the criticism is the act, this is how."""
        acts = (reporting().describe | reporting().quoting) - reporting().say
        governors = {t.lemma_.lower() for t in verb.ancestors}
        own = child(verb, "nsubj") is not None
        return verb.tag_ == "VBG" and not own and bool(governors & acts)

    def _after_as(self, token: Token) -> bool:
        return any(c.lower_ == "as" and c.dep_ in ("case", "mark") for c in token.children)

    def _with_rest(self, verb: Token, high: int) -> int:
        """Phrases of the same clause that follow: "… for economic growth", "a step forward"."""
        if self.doc[high - 1].lemma_ == "step" and self.doc[high].tag_ == "RB":
            high += 1
        for c in children(verb, "obl", "nmod"):
            low, end = self.ranges.subtree(c)
            if low == high or (low == high + 1 and self.quotes.at(high) is not None):
                high = max(high, end)
        return high

    def declared(self, clause: Clause) -> list[Range] | None:
        """ "declared the “complete normalization” of …": a quoted noun phrase is the content."""
        thing = child(clause.verb, "obj")
        if thing is None or thing.i < clause.verb.i or clause.verb.dep_ == "acl:relcl":
            return None
        low, high = self.ranges.subtree(thing)
        return [(low, high)] if self.quotes.within([(low, high)]) else None

    def attitude(self, clause: Clause) -> list[Range] | None:
        """ "expressed hope that …": the clause after a noun of attitude is the content."""
        noun = child(clause.verb, "obj")
        if noun is None or noun.lemma_.lower() not in reporting().attitudes:
            return None
        for held in (*children(noun, "acl", "ccomp", "acl:relcl"), *children(clause.verb, "ccomp")):
            if held.i > noun.i and any(c.lower_ == "that" for c in children(held, "mark")):
                return [self.ranges.subtree(held)]
        return None

    def stance(self, clause: Clause) -> list[Range] | None:
        """ "reiterated its readiness to talk": a noun phrase that says what a clause would."""
        verb = clause.verb
        noun = child(verb, "obj") or self._named_by(verb)
        if noun is None or noun.i < verb.i or not self._asserts(verb):
            return None
        told = children(noun, "acl", "nmod")
        lists, what = reporting(), noun.lemma_.lower()
        any_noun = clause.lemma in lists.insisting and what not in lists.upheld
        any_noun = any_noun and verb.i > verb.sent.start  # "Underlining his policy, X said …"
        any_clause = any_noun and clause.lemma != "point"
        told = told or (children(noun, "acl:relcl") if any_clause else [])
        if not told or not (any_noun or what in lists.stance_nouns):
            return None
        low, high = self.ranges.subtree(noun)
        low += noun.dep_ == "obl"  # "on", "to"
        # A verb of saying that the parser hung on the noun goes on the sentence.
        joined = (i for i in range(noun.i + 2, high) if self.doc[i - 1].lower_ in ("and", ","))
        high = next((i - 1 for i in joined if i in self.clauses), high)
        return None if verb.dep_ == "acl:relcl" and not self._goes_on(clause) else [(low, high)]

    def _goes_on(self, clause: Clause) -> bool:
        """ "They met X, who stressed the need …": a clause that tells what came next."""
        who = child(clause.verb, "nsubj")
        return who is not None and who.lower_ == "who" and who.nbor(-1).text == ","

    def _named_by(self, verb: Token) -> Token | None:
        """ "Stressed on the need", as some write; "pointed to the success of …"."""
        mark = "to" if verb.lemma_ == "point" else "on"
        phrases = children(verb, "obl") if verb.lemma_.lower() in reporting().insisting else []
        found = next((t for t in phrases if preposition(t) == mark), None)
        shown = found is not None and mark == "to" and found.lemma_.lower() in reporting().shown
        return None if shown else found

    def _asserts(self, verb: Token) -> bool:
        """Whether a verb tells what was said: finite, or a participle after a comma."""
        if any(preposition(c) == "by" for c in children(verb, "advcl")):
            return False  # "underlined the threat by sending ships": a deed
        if verb.tag_ in ("VBD", "VBZ", "VBP"):
            return True
        opens = verb.i == verb.sent.start or verb.nbor(-1).lower_ in _OPENING
        return verb.tag_ == "VBG" and opens

    def told_of(self, clause: Clause) -> list[Range] | None:
        """ "Spoke of a crowded diary", "dismissed talk of a default": a thing for a clause."""
        verb, lists = clause.verb, reporting()
        if verb.dep_ == "acl:relcl" or not self._asserts(verb):
            return None
        if clause.lemma in lists.speaking_of:
            mark = lists.speaking_of[clause.lemma]
            noun = next((t for t in children(verb, "obl") if preposition(t) == mark), None)
            fits = noun is not None and noun.tag_ in ("NN", "NNS")
            told: tuple[str, ...] = ("amod", "nmod", "acl", "compound", "acl:relcl")
        else:
            noun, told = child(verb, "obj"), ("acl", "nmod", "acl:relcl")
            fits = noun is not None and noun.lemma_.lower() in lists.talk
        if noun is None or noun.i < verb.i or not (fits and children(noun, *told)):
            return None
        for held in children(noun, "acl", "acl:relcl"):
            if any(c.lower_ == "that" and c.dep_ == "mark" for c in held.children):
                return [self.ranges.subtree(held)]
        low, high = self.ranges.subtree(noun)
        low += clause.lemma in lists.speaking_of  # "of", "at"
        return [(low, high)]

    def quoting(self, clause: Clause) -> list[Range] | None:
        """A longer quoted fragment anywhere in what the verb governs."""
        verb = clause.verb
        if self._is_in_passing(clause):
            return None
        for c in verb.children:
            if c.i < verb.i or c.dep_ in ("conj", "parataxis", "nsubj"):
                continue
            low, high = self.ranges.subtree(c)
            low = max(low, verb.i + 1)
            held = [q for q in self.quotes.within([(low, high)]) if q.counts]
            split = bool(held) and self.quotes.ending_before(clause.start) is not None
            if split and self.doc[held[0].outer_start - 1].text == ",":
                return None  # "“…,” X wrote, “…”": one quotation, which has its own reader
            if held and not any(verb.i < j < held[0].start for j in self.clauses):
                lead = self.doc[low : held[0].outer_start]
                bare = all(t.pos_ in ("ADP", "PART", "SCONJ") for t in lead)
                return [(held[0].outer_start if bare else low, high)]
        return None
