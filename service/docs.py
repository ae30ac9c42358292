"""`/docs`: the OpenAPI document as a page that needs no script and no network."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from service.html import page, text


async def docs(request: Request) -> Response:
    """Every operation with its parameters and answers, from `/openapi.json`."""
    document = request.app.openapi()
    root = text(request.scope.get("root_path", ""))
    parts = [
        f"<h1>{text(document['info']['title'])} {text(document['info']['version'])}</h1>",
        f'<p class="lead">{text(document["info"].get("description", ""))}</p>',
        f'<p>For programs: <a href="{root}/openapi.json">openapi.json</a>.</p>',
    ]
    for path, operations in document["paths"].items():
        parts.extend(
            _operation(path, method, operation)
            for method, operation in operations.items()
            if isinstance(operation, dict)
        )
    return page(request, "Chancery: documentation", "".join(parts))


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> str:
    answers = "".join(
        f"<tr><td>{text(status)}</td><td>{text(answer.get('description', ''))}</td>"
        f"<td>{'<br>'.join(f'<code>{text(kind)}</code>' for kind in answer.get('content', {}))}"
        "</td></tr>"
        for status, answer in operation.get("responses", {}).items()
    )
    return (
        f"<details><summary><span class=method>{text(method.upper())}</span> "
        f"<code>{text(path)}</code> {text(operation.get('summary', ''))}</summary>"
        f"<p>{text(operation.get('description', ''))}</p>"
        f"{_parameters(operation)}"
        f"<table><tr><th>Status</th><th>Meaning</th><th>Media types</th></tr>{answers}</table>"
        "</details>"
    )


def _parameters(operation: Mapping[str, Any]) -> str:
    rows = "".join(
        f"<tr><td><code>{text(parameter['name'])}</code></td><td>{text(parameter['in'])}</td>"
        f"<td>{_type(parameter.get('schema', {}))}"
        f"{', required' if parameter.get('required') else ''}</td>"
        f"<td>{text(parameter.get('description', ''))}</td></tr>"
        for parameter in operation.get("parameters", [])
    )
    if not rows:
        return ""
    return (
        f"<table><tr><th>Parameter</th><th>In</th><th>Type</th><th>Meaning</th></tr>{rows}</table>"
    )


def _type(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(_type(option) for option in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(f"<code>{text(value)}</code>" for value in schema["enum"])
    return text(schema.get("format") or schema.get("type") or "object")
