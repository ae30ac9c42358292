"""The few pages that the service writes itself: plain HTML, no scripts, nothing from elsewhere."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

STYLE = """
:root { color-scheme: light dark; --quiet: color-mix(in srgb, currentColor 62%, transparent); }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 62rem; margin: 0 auto;
  padding: 2rem 1rem; }
h1 { font-size: 1.9rem; margin: 0 0 .3rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
p.lead, small, dt { color: var(--quiet); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .6rem;
  border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); vertical-align: top; }
code, pre { font: .92em ui-monospace, monospace; } pre { overflow-x: auto; }
dl.counts { display: flex; flex-wrap: wrap; gap: 1rem 2.2rem; } dl.counts dd { margin: 0;
  font-size: 1.5rem; font-variant-numeric: tabular-nums; } a { color: LinkText; }
a:focus-visible { outline: 2px solid; outline-offset: 2px; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .5rem 0; }
form span { min-width: 15rem; } form label { flex: 1 1 100%; } textarea { width: 100%; }
input, textarea, button { font: inherit; padding: .25rem .5rem; box-sizing: border-box; }
textarea { font: .92em ui-monospace, monospace; }
details { margin: .4rem 0; } summary { cursor: pointer; }
.method { font-weight: 600; display: inline-block; min-width: 3.6rem; }
"""


def page(request: Request, title: str, body: str) -> HTMLResponse:
    """A whole page; `title` is text, `body` is HTML whose values are escaped already."""
    root = escape(request.scope.get("root_path", ""))
    return HTMLResponse(
        "<!doctype html>\n"
        f'<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="{root}/style.css"></head>'
        f"<body><main>{body}</main></body></html>\n"
    )


async def style(_request: Request) -> Response:
    """The style sheet of these pages, at `/style.css`."""
    return Response(STYLE, media_type="text/css", headers={"cache-control": "max-age=3600"})


def text(value: object) -> str:
    """`value` as HTML text."""
    return escape(str(value))
