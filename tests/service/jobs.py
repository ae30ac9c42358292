"""Functions that tests have workers run."""

import os
import socket
import time
from typing import Any

from graph_builder.errors import AmbiguousNameError, JudgementError, NotFoundError


def value(_out: Any, *, name: str) -> Any:
    return {"answer": name, "pid": os.getpid()}


def pieces(out: Any, *, count: int, size: int) -> Any:
    for number in range(count):
        out.write(bytes([65 + number % 26]) * size)
    return {"count": count}


def sleep(_out: Any, *, seconds: float) -> Any:
    time.sleep(seconds)
    return {"pid": os.getpid()}


def connect(_out: Any, *, port: int) -> Any:
    socket.create_connection(("127.0.0.1", port)).close()


def fail(_out: Any, *, how: str) -> Any:
    if how == "ambiguous":
        raise AmbiguousNameError("two of them", [("a:1", "One"), ("a:2", "Two")])
    if how == "judgement":
        raise JudgementError("no", ["j1", "j2"])
    if how == "not found":
        raise NotFoundError("gone")
    if how == "exit":
        os._exit(3)
    if how == "abort":
        os.abort()
    if how == "memory":
        return len(bytearray(10**12))
    if how == "recursion":
        return fail(_out, how=how)
    raise ValueError("a fault")


def environment(_out: Any) -> Any:
    return dict(os.environ)
