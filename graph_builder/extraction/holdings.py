"""What titles, appositions, appointments and successions say of persons: their offices."""

from dataclasses import replace
from typing import cast

from graph_builder.extraction.appointing import puts_into_office
from graph_builder.extraction.crowds import phrase_end
from graph_builder.extraction.discourse import Entity, Gender
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.links import Link
from graph_builder.extraction.name_lists import UNREAL
from graph_builder.extraction.parties import listed_names
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.role_nouns import OF_FIRMS
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.shared_titles import lands_beside, shared_titles
from graph_builder.extraction.tokens import Doc, Token

# Verbs whose subject holds an office of their object, and verbs whose object is the office.
_LEADING = {"lead": "leader", "head": "head", "chair": "chair", "direct": "director"}
_LEADING |= {"command": "commander"}
_RUNNING = frozenset({"run"})  # "who runs the finance ministry"
_OF_STATES = frozenset({"government", "ministry"})
# What they call somebody is said of their object.
_CALLING = frozenset({"identify", "describe", "know", "name", "introduce", "regard", "see", "cite"})
_JUDGING = frozenset(
    "praise hail laud salute remember mourn honor honour criticize criticise attack mock deride"
    " denounce condemn commend admire eulogize revere respect dismiss".split()
)
# "In her capacity as minister", "two terms as premier".
_CAPACITIES = frozenset("capacity role term stint position post day week month year hour".split())
_OCCUPYING = frozenset({"hold", "occupy", "assume", "take"})
# Nouns for a post rather than for who holds it, and the verbs by which it is taken.
_POSTS = {
    "presidency": "president",
    "premiership": "premier",
    "chancellorship": "chancellor",
    "chairmanship": "chairman",
    "governorship": "governor",
}
_TAKING = frozenset("assume win take hold regain retain inherit resign leave".split())
_SENT = frozenset({"mission", "delegation", "army", "force"})
_PEERS = frozenset({"counterpart", "colleague"})
_BEFORE_OR_AFTER = frozenset({"predecessor", "successor"})
_SEATED = frozenset({"from", "in", "of"})
_UNREAL = UNREAL | {"if"}

INHERITED = frozenset({"predecessor", "successor", "counterpart"})
"""Who holds the office of whom he is such to: "his predecessor"."""


def _opener(doc: Doc, role: RolePhrase, head: Token) -> str:
    """The preposition of a role, wherever the parser hung it: "As minister, X …"."""
    opening = (c.lower_ for c in head.children if c.dep_ in ("case", "mark"))
    case = next(opening, "") if head.children else ""
    return "as" if not case and role.start and doc[role.start - 1].lower_ == "as" else case


class OfficeLearner:
    """Gives the persons of a scene the offices, genders and countries that the text states."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.discourse = scene.discourse
        self.waiting: list[tuple[RolePhrase, tuple[Entity, ...]]] = []

    def attach(self) -> None:
        """Give persons the offices, genders and countries that titles and appositions state."""
        for link in self.scene.findings.links:
            person = self.scene.findings.entity_of.get(link.name)
            if person is None or person.type != "person":
                continue
            self._learn_gender(person, link)
            org = self.scene.behind_office(link.org, link.role.office) or self.scene.behind_office(
                link.role.owner_name
            )
            if org is not None and person.country is None and org.type != "person":
                person.country = org
            apart = org is None and link.org is not None and link.org is not link.role.org
            role = replace(link.role, org=link.org) if apart else link.role
            self.scene.holdings.append(Holding(person, role, org, link.how))
        shared = list(shared_titles(self.scene))
        told = {(holding.person, holding.role.head) for holding in shared}
        others = [h for h in self.scene.holdings if (h.person, h.role.head) not in told]
        self.scene.holdings.put([*others, *shared])
        for name in self.scene.findings.names:
            self._possessed_person(name)

    def _learn_gender(self, person: Entity, link: Link) -> None:
        words = [link.role.noun, *link.role.office.lower().split()]
        before = self.scene.doc[link.name.start - 1].lower_ if link.name.start else ""
        for word in (*words, before):
            gender = lexicon().gender(word)
            if gender is not None and person.gender is None:
                person.gender = cast(Gender, gender)

    def _possessed_person(self, name: Name) -> None:
        """ "Norland's Lars Berg", "Lars Berg of Norland": the country of who has no title."""
        person = self.scene.findings.entity_of.get(name)
        i = name.start - 1
        if person is not None and person.type == "person" and i >= 0 and person.gender is None:
            person.gender = cast("Gender | None", lexicon().gender(self.scene.doc[i].lower_))
        if person is None or person.type != "person":
            return
        if i > 0 and self.scene.doc[i].tag_ == "POS":
            land = next((n for n in self.scene.findings.names if n.end == i), None)
        else:
            land = self._land_behind(name)
        country = self.scene.country(land)
        if country is not None and country.type == "country" and person.country is None:
            person.country = country

    def _land_behind(self, name: Name) -> Name | None:
        """The country in "Lars Berg of (the Republic of) Norland"; a city may be anywhere."""
        doc, i = self.scene.doc, name.end
        if doc[i].text != "of":
            return None
        i += 2 if doc[i + 1 : i + 2].text == "the" else 1
        land = next((n for n in self.scene.findings.names if n.start == i), None)
        return land if land is not None and self.scene.findings.kinds[land] == "country" else None

    def inherit_late(self) -> None:
        """Give who is somebody's counterpart or predecessor the office told of him only later."""
        for role, people in self.waiting:
            own = lexicon().relational | lexicon().ranks
            if all(h.role.noun in own for p in people for h in self.scene.held_by(p)):
                self.inherit(role, people)

    def inherit(self, role: RolePhrase, people: tuple[Entity, ...]) -> None:
        """Someone's predecessor holds his office; someone's counterpart holds it elsewhere."""
        if len(people) > 1 and role.noun in _PEERS | _BEFORE_OR_AFTER:
            self._inherit_in_turn(role, people)
        else:
            self._inherit_alone(role, people[0])

    def _inherit_alone(self, role: RolePhrase, person: Entity) -> None:
        if role.owner is None:
            return
        owners = self.discourse.resolve(role.owner, conjuncts=False)
        if len(owners) != 1 or owners[0] is person:
            return
        owner = owners[0]
        if owner.type == "group" or (owner.type == "country" and role.noun in OF_FIRMS):
            return
        if owner.type != "person":
            person.country = person.country or owner
            for holding in self.scene.holdings:
                if holding.role is role:
                    holding.org, holding.at = holding.org or owner, None
            return
        abroad = self._abroad(role, person) if role.noun in _PEERS else None
        top = any(h.role.noun in lexicon().top for h in self.scene.held_by(owner))
        equal = role.noun == "colleague" and top  # a king's colleague is another king
        if role.noun not in INHERITED and abroad is None and not equal:
            person.country = person.country or owner.country
            return
        org = abroad if role.noun in _PEERS else owner.country
        person.country = person.country or org
        own = lexicon().relational | lexicon().ranks
        for holding in self.scene.held_by(owner):
            post = holding.role.noun == "envoy" and role.noun in _BEFORE_OR_AFTER
            if holding.role.kind == "office" and (post or holding.role.noun not in own):
                apart = org is None or role.noun in _PEERS
                lent = replace(holding.role, org=role.org, owner=None, owner_name=None)
                held = lent if apart else holding.role
                how = "counterpart" if role.noun in _PEERS else role.noun
                self.scene.holdings.append(Holding(person, held, org, how, role.head))

    def _abroad(self, role: RolePhrase, person: Entity) -> Entity | None:
        """Where somebody's peer serves: "his Greek colleague", "her opposite number from Lima"."""
        if role.org is not None:
            return self.scene.country(role.org)
        doc, i = self.scene.doc, role.end
        beside = next((r for r in person.references if role.end <= r.start <= i + 1), None)
        i = beside.end if beside is not None else i
        # "His colleague in Lima", but "he met his colleague X in Lima"
        if doc[i : i + 1].text.lower() not in (_SEATED if beside is None else {"of", "from"}):
            return None
        seat = next((n for n in self.scene.findings.names if n.start == i + 1), None)
        return self.scene.country(seat)

    def _inherit_in_turn(self, role: RolePhrase, people: tuple[Entity, ...]) -> None:
        """ "His Greek and Maltese counterparts, X and Y": each holds the office in his own land."""
        mark = next((c for c in self.scene.doc[role.head].children if c.dep_ == "nmod:poss"), None)
        owners = self.discourse.resolve(mark, conjuncts=False) if mark is not None else ()
        if role.noun in _BEFORE_OR_AFTER:
            givers = owners * len(people) if len(owners) == 1 else owners
            for old, new in zip(givers, people, strict=False):
                self._share_office(old, new, role.noun, role.head)
            return
        lands = lands_beside(self.scene, role) or self._lands_behind(role)
        if len(lands) != len(people):
            lands = [p.country for p in people if p.country is not None]
        if len(owners) != 1 or owners[0].type != "person" or len(lands) != len(people):
            return
        own = lexicon().relational | lexicon().ranks
        posts = [h for h in self.scene.held_by(owners[0]) if h.role.kind == "office"]
        for person, land in zip(people, lands, strict=True):
            person.country = person.country or land
            self.scene.holdings.extend(
                Holding(person, h.role, land, role.noun, role.head)
                for h in posts
                if h.role.noun not in own
            )

    def _lands_behind(self, role: RolePhrase) -> list[Entity]:
        """The countries in "her colleagues from X and Y"."""
        if self.scene.doc[role.end : role.end + 1].text.lower() not in _SEATED:
            return []
        first = next((n for n in self.scene.findings.names if n.start == role.end + 1), None)
        found = map(self.scene.country, listed_names(self.scene, first) if first else ())
        return [land for land in found if land is not None and land.type == "country"]

    def appointed(self, role: RolePhrase, head: Token) -> None:
        """ "He was appointed ambassador", "as minister he led …": an office of him."""
        verb, case = head.head, _opener(self.scene.doc, role, head)
        if head.dep_ == "nmod" and case == "as" and verb.lemma_ in _CAPACITIES:
            head, verb = verb, verb.head  # "in her role as minister", "two terms as premier"
        if role.kind != "office" or role.plural or verb.pos_ != "VERB":
            return
        relations: tuple[str, ...] = ()
        if case == "as" and verb.lemma_ in _JUDGING and head.i > verb.i:
            return  # "praised him as a great leader"
        if puts_into_office(verb) and case in ("", "as") and head.dep_ in ("xcomp", "obj", "obl"):
            relations = ("nsubj:pass", "obj")
        elif case == "as" and head.dep_ in ("obl", "obl:unmarked", "advcl", "obj"):
            # "Whom she identified as the head of Y", "he served as head of Y".
            whom = any(c.dep_ == "obj" for c in verb.children) and verb.lemma_ in _CALLING
            relations = ("obj",) if whom else ("nsubj", "nsubj:pass")
        target = next((c for c in verb.children if c.dep_ in relations and c.i != head.i), None)
        held = self.discourse.resolve(target) if target is not None else ()
        if len(held) == 1 and held[0].type == "person":
            org = self.scene.behind_office(role.org)
            self.scene.holdings.append(Holding(held[0], role, org, "appointment"))

    def lead(self) -> None:
        """ "X, who heads the council", "X holds the chair of Y": what a verb says of an office."""
        for token in self.scene.doc.of_lemma(*_LEADING, *_OCCUPYING, *_RUNNING):
            if token.pos_ != "VERB":
                continue
            noun = _LEADING.get(token.lemma_)
            thing = next((c for c in token.children if c.dep_ == "obj"), None)
            person = self._sole(token, ("nsubj",)) or self._led_by(token)
            if person is None and token.dep_ == "conj":
                person = self._sole(token.head, ("nsubj",))
            if noun is not None and thing is None:
                # "The panel, chaired by X", "the panel is chaired by X"
                person = self._sole(token, ("obl:agent",))
                thing = next((c for c in token.children if c.dep_ == "nsubj:pass"), None)
                relative = token.dep_ in ("acl", "acl:relcl") and token.head.dep_ != "nmod"
                thing = token.head if relative else thing  # not "the team of the union, led by X"
            if thing is None or person is None:
                continue
            role = self.scene.role_at.get(thing.i)
            if token.lemma_ in _RUNNING:
                if thing.lower_ == "ministry":
                    self._lead_state_body(token.i, person, thing)
                continue
            if noun is None:
                chair = role is not None and role.noun == "chair"
                held = role is not None and role.kind == "office" and role.org is not None
                if role is not None and held and (chair or token.lemma_ != "take"):
                    org = self.scene.behind_office(role.org)
                    self.scene.holdings.append(Holding(person, role, org, "holding"))
                continue
            self._lead(token, noun, person, thing)

    def _lead(self, verb: Token, noun: str, person: Entity, thing: Token) -> None:
        """Give `person` the lead of `thing`, a body with a name or told by its own words."""
        name, org, office, end = self._named(thing), None, noun, verb.i + 1
        if name is not None:
            org = self.scene.findings.entity_of.get(name)
            if org is None or org.type != "organization":
                return
        elif thing.lower_ in _OF_STATES and thing.i > verb.i:
            self._lead_state_body(verb.i, person, thing)
            return
        else:
            whole = self.scene.doc[thing.left_edge.i : phrase_end(thing, thing.i + 1)]
            sent = thing.lower_ in _SENT and whole[0].lower_ in ("a", "an")
            known = thing.lower_ in lexicon().own_institutions and thing.lower_ != "group"
            known = known and not sent
            if not known or thing.i < verb.i:
                return
            office, end = f"{noun} of {whole.text}", thing.i
        made = RolePhrase(verb.i, end, verb.i, verb.i, noun, "office", office, org=name)
        self.scene.holdings.append(Holding(person, made, org, "holding"))

    def _lead_state_body(self, at: int, person: Entity, body: Token) -> None:
        """ "X heads Y's interim government", "runs the finance ministry": an office of Y's."""
        doc, low = self.scene.doc, body.i
        while low and doc[low - 1].dep_ in ("amod", "compound") and doc[low - 1].text.islower():
            low -= 1
        field = doc[low : body.i].text
        if body.lower_ == "government":
            office = f"head of the {field} government" if field else "head of government"
        elif field in lexicon().portfolios:
            office = f"{field} minister"
        else:
            return
        name = self._owner_of(body)
        land = self.scene.behind_office(name)
        role = RolePhrase(at, body.i, at, at, office.split()[-1], "office", office, org=name)
        self.scene.holdings.append(Holding(person, role, land, "holding"))

    def hold_places(self) -> None:
        """ "X, the new man at the foreign ministry": its minister."""
        for token in self.scene.doc.words("man", "woman", "boss"):
            person = self.discourse.resolve(token.head) if token.dep_ == "appos" else ()
            seats = [c for c in token.children if c.dep_ == "nmod" and c.lower_ == "ministry"]
            lone = len(person) == 1 and person[0].type == "person"
            the = any(c.lower_ == "the" for c in token.children)
            if lone and seats and the:
                self._lead_state_body(token.i, person[0], seats[0])

    def hold_posts(self) -> None:
        """ "X assumed the presidency of Y", "X took over the chairmanship": the post as a noun."""
        for token in self.scene.doc.words(*_POSTS):
            verb = token.head
            if token.dep_ != "obj" or verb.lemma_ not in _TAKING:
                continue
            person = self._sole(verb, ("nsubj",))
            if person is None or any(
                c.lower_ in _UNREAL and c.dep_ != "obl" for c in verb.children
            ):
                continue
            noun = _POSTS[token.lower_]
            org = self._owner_of(token)
            made = RolePhrase(token.i, token.i + 1, token.i, token.i, noun, "office", noun, org=org)
            land = self.scene.behind_office(org)
            self.scene.holdings.append(Holding(person, made, land, "holding"))

    def _owner_of(self, post: Token) -> Name | None:
        """The country or body that stands with a post: "the Y presidency", "the chair of Y"."""
        owners = (c for c in post.children if c.dep_ in ("nmod", "nmod:poss", "amod", "compound"))
        near = {c.i for c in owners}
        held = (n for n in self.scene.findings.names if near & set(range(n.start, n.end)))
        return next(held, None)

    def _named(self, thing: Token) -> Name | None:
        """The name of what is led, also right after a noun: "the militant group Hezb"."""
        spots = (thing.i, thing.i + 1)
        return next(
            (n for n in self.scene.findings.names if n.start <= thing.i < n.end), None
        ) or next((n for n in self.scene.findings.names if n.start == spots[1]), None)

    def _led_by(self, verb: Token) -> Entity | None:
        """Who leads in "X, who leads Y", when the parser gives the clause no subject."""
        who = any(c.tag_ == "WP" for c in verb.children)
        held = self.discourse.resolve(verb.head) if who and verb.dep_ == "acl:relcl" else ()
        return held[0] if len(held) == 1 and held[0].type == "person" else None

    def succeed(self) -> None:
        """ "X replaces Y": what one of them is known to hold, the other holds or held."""
        for token in self.scene.doc.of_lemma("replace", "succeed", "take"):
            if token.pos_ != "VERB":
                continue
            if token.lemma_ == "take":
                self._take_over(token)
                continue
            passive = any(c.dep_ == "nsubj:pass" for c in token.children)
            new = self._sole(token, ("obl:agent",) if passive else ("nsubj",))
            if new is None and token.dep_ == "advcl":  # "X was sworn in, replacing Y"
                new = self._sole(token.head, ("nsubj", "nsubj:pass"))
            if not passive and new is None and token.dep_ == "conj":
                # "Y steps down and is replaced by X"
                new, passive = self._sole(token, ("obl:agent",)), True
            above = token.head if passive and "nsubj:pass" not in token.relations else token
            old = self._sole(above, ("nsubj:pass", "nsubj") if passive else ("obj",))
            self._follow(old, new, token)

    def _take_over(self, verb: Token) -> None:
        """ "X took over from Y": in what Y is known to hold."""
        over = verb.i + 1 < len(self.scene.doc) and verb.nbor().lower_ == "over"
        before = [c for c in verb.children if any(m.lower_ == "from" for m in c.children)]
        if over and len(before) == 1 and before[0].dep_ == "obl":
            held = self.discourse.resolve(before[0])
            old = held[0] if len(held) == 1 and held[0].type == "person" else None
            self._follow(old, self._sole(verb, ("nsubj",)) or self._led_by(verb), verb)

    def _follow(self, old: Entity | None, new: Entity | None, verb: Token) -> None:
        if new is not None and old is not None and new is not old:
            self._share_office(new, old, "predecessor", verb.i)
            self._share_office(old, new, "successor", verb.i)

    def _sole(self, verb: Token, relations: tuple[str, ...]) -> Entity | None:
        argument = next((c for c in verb.children if c.dep_ in relations), None)
        held = self.discourse.resolve(argument) if argument is not None else ()
        return held[0] if len(held) == 1 and held[0].type == "person" else None

    def _share_office(self, giver: Entity, taker: Entity, how: str, at: int) -> None:
        posts = [h for h in self.scene.held_by(giver) if h.role.noun not in lexicon().ranks]
        own = lexicon().ranks | _BEFORE_OR_AFTER
        if posts and not any(h.role.noun not in own for h in self.scene.held_by(taker)):
            self.scene.holdings.append(Holding(taker, posts[-1].role, posts[-1].org, how, at))
