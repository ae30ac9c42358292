"""The configuration of a training run: one TOML file, every number that shapes the result."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from graph_builder.errors import SettingsError


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """Learning rates are peaks; `budget` is padded pieces a batch; shares need not add up to 1.

    `trees`, `names` and `frames` are the shares of steps on treebanks (all their layers), on name
    corpora, and on the frame files' examples. With `development` the development parts of the
    treebanks are trained on, too: for a last run, when nothing is chosen by them any more.
    Several processes average their weights every `exchange` steps. Where teachers are given, each
    layer's loss against them weighs `taught` times that against labels.
    """

    seed: int
    steps: int
    budget: int
    encoder_rate: float
    head_rate: float
    layer_decay: float
    warmup: float
    weight_decay: float
    clip: float
    average: float
    masked: float
    trees: float
    names: float
    frames: float
    single_sentence: float
    generated: int
    development: bool
    exchange: int
    taught: float
    log_every: int
    save_every: int


def read_config(path: Path) -> TrainingConfig:
    """Read a configuration; raises `SettingsError` for unknown, missing or mistyped settings."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
        return TrainingConfig(**content)
    except (OSError, tomllib.TOMLDecodeError, TypeError) as error:
        raise SettingsError(f"training configuration {path}: {error}") from error
