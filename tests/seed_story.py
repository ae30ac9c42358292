"""The main story of the five seed articles, retold in a few sentences of our own."""

from graph_builder.merged import ClaimRef
from graph_builder.model import Role
from tests.made_graph import Story, day, iri


def seeds() -> Story:
    """The five seed articles' main story, in a few sentences of our own."""
    story = Story()
    story.article(
        "a0",
        "Lee and Ishiba met in Tokyo on August 23, 2025. They issued a joint "
        "statement. Trump will host Lee in Washington on Monday.",
        "2025-08",
    )
    story.article(
        "a1",
        "Lee met Ishiba on Saturday. “This is our second gathering, and I feel "
        "that we are close friends,” Lee said. “Ukraine today could be East Asia’s "
        "tomorrow,” Kishida once said.",
        "2025-08",
    )
    story.article(
        "a2",
        "Takaichi met Lee in Nara on Tuesday. Lee traveled to China for talks with "
        "Xi. “I hope to elevate Japan–South Korea relations to new heights,” "
        "Takaichi said.",
        "2026-01",
    )
    story.article(
        "a3",
        "Following a summit of Lee with Ishiba, a statement was issued. “This is "
        "our second meeting, and I feel as if we are close friends,” Lee said. Having "
        "already met Trump, Ishiba may have offered advice.",
        "2025-08",
    )
    story.article("a4", "Ishiba received Lee in Tokyo on Saturday. Lee became president in June.")
    lee = story.actor(
        "person/lee-jae-myung",
        "Lee Jae-myung",
        "Lee",
        "Lee Jae Myung",
        "President Lee",
        in_articles=("a0", "a1", "a2", "a3", "a4"),
    )
    ishiba = story.actor(
        "person/shigeru-ishiba", "Shigeru Ishiba", "Ishiba", in_articles=("a0", "a1", "a3", "a4")
    )
    takaichi = story.actor(
        "person/sanae-takaichi", "Sanae Takaichi", "Takaichi", in_articles=("a2",)
    )
    trump = story.actor("person/donald-trump", "Donald Trump", "Trump", in_articles=("a0", "a3"))
    xi = story.actor("person/xi-jinping", "Xi Jinping", "Xi", in_articles=("a2",))
    kishida = story.actor("person/fumio-kishida", "Fumio Kishida", "Kishida", in_articles=("a1",))
    story.actor("person/jeffrey-kingston", "Jeffrey Kingston", "Kingston")
    japan = story.actor("country/JP", "Japan", "Tokyo", in_articles=("a0", "a2"))
    korea = story.actor("country/KR", "South Korea", "Seoul", in_articles=("a0", "a2"))
    china = story.actor("country/CN", "China", "Beijing", in_articles=("a2",))
    ukraine = story.actor("country/UA", "Ukraine", in_articles=("a1",))
    both: tuple[tuple[str, Role], ...] = ((lee, "participant"), (ishiba, "participant"))
    summit = story.event(
        "tokyo-summit",
        "meet",
        both,
        (
            ("a0", "Lee and Ishiba met in Tokyo on August 23, 2025."),
            ("a1", "Lee met Ishiba on Saturday."),
            ("a3", "Following a summit of Lee with Ishiba, a statement was issued."),
            ("a4", "Ishiba received Lee in Tokyo on Saturday."),
        ),
        time=day("2025-08-23", phrase="August 23, 2025"),
        place="Tokyo",
        polity=japan,
    )
    story.event(
        "joint-statement",
        "joint_statement",
        both,
        (("a0", "They issued a joint statement."),),
        time=day("2025-08-23"),
    )
    story.event(
        "first-meeting", "meet", both, (("a1", "Lee met Ishiba on Saturday."),), basis="inferred"
    )
    story.event(
        "nara",
        "meet",
        ((takaichi, "host"), (lee, "visitor")),
        (("a2", "Takaichi met Lee in Nara on Tuesday."),),
        time=day("2026-01-01", "2026-01-31", "month", "on Tuesday"),
        place="Nara",
        polity=japan,
    )
    story.event(
        "beijing",
        "meet",
        ((lee, "visitor"), (xi, "host")),
        (("a2", "Lee traveled to China for talks with Xi."),),
        basis="inferred",
    )
    story.event(
        "china-visit",
        "visit",
        ((lee, "visitor"), (china, "host")),
        (("a2", "Lee traveled to China for talks with Xi."),),
    )
    story.event(
        "white-house",
        "meet",
        ((ishiba, "participant"), (trump, "participant")),
        (("a3", "Having already met Trump, Ishiba may have offered advice."),),
    )
    story.event(
        "washington",
        "meet",
        ((trump, "host"), (lee, "visitor")),
        (("a0", "Trump will host Lee in Washington on Monday."),),
        status="planned",
        time=day("2025-08-25"),
        place="Washington",
    )
    story.event(
        "accord",
        "agree",
        ((japan, "participant"), (korea, "participant")),
        (("a0", "They issued a joint statement."),),
        time=day("2025-08-23"),
    )
    story.statement(
        "close-friends",
        lee,
        (
            (
                "a1",
                "“This is our second gathering, and I feel that we are close friends,” Lee said.",
                "This is our second gathering, and I feel that we are close friends,",
            ),
            (
                "a3",
                "“This is our second meeting, and I feel as if we are close friends,” Lee said.",
                "This is our second meeting, and I feel as if we are close friends,",
            ),
        ),
        mentions=(ishiba,),
        topics=(("warm words", iri("topic/warm-words")),),
        time=day("2025-08-23"),
    )
    story.statement(
        "ukraine-today",
        kishida,
        (
            (
                "a1",
                "“Ukraine today could be East Asia’s tomorrow,” Kishida once said.",
                "Ukraine today could be East Asia’s tomorrow,",
            ),
        ),
        mentions=(ukraine,),
        topics=(("fate of regions", iri("topic/fate-of-regions")),),
    )
    story.statement(
        "new-heights",
        takaichi,
        (
            (
                "a2",
                "“I hope to elevate Japan–South Korea relations to new heights,” Takaichi said.",
                "I hope to elevate Japan–South Korea relations to new heights,",
            ),
        ),
        mentions=(japan, korea),
        topics=(("new heights", iri("topic/new-heights")),),
        time=day("2026-01-01", "2026-01-31", "month"),
    )
    story.tenure(
        "lee-president",
        lee,
        "President",
        "South Korea",
        ("a4", "Lee became president in June."),
        since="2025-06",
    )
    story.discrepancy(
        "summit-date",
        summit,
        "date",
        **{"2025-08-23": ClaimRef("a0", "e1"), "unresolved": ClaimRef("a3", "e1")},
    )
    return story
