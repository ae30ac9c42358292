"""The three networks of the reading model as onnxruntime sessions.

Activations are quantised by their range in a whole call, so a call holds words of one text only:
what is read in a text then never depends on its neighbours.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from graph_builder.errors import ArtefactError
from graph_builder.reading.artefact import MEND, Artefact

Array = NDArray[Any]

INTERFACES = {
    "words": (
        ("ids", "shapes", "first", "last"),
        ("sent", "upos", "xpos", "feats", "ner", "pred", "arc", "x", "bond", "role"),
    ),
    "relations": (("bond", "heads", "role"), ("rel", "related")),
    "roles": (
        ("related", "x", "heads", "rel", "start", "length", "at", "offsets", "senses"),
        ("outside", "begin", "inside", "head", "sense"),
    ),
}
"""What each network takes and gives; the exported graphs go by it, too."""


class Networks:
    """Runs `words.onnx`, `relations.onnx` and `roles.onnx` of a model directory."""

    def __init__(self, artefact: Artefact) -> None:
        self._sessions = {name: _session(artefact, name) for name in INTERFACES}

    def words(self, feed: Mapping[str, Array]) -> dict[str, Array]:
        """Per word of a window: `sent` (log-odds of a sentence start), `upos`, `xpos`, `feats`
        (label ids), `ner` (scores of labels), `pred` (probability of a predicate), `arc` (scores
        of heads, column 0 being the root), and what the other networks start from: `x`, `bond`
        and `role`.
        """
        return self._run("words", feed)

    def relations(self, bond: Array, heads: Array, role: Array) -> dict[str, Array]:
        """`rel`, relation label ids of words for their heads (0 = root, else word + 1), and
        `related`, what `roles` reads of words that are so related.
        """
        return self._run("relations", {"bond": bond, "heads": heads, "role": role})

    def roles(self, words: Mapping[str, Array], where: Mapping[str, Array]) -> dict[str, Array]:
        """Per predicate and word of its sentence the probabilities of BIO labels (`outside`,
        `begin` and `inside`) and of `head` labels, and `sense` scores per predicate and roleset
        asked for.

        `words` holds `related`, `heads` (0 = root, else word + 1) and `rel` of all words; `where`
        each predicate's vector `x`, its word `at`, the `start` and `length` of its sentence, and
        the `senses` to score.
        """
        offsets = np.arange(int(where["length"].max()))
        return self._run("roles", {"offsets": offsets, **words, **where})

    def _run(self, name: str, feed: Mapping[str, Array]) -> dict[str, Array]:
        _, outputs = INTERFACES[name]
        values = self._sessions[name].run(outputs, dict(feed))
        return dict(zip(outputs, values, strict=True))


def _session(artefact: Artefact, name: str) -> onnxruntime.InferenceSession:
    """A single-threaded CPU session: more threads are slower, so processes do the scaling.

    Raises `ArtefactError` if the network can't be loaded or has other inputs or outputs.
    """
    file = f"{name}.onnx"
    data = artefact.data(file)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The files are optimised already; doing it again would bring back kernels that are slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    try:
        session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises types of its own and bare RuntimeErrors
        raise ArtefactError(
            f"reading model: {artefact.directory / file} can't be loaded ({error}); {MEND}"
        ) from error
    of_file = (session.get_inputs(), session.get_outputs())
    if [{node.name for node in nodes} for nodes in of_file] != list(map(set, INTERFACES[name])):
        raise ArtefactError(
            f"reading model: {artefact.directory} (version {artefact.version}) is of another "
            f"format, {file} has other inputs or outputs; {MEND} exported for this version"
        )
    return session
