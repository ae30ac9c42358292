"""The OpenAPI document, and the service held to it by schemathesis."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.service.running import Running, running

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def served(seed_graph: Path) -> Iterator[Running]:
    with running(seed_graph, timeout_s=5.0) as service:
        yield service


@pytest.fixture(scope="module")
def document(served: Running) -> Any:
    return served.client.get("/openapi.json").json()


def test_every_operation_declares_its_failures(document: Any) -> None:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            answers = operation["responses"]
            where = f"{method} {path}"
            assert {"400", "404", "405", "429", "500", "503", "504"} <= answers.keys(), where
            assert "application/problem+json" in answers["400"]["content"], where
            assert operation.get("summary") or operation.get("description"), where


def test_every_address_is_documented(served: Running, document: Any) -> None:
    pages = {"/", "/style.css", "/docs", "/openapi.json", "/graphs/{path}"}
    routes = {getattr(route, "path", "") for route in served.app.routes} - {""}
    plain = {path.replace(":path", "") for path in routes}
    assert plain - pages <= document["paths"].keys()


def test_no_undeclared_answer(served: Running) -> None:
    """A dozen generated requests for each operation; CONTRIBUTING's slow run makes more."""
    schema = schemathesis.openapi.from_url(f"{served.url}/openapi.json")
    asked = 0
    for found in schema.get_all_operations():
        hold_to_its_word(found.ok(), 12)  # type: ignore[union-attr]
        asked += 1
    assert asked > 20


@pytest.mark.slow
def test_no_undeclared_answer_at_length(served: Running) -> None:
    schema = schemathesis.openapi.from_url(f"{served.url}/openapi.json")
    for found in schema.get_all_operations():
        hold_to_its_word(found.ok(), 300)  # type: ignore[union-attr]


def hold_to_its_word(operation: Any, examples: int) -> None:
    @given(case=operation.as_strategy())
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def check(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, timeout=30)

    check()
