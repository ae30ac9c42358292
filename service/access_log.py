"""The service's log: one line per request, as JSON or text, that no client can forge lines into."""

import json
import logging
import sys
import time
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

ACCESS = logging.getLogger("chancery.access")
SERVICE = logging.getLogger("chancery.service")


_to_json = json.JSONEncoder(check_circular=False).encode  # in two thirds of the time of json.dumps


class JsonFormatter(logging.Formatter):
    """A JSON object per record; JSON escapes whatever could break a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        fields: dict[str, Any] = {
            "time": _timestamp(record.created),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            fields["traceback"] = self.formatException(record.exc_info)
        return _to_json(fields)


class TextFormatter(logging.Formatter):
    """`time level event key=value …`, control characters made visible."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        pairs = "".join(f" {k}={visible(v)}" for k, v in getattr(record, "fields", {}).items())
        line = f"{_timestamp(record.created)} {record.levelname} {visible(record.getMessage())}"
        trace = (
            f" traceback={visible(self.formatException(record.exc_info))}"
            if record.exc_info
            else ""
        )
        return line + pairs + trace


def visible(value: object) -> str:
    """`value` as text in which line breaks, escapes and other controls can do nothing."""
    return "".join(
        char if not unicodedata.category(char).startswith(("C", "Zl", "Zp")) else ascii(char)[1:-1]
        for char in str(value)
    )


def log_to_stderr(style: Literal["json", "text"]) -> None:
    """Send the service's records (and uvicorn's warnings) to standard error in `style`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if style == "json" else TextFormatter())
    for name, level in (("chancery", logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(level)
        logger.propagate = False


_REQUEST = vars(logging.LogRecord(ACCESS.name, logging.INFO, "", 0, "request", None, None))


class _RequestRecord(logging.LogRecord):
    """A record that doesn't look up who logs it, where and in which thread: half of its time."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        vars(self).update(_REQUEST)
        self.created = time.time()
        self.fields = fields


def log_request(fields: Mapping[str, Any]) -> None:
    """One answered request."""
    if ACCESS.isEnabledFor(logging.INFO):
        ACCESS.handle(_RequestRecord(fields))


def _timestamp(seconds: float) -> str:
    return f"{_second(int(seconds))}.{int(seconds % 1 * 1000):03d}Z"


@lru_cache(maxsize=4)
def _second(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))
