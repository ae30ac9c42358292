"""What an update has touched."""

from dataclasses import dataclass, field

from graph_builder.merged import ClaimRef


@dataclass(slots=True)
class Touched:
    """The rows that an update has touched.

    `changed` facets are those whose names, offices or months changed, not only their number; `lost`
    maps (table, cluster) to the anchors that were taken out of it; `struck` maps things (by number)
    to the claims of theirs that went with their articles.
    """

    facets: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    events: set[int] = field(default_factory=set)
    statements: set[int] = field(default_factory=set)
    tenures: set[int] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    matters: set[str] = field(default_factory=set)
    lost: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    struck: dict[int, set[ClaimRef]] = field(default_factory=dict)
