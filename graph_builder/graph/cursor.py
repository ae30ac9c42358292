"""Cursors: where a page of a list ended, as an opaque word that fits into a URL."""

import base64
import binascii
import json

from graph_builder.errors import InputError

# Sorts behind every ISO date: where undated rows stand.
UNDATED = "~"


def undated_last(day: str | None) -> str:
    """A day as it sorts, undated ones behind all others."""
    return UNDATED if day is None else day


def encode_cursor(*values: str | int) -> str:
    """The cursor for a page that ends at a row with these sort values."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *kinds: type[str] | type[int]) -> list[str | int]:
    """The sort values, of these kinds, in a cursor.

    Raises `InputError` when it isn't one of this list's.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError) as error:
        raise InputError("the cursor is damaged; ask for the first page again") from error
    # Exact types: a bool is an int to isinstance. Bounded: SQLite's integers have 64 bits.
    if (
        not isinstance(values, list)
        or [type(value) for value in values] != list(kinds)
        or any(isinstance(value, int) and abs(value) >= 2**63 for value in values)
    ):
        raise InputError("the cursor belongs to another list; ask for the first page again")
    return values
