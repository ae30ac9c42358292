"""Parameters as query strings and forms carry them (application/x-www-form-urlencoded)."""

from collections.abc import Mapping, Sequence

from graph_builder.errors import QueryError

Pairs = Sequence[tuple[str, str]]
MAX_PARAMETERS = 1000

_HEX = "0123456789abcdefABCDEF"
_BYTES: Mapping[bytes, bytes] = {
    (high + low).encode(): bytes([int(high + low, 16)]) for high in _HEX for low in _HEX
}


def parameters(encoded: bytes) -> Pairs:
    """The parameters in order; unknown ones are for whoever knows them.

    As `urllib.parse.parse_qsl` reads them, blank values kept, in half of its time. Raises
    `QueryError` for what isn't ASCII, for values that aren't UTF-8, and beyond `MAX_PARAMETERS`.
    """
    if not encoded:
        return ()
    if encoded.count(b"&") >= MAX_PARAMETERS:
        raise QueryError(f"the parameters can't be read: there are more than {MAX_PARAMETERS}")
    found = []
    for pair in encoded.replace(b"+", b" ").split(b"&"):
        if pair:
            name, _, value = pair.partition(b"=")
            found.append((_decoded(name), _decoded(value)))
    return found


def _decoded(text: bytes) -> str:
    first, *rest = text.split(b"%")
    try:
        if not rest:
            return first.decode("ascii")
        if not text.isascii():
            raise UnicodeError
        try:
            pieces = [part for escaped in rest for part in (_BYTES[escaped[:2]], escaped[2:])]
        except KeyError:  # a % that escapes nothing stands for itself
            pieces = [
                part
                for escaped in rest
                for part in (_BYTES.get(escaped[:2], b"%" + escaped[:2]), escaped[2:])
            ]
        return (first + b"".join(pieces)).decode("utf-8")
    except UnicodeError:
        raise QueryError("a parameter is not UTF-8; encode it so before percent-encoding") from None
