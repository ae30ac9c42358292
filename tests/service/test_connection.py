"""What clients do to a connection that no client library does."""

import contextlib
import re
import resource
import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.service.running import Running, make_graph, running

ENDLESS = (
    "SELECT%20(COUNT(*)%20AS%20?n)%20%7B?a%20?b%20?c.?d%20?e%20?f.?g%20?h%20?i.?j%20?k%20?l%7D"
)
QUADS = "".join(f"<http://example.org/{n}> <http://example.org/p> {n} .\n" for n in range(200))
ALIVE = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
_STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) [A-Z]")
NOWHERE = b"GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    graph = make_graph(tmp_path_factory.mktemp("connection") / "graph", QUADS)
    with running(graph, timeout_s=2.0, header_timeout_s=5.0) as started:
        yield started


def connect(service: Running) -> socket.socket:
    url = httpx.URL(service.url)
    assert url.port
    return socket.create_connection((url.host, url.port), timeout=10)


def statuses(connection: socket.socket, count: int = 0) -> list[int]:
    """Those of the next `count` answers; without it, of all until the service closes."""
    told = b""
    with contextlib.suppress(ConnectionError):
        while not count or len(_STATUS.findall(told)) < count:
            piece = connection.recv(2**16)
            if not piece:
                break
            told += piece
    return [int(code) for code in _STATUS.findall(told)]


def asked(*pieces: bytes, service: Running, count: int = 0) -> list[int]:
    """What a client is answered that sends `pieces` with a pause between them."""
    with connect(service) as client:
        for piece in pieces:
            client.sendall(piece)
            time.sleep(0.05)
        return statuses(client, count)


def test_requests_sent_ahead_are_answered_in_order(service: Running) -> None:
    many = (ALIVE + NOWHERE) * 200
    assert asked(many, service=service, count=400) == [200, 404] * 200


def test_a_request_cut_anywhere_is_put_together(service: Running) -> None:
    both = ALIVE + NOWHERE
    for at in range(1, len(both), 7):
        assert asked(both[:at], both[at:], service=service, count=2) == [200, 404]


def test_a_body_in_chunks_with_trailing_fields(service: Running) -> None:
    head = (
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n"
    )
    body = (b"3\r\nASK\r\n", b"3\r\n {}\r\n0\r\nX-Sum: 1\r\n\r\n")
    assert asked(head, *body, ALIVE, service=service, count=2) == [200, 200]


def test_what_is_no_http_is_answered_after_the_request_before(service: Running) -> None:
    assert asked(NOWHERE + b"nonsense \x01\r\n\r\n", service=service) == [404, 400]
    assert asked(ALIVE + NOWHERE + b"nonsense \x01\r\n\r\n", service=service) == [200, 404, 400]


def test_a_broken_body_ends_its_request(service: Running) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert asked(head, b"nonsense\r\n", service=service) == [400]


def test_the_rest_of_a_body_that_nobody_reads_is_no_header(service: Running) -> None:
    head = b"POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n"
    body = [b"a" * 50_000] * 6
    assert asked(head, *body, ALIVE, service=service, count=2) == [404, 200]


@pytest.mark.parametrize(
    "begin",
    [
        b"GET / HTTP/1.1\r\n",
        ALIVE + b"GET / HTTP/1.1\r\n",
        b"POST /sparql HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nASK\r\n0\r\n",
        f"GET /sparql?query={ENDLESS} HTTP/1.1\r\n\r\n".encode(),
    ],
    ids=["first", "second", "behind a body", "behind a request under way"],
)
def test_no_headers_are_endless(service: Running, begin: bytes) -> None:
    taken = 0
    with connect(service) as client:
        client.sendall(begin)
        time.sleep(0.1)
        client.settimeout(0.5)
        with contextlib.suppress(OSError):
            for _ in range(1_000):
                client.sendall(b"X: " + b"y" * 50_000 + b"\r\n")
                taken += 50_000
    assert taken < 30_000_000  # what the kernel holds for both sides included
    assert service.client.get("/healthz").status_code == 200


def test_requests_sent_ahead_take_no_memory(service: Running) -> None:
    """Their sender would otherwise have them all made, while others wait."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with connect(service) as client:
        reader = threading.Thread(target=statuses, args=(client,))
        reader.start()
        end = time.monotonic() + 2
        client.settimeout(0.2)
        with contextlib.suppress(OSError):
            while time.monotonic() < end:
                client.sendall(NOWHERE * 5_000)
        started = time.monotonic()
        assert service.client.get("/healthz").status_code == 200
        waited = time.monotonic() - started
        client.shutdown(socket.SHUT_RDWR)
        reader.join()
    assert waited < 1.0
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # KiB


@pytest.mark.parametrize(
    "fields",
    [
        b"Content-Length: 3\r\nContent-Length: 4",
        b"Content-Length: 3\r\nContent-Length: 3",
        b"Content-Length: 3, 3",
        b"Content-Length: +3",
        b"Content-Length: 5\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding: chunked, identity",
        b"Transfer-Encoding: xchunked",
        b"Transfer-Encoding : chunked",
        b"X: a\r\n folded",
    ],
)
def test_lengths_that_can_be_read_two_ways_are_refused(service: Running, fields: bytes) -> None:
    """Else a proxy might see other requests than the service (RFC 9112, 11.2)."""
    request = b"POST /nowhere HTTP/1.1\r\nHost: x\r\n" + fields + b"\r\n\r\n0\r\n\r\n"
    assert asked(request, service=service) == [400]
