"""How often one client may ask."""

import ipaddress
import math
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from graph_builder.errors import SettingsError

EXEMPT = frozenset(("/healthz", "/readyz", "/metrics"))
"""Paths that the operator's own machinery asks, never limited."""


class RateLimit:
    """A limit in the notation of the `limits` package ("600/minute"); "" is no limit."""

    def __init__(self, notation: str) -> None:
        self._item: RateLimitItem | None = None
        if notation:
            try:
                self._item = parse(notation)
            except ValueError as error:
                raise SettingsError(
                    f"rate_limit is {notation!r}; write it like 600/minute, or leave it empty"
                ) from error
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def retry_after_s(self, client: str) -> int | None:
        """None if `client` (an address) may ask now, else the seconds until it may."""
        if self._item is None:
            return None
        key = client_key(client)
        if self._limiter.hit(self._item, key):
            return None
        reset = self._limiter.get_window_stats(self._item, key).reset_time
        return max(1, math.ceil(reset - time.time()))


def client_key(address: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 that one IPv6 subscriber has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return address
