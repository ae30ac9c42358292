"""A page of events or statements in the order of their days, undated ones last."""

from collections.abc import Sequence
from typing import Any, Literal

from graph_builder.graph.cursor import decode_cursor, encode_cursor, undated_last
from graph_builder.graph.opened import Opened


def page_by_day(  # noqa: PLR0913 - a page of a filtered list
    graph: Opened,
    table: Literal["event", "statement"],
    condition: str,
    values: Sequence[Any],
    *,
    cursor: str | None,
    limit: int,
) -> tuple[list[int], str | None]:
    """Numbers of at most `limit` rows that meet the SQL `condition`, and the next page's cursor.

    The page begins behind where `cursor` says; the next cursor is None where nothing follows.
    """
    order = f"coalesce({table}.first, '~'), {table}.iri"
    if cursor is not None:
        condition += f" AND ({order}) > (?, ?)"
        values = [*values, *decode_cursor(cursor, str, str)]
    rows = graph.rows(
        f"SELECT {table}.id, {table}.first, {table}.iri FROM {table} WHERE {condition}"
        f" ORDER BY {order} LIMIT ?",
        (*values, limit + 1),
    )
    page, following = rows[:limit], None
    if len(rows) > limit:
        following = encode_cursor(undated_last(page[-1]["first"]), page[-1]["iri"])
    return [row["id"] for row in page], following
