"""From articles to a published graph: read `build.walk` first."""

from graph_builder.build.differences import Difference, EdgeDifference, GenerationDiff, diff
from graph_builder.build.report import BuildReport, OnProgress, Rejection, Stage
from graph_builder.build.validation import ValidationReport, validate
from graph_builder.build.walk import (
    BuildOptions,
    build,
    build_articles,
    build_dossiers,
    refresh,
    retract,
)

__all__ = [
    "BuildOptions",
    "BuildReport",
    "Difference",
    "EdgeDifference",
    "GenerationDiff",
    "OnProgress",
    "Rejection",
    "Stage",
    "ValidationReport",
    "build",
    "build_articles",
    "build_dossiers",
    "diff",
    "refresh",
    "retract",
    "validate",
]
