"""Which article is which: canonical URLs, and ids made from them or from the text."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from graph_builder.errors import ArticleError

# Parameters that say how a reader came to a page, never which page it is (the conventions of
# Google Analytics, Meta, Mailchimp and the like).
TRACKING_PREFIXES = ("utm_", "mc_", "pk_", "ga_")
TRACKING_NAMES = frozenset(
    {"fbclid", "gclid", "dclid", "msclkid", "igshid", "ref", "cmpid", "ocid"}
)
DEFAULT_PORTS = {"http": ":80", "https": ":443"}
# What RFC 3987 keeps out of an IRI, and half surrogate pairs, which nothing can write.
_NOT_IN_URLS = re.compile(r"""[\x00-\x20\x7f<>"{}|\\^`\s\ud800-\udfff]""")


def check_url(url: str) -> str:
    """`url` without outer spaces; raises `ArticleError` for what is no address of the web."""
    bare = url.strip()
    try:
        parts = urlsplit(bare)
        # The port is looked at only when it is asked for.
        wrong = parts.port == 0 or not parts.hostname or parts.scheme not in DEFAULT_PORTS
    except ValueError:
        wrong = True
    if wrong or _NOT_IN_URLS.search(bare):
        raise ArticleError(
            f"url is {url!r}: give an address such as https://example.org/story, or nothing"
        )
    return bare


def canonical_url(url: str) -> str:
    """`url` without what doesn't identify the page: case of scheme and host, default port,
    fragment, tracking parameters, order of parameters, outer slashes. http counts as https.

    Raises `ArticleError` for what is no address of the web.
    """
    parts = urlsplit(check_url(url))
    scheme = parts.scheme.lower()
    host = parts.netloc.lower().removesuffix(DEFAULT_PORTS.get(scheme, ":"))
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith(TRACKING_PREFIXES) and name.lower() not in TRACKING_NAMES
    )
    path = "/" + parts.path.strip("/")
    return urlunsplit(("https" if scheme == "http" else scheme, host, path, urlencode(kept), ""))


def article_id(url: str | None, text: str) -> str:
    """16 hex digits of SHA-256 over the canonical URL, or over the text where there is no URL."""
    basis = "url " + canonical_url(url) if url else "text " + text
    return hashlib.sha256(basis.encode()).hexdigest()[:16]
