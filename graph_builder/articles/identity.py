"""Which article is which: canonical URLs, and ids made from them or from the text."""

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from graph_builder.errors import ArticleError

# Parameters that say how a reader came to a page, never which page it is (the conventions of
# Google Analytics, Meta, Mailchimp and the like).
TRACKING_PREFIXES = ("utm_", "mc_", "pk_", "ga_")
TRACKING_NAMES = frozenset(
    {"fbclid", "gclid", "dclid", "msclkid", "igshid", "ref", "cmpid", "ocid"}
)
DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def canonical_url(url: str) -> str:
    """`url` without what doesn't identify the page: case of scheme and host, default port,
    fragment, tracking parameters, order of parameters, outer slashes. http counts as https.

    Raises `ArticleError` for what can't be a URL.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError as error:
        raise ArticleError(f"url is {url!r}: not a URL ({error})") from error
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
