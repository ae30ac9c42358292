"""Which roles are offices: posts, not ranks, occupations or relations."""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene

_TURMOIL = frozenset("coup putsch mutiny revolt uprising rebellion protest strike march".split())
CHAMBERS = frozenset({"house", "senate", "parliament", "assembly", "congress", "cabinet"})
# Ranks that are posts where a body is told: "a professor at X", "a member of the Y Council".
_SEATED = frozenset({"professor", "member", "judge"})
# Ranks that are posts where a title tells them: "Judge X", "Y, an opposition lawmaker".
_ELECTED = frozenset("mp mla mep mna msp mlc parliamentarian lawmaker legislator judge".split())


def is_post(scene: Scene, holding: Holding, title: str) -> bool:
    """Whether the role is an office rather than a rank, an occupation or a relation.

    `title` is the office's name as a dossier would have it.
    """
    words = lexicon()
    role = holding.role
    if role.kind == "person" and role.noun == "delegate":
        return role.office.lower().startswith(("chief ", "head "))
    if role.kind != "office" or role.office.lower().split()[-1] in _TURMOIL:
        return False
    plain = role.office.lower().replace("-", " ").split(" for ")[0].split(" of ")[0]
    if " ".join(plain.split()[-2:]) in words.offices - words.ranks:
        return (
            " " in role.office
            or role.noun not in words.occupations
            or polity(holding.org) is not None
            or _is_of_body(scene, role)
            or " " in title  # the deputy of one whose office is known
        )
    seated = role.noun == "member" and role.office.lower().split()[-1] in CHAMBERS
    if (seated or role.noun in _ELECTED) and holding.how in ("title", "apposition"):
        return True
    if role.noun in words.ranks:
        org = polity(holding.org)
        return role.noun in _SEATED and org is not None and org.type == "organization"
    return role.noun not in words.occupations or _is_told_of(holding)


def _is_of_body(scene: Scene, role: RolePhrase) -> bool:
    """Whether a body owns the office: "the army's chief", "the Radicals' leader"."""
    if role.owner_name is not None:
        return scene.findings.kinds[role.owner_name] != "person"
    own = lexicon().own_institutions
    return role.owner is not None and scene.doc[role.owner].lower_ in own


def _is_told_of(holding: Holding) -> bool:
    """Whether an occupation is one of something: "the head of X", "his deputy"."""
    role = holding.role
    tail = role.office.lower().split(f"{role.noun} ")[-1].split()
    if holding.org is None and tail[:1] in (["of"], ["for"]):
        return bool(set(tail) & (lexicon().portfolios | lexicon().institutions))
    return holding.org is not None or role.org is not None or len(role.office.split()) > 1


def polity(entity: Entity | None) -> Entity | None:
    """The country or organization behind an office: of a person's spokesman, the person's."""
    return entity.country if entity is not None and entity.type == "person" else entity
