"""Which personal names of an article are one person: full names, surnames, initials, any order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.known_names import given_gender, words_of
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.links import Link
from graph_builder.extraction.name_runs import PARTICLES
from graph_builder.extraction.proper_name import Name, initials
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.tokens import Doc
from graph_builder.keeping import kept
from graph_builder.ontology import name_key

Words = tuple[str, ...]
Index = dict[str | Words, set[Entity]]

# "the elder X" is the other one of that surname.
_OTHER = frozenset({"elder", "younger"})
_ROMAN = frozenset("IVX")
# Who has such a title goes by a given name, which others may have, too.
_ROYAL = frozenset("king queen prince princess emperor empress emir sultan pope".split())
# One may be called so beside another office.
_LEADING = frozenset("leader head chief official representative chairman member deputy".split())
# Words of a name that goes on with those of the father: without the first it is the father's.
_LINEAGE = 4
# Letters that are written in two ways when a name is taken over from another script.
_VARIANTS = str.maketrans("yw", "iv")
_FRESH = 90  # tokens
_SHORT = 5  # letters of a word in which they may tell two names apart
# After a surname they tell father and son apart; nobody is called by them.
_GENERATIONS = frozenset({"jr", "jnr", "sr", "snr", "ii", "iii", "iv"})


class PersonRegister:
    """The persons of one article by the names that they go by."""

    def __init__(self, doc: Doc, links: Sequence[Link]) -> None:
        self.doc = doc
        self.titles: dict[Name, str] = {
            link.name: link.role.noun for link in links if link.how == "title"
        }
        self.offices: dict[Name, str] = {
            link.name: link.role.office.lower() for link in links if link.how == "title"
        }
        self.homes: dict[Name, Name] = {
            link.name: link.org for link in links if link.how == "title" and link.org is not None
        }
        self.posts: dict[Name, set[str]] = defaultdict(set)
        for link in links:
            if link.role.kind == "office" and link.role.noun not in _LEADING:
                self.posts[link.name].add(link.role.noun)
        self.now: dict[Name, set[str]] = defaultdict(set)
        for link in links:
            held = link.how in ("title", "apposition") and not link.role.standing & lexicon().past
            if held and link.role.kind == "office":
                self.now[link.name].add(_office_words(link.role))
        self.genders = {
            link.name: told for link in links if (told := lexicon().gender(link.role.noun))
        }
        self.kin = {link.name for link in links if link.role.kind == "kin"}
        self.people: dict[Entity, int] = {}  # with the order in which they are named
        self.forms: dict[Entity, list[Name]] = defaultdict(list)
        self.by_call: Index = defaultdict(set)  # by what each answers to
        self.by_word: Index = defaultdict(set)
        self.by_last: Index = defaultdict(set)
        self.bare: dict[str, Entity] = {}

    def resolve(self, discourse: Discourse, names: Sequence[Name]) -> dict[Name, Entity]:
        """The person behind each of `names` (in text order); ambiguous ones are left unresolved."""
        found: dict[Name, Entity] = {}
        for name in names:
            if len(_core(name)) > 1:
                found[name] = self._full(discourse, name)
        for name in names:
            if name not in found:
                entity = self._short(discourse, name)
                if entity is None:
                    discourse.leave_unresolved("name", self.doc[name.start : name.end])
                else:
                    found[name] = entity
                    self._add_form(entity, name)
        for entity, forms in self.forms.items():
            entity.name = _best_name(forms)
        return found

    def _full(self, discourse: Discourse, name: Name) -> Entity:
        words, whole = _core(name), _whole(name)
        alike = _under(self.by_word, [*words[-1:], whole])  # it may be the shorter name of both
        alike |= _under(self.by_last, words)
        for entity in self._in_order(alike):
            if any(self._is_same(name, form) for form in self.forms[entity]):
                self._add_form(entity, name)
                return entity
        return self._new(discourse, name)

    def _is_same(self, name: Name, form: Name) -> bool:
        """Whether two full names are of one person: "his son X Y Z" is not the "Y Z" before."""
        if not _same_person(name, form) or self._only_sounds_like(name, form):
            return False
        alike = _core(name) == _core(form) and _generation(name) == _generation(form)
        return alike or (name in self.kin) == (form in self.kin)

    def _only_sounds_like(self, name: Name, form: Name) -> bool:
        """Whether two spellings stand for two: side by side, or for holders of other offices."""
        words, others = set(name.words), set(form.words)
        if words <= others or others <= words:
            return False
        posts, other_posts = self.posts[name], self.posts[form]
        beside = self.doc[name.start].sent is self.doc[form.start].sent
        return beside or bool(posts and other_posts and posts.isdisjoint(other_posts))

    def _short(self, discourse: Discourse, name: Name) -> Entity | None:
        """The person of a bare surname or given name."""
        core = _core(name)
        word = core[0] if core else ""
        before = self.doc[name.start - 1].lower_ if name.start else ""
        if before == "another":
            return None
        fitting = self._in_order(_under(self.by_call, [word]))
        if not fitting:  # a name from the middle of the full one
            inner = self._in_order(_under(self.by_word, [word]))
            fitting = inner if len(inner) == 1 and len(word) > 3 else []
        fitting = [e for e in fitting if not self._serves_another(e, name)]
        fitting = self._of_gender(fitting, lexicon().gender(before))
        if self.titles.get(name) in _ROYAL:
            fitting = [e for e in fitting if self._may_be_royal(e, name)]
        if not fitting:
            return self._new(discourse, name)
        spelled = [e for e in fitting if self._is_spelled(e, name)]
        fitting = spelled or fitting  # "Weyner" is not Weiner where there is a Weyner
        titled = [e for e in fitting if self._shares_title(e, name)]
        exact = [e for e in titled if self._shares_office(e, name)]
        titled = exact if len(exact) == 1 else titled
        current = [e for e in fitting if self._holds_now(e, name)]
        if len(current) == 1 or len(titled) == 1:
            fitting = current if len(current) == 1 else titled
        if len(fitting) > 1:
            introduced = [e for e in fitting if self.forms[e][0].start < name.start]
            fitting = introduced if introduced else fitting
        if len(fitting) > 1 and before in _OTHER:
            usual = self.bare.get(word, min(fitting, key=lambda e: self.forms[e][0].start))
            others = [e for e in fitting if e is not usual]
            return others[0] if len(others) == 1 else None
        fresh = self._just_introduced(fitting, name, word) if len(fitting) > 1 else None
        if fresh is not None:
            self.bare[word] = fresh
        if len(fitting) > 1 and word in self.bare:
            fitting = [self.bare[word]]
        # Of two with one surname, the bare surname goes on to mean the one introduced first.
        chosen = min(fitting, key=lambda e: self.forms[e][0].start)
        self.bare.setdefault(word, chosen)
        return chosen

    def _of_gender(self, fitting: list[Entity], gender: str | None) -> list[Entity]:
        """Of several those whom "Mr" or "Ms" may mean, as far as names and kinship tell."""
        if gender is None or len(fitting) < 2:
            return fitting
        told = {e: self._gender(e) for e in fitting}
        sure = [e for e in fitting if told[e] == gender]
        return sure or [e for e in fitting if told[e] is None] or fitting

    def _gender(self, entity: Entity) -> str | None:
        told = (self.genders.get(form) for form in self.forms[entity])
        return next(filter(None, told), None) or given_gender(self.forms[entity][0].text)

    def _just_introduced(self, fitting: Sequence[Entity], name: Name, word: str) -> Entity | None:
        """Who was last named in full, if with an office or as an agent, and is nobody's relative.

        "Rep. X Kim spoke. Kim said …" goes on about X, whoever else is a Kim.
        """
        full = [f for e in fitting for f in self.forms[e] if len(_core(f)) > 1]
        last = max((f for f in full if f.start < name.start), key=lambda f: f.start, default=None)
        if last is None or name.start - last.end > _FRESH or last in self.kin:
            return None
        alike = all((_core(f)[0] == word) == (_core(last)[0] == word) for f in full)
        head = self.doc[last.start]
        while head.dep_ in ("flat", "appos", "conj") and head.head.i != head.i:
            head = head.head
        acts = alike and (head.dep_.startswith("nsubj") or last in self.posts)
        return next(e for e in fitting if last in self.forms[e]) if acts else None

    def _is_spelled(self, entity: Entity, name: Name) -> bool:
        """Whether a form of `entity` has the name in exactly this spelling."""
        return any(set(name.words) <= set(form.words) for form in self.forms[entity])

    def _serves_another(self, entity: Entity, name: Name) -> bool:
        """ "President X of Norway" is not the "President X of Sweden" before."""
        home, title = self.homes.get(name), self.titles.get(name)
        titled = (f for f in self.forms[entity] if self.titles.get(f) == title)
        homes = (self.homes[f] for f in titled if f in self.homes)
        return home is not None and any(_is_another(home, other) for other in homes)

    def _shares_title(self, entity: Entity, name: Name) -> bool:
        title = self.titles.get(name)
        return title is not None and any(
            self.titles.get(form) == title for form in self.forms[entity]
        )

    def _shares_office(self, entity: Entity, name: Name) -> bool:
        """Whether a form of `entity` has the same whole title: "Prime Minister", "Finance …"."""
        office = self.offices.get(name)
        return any(self.offices.get(form) == office for form in self.forms[entity])

    def _holds_now(self, entity: Entity, name: Name) -> bool:
        """Whether `entity` has the title of `name` still: not "then Prime Minister X"."""
        offices = self.now[name]
        return any(offices & self.now[form] for form in self.forms[entity])

    def _may_be_royal(self, entity: Entity, name: Name) -> bool:
        """Whether "King X" may be `entity`: named X before, or with the same title.

        Who reigns goes by a given name: it is no son of X ("Y bin X").
        """
        word, forms = _core(name)[0], self.forms[entity]
        before = any(form.start < name.start and _core(form)[0] == word for form in forms)
        return before or self._shares_title(entity, name)

    def _new(self, discourse: Discourse, name: Name) -> Entity:
        entity = discourse.add_entity("person", name.text)
        self.people[entity] = len(self.people)
        self._add_form(entity, name)
        return entity

    def _in_order(self, found: set[Entity]) -> list[Entity]:
        """As they are first named in full, then in short."""
        return sorted(found, key=self.people.__getitem__)

    def _add_form(self, entity: Entity, form: Name) -> None:
        self.forms[entity].append(form)
        for call in _calls(form):
            self.by_call[call].add(entity)
        words = _core(form)
        keys: list[str | Words] = [*words, _whole(form)]
        for key in keys:
            self.by_word[key].add(entity)
        for last in words[-1:]:
            self.by_last[last].add(entity)


def _office_words(role: RolePhrase) -> str:
    """The words of an office without "of" and what follows, in lower case."""
    return role.office.lower().partition(" of ")[0]


def _is_another(home: Name, other: Name) -> bool:
    """Whether two names are of different countries that the tables know."""
    mine, theirs = ({p.id for p in n.polities} for n in (home, other))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _generation(name: Name) -> str:
    """What tells a father from his son: "jr", "sr", nothing."""
    return name.words[-1] if name.words[-1] in _GENERATIONS else ""


def _same_person(a: Name, b: Name) -> bool:
    """Whether two full names may be one: either order, middle names, initials."""
    one, other = _core(a), _core(b)
    if len(other) < 2:
        return False
    if len(a.words) == len(b.words) and sorted(a.words) == sorted(b.words):
        return True
    if set(one).isdisjoint(other):
        return False
    short, long = sorted((one, other), key=len)
    fatherly = len(short) >= _LINEAGE - 1 and short == long[1:]
    if len(set(short)) >= 2 and not fatherly and _is_cut_from(short, long):
        return True
    return short[-1] == long[-1] and _initials_agree(short[:-1], long[:-1])


def _under(held: Index, keys: Iterable[str | Words]) -> set[Entity]:
    """Those whom an index holds under one of `keys`."""
    return set().union(*(held[key] for key in keys if key in held))


def _whole(name: Name) -> Words:
    """All words of a name, in whatever order it has them."""
    return tuple(sorted(name.words))


def _is_cut_from(short: Words, long: Words) -> bool:
    """Whether the words of `short` stand in `long` in that order, the surname first or last."""
    orders = [long]
    if len(long) < _LINEAGE:
        orders += [long[1:] + long[:1], long[-1:] + long[:-1]]
    return any(all(word in rest for word in short) for rest in map(iter, orders))


def _initials_agree(short: Words, long: Words) -> bool:
    """Whether given names agree when either is cut to initials: "r s" and "rodomir"."""
    if not short or not any(len(word) == 1 for word in (*short, *long)):
        return False
    return all(
        x[0] == y[0] and (len(x) == 1 or len(y) == 1 or x == y)
        for x, y in zip(short, long, strict=False)
    )


def _calls(form: Name) -> set[str]:
    """What one with this name answers to: the first and the last name in it, or all its initials.

    "Dabbagh" fits "al-Dabbagh".
    """
    words = _core(form)
    return {*words[:1], *words[-1:], initials(form.words)}


def _core(name: Name) -> Words:
    """The words of a name without particles, hyphenated ones whole: "al-Dabbagh" is one."""
    return _core_of(name.text) or name.words


@kept
def _core_of(text: str) -> Words:
    words = (
        name_key(word).replace(" ", "") if _is_double(word) else " ".join(words_of(word))
        for word in text.split()
    )
    parts = [_spelled(p) for word in words for p in word.split() if p not in PARTICLES]
    if len(parts) > 1 and parts[-1] in _GENERATIONS:
        parts.pop()
    return tuple(parts)


def _spelled(word: str) -> str:
    """A longer word without doubled letters and variants: "zelenskyy" and "zelenskiy" are one."""
    if len(word) < _SHORT:
        return word
    plain = word.translate(_VARIANTS)
    return "".join(c for c, before in zip(plain, " " + plain, strict=False) if c != before)


def _is_double(word: str) -> bool:
    """Whether both parts of a hyphenated word are capitalised: a double surname is one word."""
    parts = word.split("-")
    capitals = all(part[:1].isupper() for part in parts)
    return len(parts) == 2 and capitals and parts[0].lower() not in PARTICLES


def _best_name(forms: Sequence[Name]) -> str:
    """The fullest form, plainly cased, without initials if one is written out."""

    def rank(name: Name) -> tuple[int, bool, int]:
        words = name.words
        written = sum(len(word) > 1 for word in words)
        return (
            written,
            not any(w.isupper() and len(w) > 2 for w in name.text.split()),
            -name.start,
        )

    return " ".join(_plain(word) for word in max(forms, key=rank).text.split())


def _plain(word: str) -> str:
    """ "OKADA" as "Okada"; initials and short capitals stay."""
    return "-".join(
        p.capitalize() if p.isupper() and len(p) > 2 and not _stays(p) else p
        for p in word.split("-")
    )


def _stays(part: str) -> bool:
    """Whether capitals are no shouting: initials, and the numbers of monarchs ("Carl XVI")."""
    return "." in part or set(part) <= _ROMAN
