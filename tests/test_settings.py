"""Settings: from flags over the environment, typed, and refused when unknown or unusable."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from graph_builder.errors import SettingsError
from graph_builder.settings import Settings


def test_flags_win_over_the_environment_and_that_over_defaults() -> None:
    environment = {"CHANCERY_PORT": "81", "CHANCERY_TIMEOUT_S": "2.5", "HOME": "/"}
    settings = Settings.load({"port": 82, "host": None}, environment)
    assert (settings.port, settings.timeout_s, settings.host) == (82, 2.5, "127.0.0.1")


@pytest.mark.parametrize(
    ("variable", "text", "value"),
    [
        ("GRAPH", "some/graph", Path("some/graph")),
        ("EVIDENCE_ONLY", "yes", True),
        ("EVIDENCE_ONLY", "0", False),
        ("LOG_FORMAT", "text", "text"),
        ("RATE_LIMIT", "", ""),
        ("QUEUE", "3", 3),
    ],
)
def test_each_kind_of_value(variable: str, text: str, value: Any) -> None:
    settings = Settings.load({}, {f"CHANCERY_{variable}": text})
    assert getattr(settings, variable.lower()) == value


@pytest.mark.parametrize(
    ("flags", "environment", "named"),
    [
        ({}, {"CHANCERY_POTR": "1"}, "CHANCERY_POTR"),
        ({"potr": 1}, {}, "potr"),
        ({}, {"CHANCERY_PORT": "many"}, "CHANCERY_PORT"),
        ({}, {"CHANCERY_PORT": "70000"}, "port"),
        ({}, {"CHANCERY_EVIDENCE_ONLY": "perhaps"}, "CHANCERY_EVIDENCE_ONLY"),
        ({}, {"CHANCERY_LOG_FORMAT": "xml"}, "CHANCERY_LOG_FORMAT"),
        ({}, {"CHANCERY_TIMEOUT_S": "0"}, "timeout_s"),
        ({}, {"CHANCERY_TIMEOUT_S": "nan"}, "timeout_s"),
        ({}, {"CHANCERY_BODY_TIMEOUT_S": "inf"}, "body_timeout_s"),
        ({}, {"CHANCERY_MAX_CONNECTIONS_PER_CLIENT": "-1"}, "max_connections_per_client"),
        ({}, {"CHANCERY_WRITE_TOKEN": "short"}, "write_token"),
        ({}, {"CHANCERY_ROOT_PATH": "chancery/"}, "root_path"),
        ({}, {"CHANCERY_CORS_WRITE_ORIGINS": "https://a.org, https://b.org/"}, "https://b.org/"),
    ],
)
def test_what_is_refused_names_itself_and_the_mend(
    flags: dict[str, Any], environment: dict[str, str], named: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.load(flags, environment)
    message = str(caught.value)
    assert named in message
    assert "\n" not in message
    assert any(word in message for word in ("use", "must", "write"))


def test_settings_are_frozen_and_keep_their_secret() -> None:
    settings = Settings(write_token="0123456789abcdef")
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.port = 1  # type: ignore[misc]
    assert "0123456789abcdef" not in repr(settings)
