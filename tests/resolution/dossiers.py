"""Small dossiers for property tests: few names, days and words, so that much of it coincides."""

from hypothesis import strategies as st

from graph_builder.model import (
    Actor,
    Dossier,
    Event,
    Evidence,
    Participant,
    Span,
    Statement,
    Tenure,
    Time,
    Topic,
)
from tests.resolution.times import time_of

PEOPLE = (
    ("Lee Jae-myung", "President of South Korea"),
    ("Lee Jae Myung", None),
    ("Lee Jae-yong", "chairman of Samsung"),
    ("Lee", "President of South Korea"),
    ("Lee", None),
    ("J. Thygesen-Lund", "Foreign Minister of Kettermark"),
    ("Jørn Thygesen-Lund", "Foreign Minister of Kettermark"),
    ("Jorn Tygesen-Lund", None),
    ("Yoon Suk Yeol", "former President of South Korea"),
    ("Yoon Seok-yeol", None),
    ("Lee's predecessor", "former President of South Korea"),
    ("the Japanese prime minister", "Prime Minister of Japan"),
    ("Shigeru Ishiba", "Prime Minister of Japan"),
    ("Ishiba", "Prime Minister of Japan"),
    ("Shigeru Ishiba", "President of South Korea"),
    ("a spokesman", None),
)
INSTITUTIONS = (
    ("Japan", "country"),
    ("South Korea", "country"),
    ("ROK", "country"),
    ("Kettermark", "country"),
    ("Ministry of Defence of Japan", "organization"),
    ("Japanese Defense Ministry", "organization"),
    ("Foreign Ministry", "organization"),
    ("officials", "group"),
)
DATES = (
    None,
    None,
    "2025",
    "2025-08",
    "2025-08-23",
    "2025-08-22/2025-08-23",
    "2025-08-24",
    "2025-09",
)
PUBLISHED = (None, "2025-08", "2025-08-24", "2025-09-01", "2026-01")
PLACES = (None, "Tokyo", "Japan", "Seoul", "Nara")
SENTENCES = (
    "The leaders signed an accord on fisheries and grain.",
    "They put their names to a fisheries accord in the morning.",
    "A quarrel about old steel tariffs went on.",
)
QUOTES = (
    "This is our second meeting, and I feel as if we are close friends.",
    "This is our second gathering, and I feel that we are close friends.",
    "We will not sign the accord this year.",
    "We will sign the accord this year.",
)
TYPES = ("meet", "meet", "visit", "agree", "sign", "criticize", "joint_statement", "host", "invite")
TEXTS = (
    "One two three four five six seven eight nine ten eleven twelve.",
    "One two three four five six seven eight nine ten eleven thirteen.",
    "Quite another story of a harbour, its pilots and the price of salt.",
)


@st.composite
def dossier(draw: st.DrawFn) -> Dossier:
    """One dossier; eight possible ids, so that articles are often replaced by other versions."""
    id_ = f"n{draw(st.integers(1, 8))}"
    actors: list[Actor] = []
    for name, office in draw(
        st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4, unique=True)
    ):
        actors.append(Actor(f"a{len(actors)}", name, "person", (), office))
    for name, type_ in draw(st.lists(st.sampled_from(INSTITUTIONS), max_size=3, unique=True)):
        actors.append(Actor(f"a{len(actors)}", name, type_))  # type: ignore[arg-type]
    ids = [a.id for a in actors]
    events = tuple(draw(_event(f"e{i}", ids)) for i in range(draw(st.integers(0, 3))))
    statements = tuple(draw(_statement(f"s{i}", ids)) for i in range(draw(st.integers(0, 2))))
    offices = []
    for actor in actors:
        post, of, org = (actor.office or "").partition(" of ")
        if of:
            offices.append(Tenure(actor.id, post, org, None, None, None, (), 0.9, "test"))
    published = draw(st.sampled_from(PUBLISHED))
    text = draw(st.sampled_from(TEXTS))
    return Dossier(
        id_, None, None, None, published, "en", text, "1", "1", tuple(actors), events, statements,
        tuple(offices),
    )  # fmt: skip


@st.composite
def _event(draw: st.DrawFn, id_: str, ids: list[str]) -> Event:
    type_ = draw(st.sampled_from(TYPES))
    chosen = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
    directed = type_ in ("criticize", "invite")
    roles = ["agent", "target", "target"] if directed else ["participant"] * 3
    if type_ == "visit":
        roles = ["visitor", "host", "host"]
    date = draw(st.sampled_from(DATES))
    sentence = draw(st.sampled_from(SENTENCES))
    return Event(
        id_, type_, tuple(Participant(a, r) for a, r in zip(chosen, roles, strict=False)),  # type: ignore[arg-type]
        draw(st.sampled_from(PLACES)), (), date, time_of(date, "test"),
        draw(st.sampled_from(["happened", "happened", "planned", "denied"])), "stated",
        Span(0, 3, sentence.split()[0]), (Evidence(0, len(sentence), sentence, ("trigger",)),),
        0.8, "test",
    )  # fmt: skip


@st.composite
def _statement(draw: st.DrawFn, id_: str, ids: list[str]) -> Statement:
    quote = draw(st.sampled_from(QUOTES))
    return Statement(
        id_, draw(st.sampled_from(ids)), draw(st.sampled_from(["direct", "indirect"])), quote,
        quote,
        draw(st.sampled_from([None, *ids])), (Topic("fisheries"),), (), None, Time(),
        (Evidence(0, len(quote), quote, ("quote",)),), 0.7, "test",
    )  # fmt: skip


def dossiers(min_size: int, max_size: int) -> st.SearchStrategy[list[Dossier]]:
    """Lists of dossiers, some with the same id."""
    return st.lists(dossier(), min_size=min_size, max_size=max_size)
