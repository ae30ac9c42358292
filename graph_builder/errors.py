"""Every error that Chancery raises on purpose.

::

    ChanceryError               a user can mend it; `str()` is one line: what, where, the mend
    ├── InputError              an article, file, query or option that can't be used
    │   ├── ArticleError        one article can't be read; the run goes on without it
    │   ├── DossierError        not of schema chancery/dossier/1
    │   ├── SettingsError       an unknown or unusable setting
    │   ├── QueryError          SPARQL that doesn't parse or asks for what isn't allowed
    │   │   └── FormatError     a result that can't be written in any format that was asked for
    │   └── AmbiguousNameError  a name that fits several actors; carries the candidates
    ├── NotFoundError           no such actor, article, event, generation …
    ├── ArtefactError           a file shipped with Chancery is missing, damaged or outdated
    ├── GraphError              the graph directory is missing, damaged or outdated
    │   └── LockedError         another process is writing to it
    ├── JudgementError          a judgement that contradicts others; carries the chain
    └── LimitError              a stated limit (time, rows, bytes, paths) was reached

Third-party errors are turned into one of these where they arise and kept as `__cause__`. HTTP
status codes are decided in `service.app`, exit codes in `graph_builder.cli`; no error knows either.
"""

from collections.abc import Sequence


class ChanceryError(Exception):
    """Anything that a user can mend; the message says what is wrong, where, and how to mend it."""


class InputError(ChanceryError):
    """An article, sidecar, file, query or option that can't be used."""


class ArticleError(InputError):
    """One article can't be read; a run reports it and goes on with the others."""


class DossierError(InputError):
    """A dossier that isn't of the schema, or whose spans don't stand in its text."""


class SettingsError(InputError):
    """An unknown or unusable setting."""


class QueryError(InputError):
    """SPARQL that doesn't parse, or that asks for what isn't allowed."""


class FormatError(QueryError):
    """A result that can't be written in the format that was asked for."""


class AmbiguousNameError(InputError):
    """A name that fits several actors; `candidates` are (IRI, label) pairs, best first."""

    def __init__(self, message: str, candidates: Sequence[tuple[str, str]]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class NotFoundError(ChanceryError):
    """No such actor, article, event, statement or generation."""


class ArtefactError(ChanceryError):
    """A file that ships with Chancery (reading model, ontology) is missing, damaged or outdated."""


class GraphError(ChanceryError):
    """The graph directory is missing, damaged, or of another format version."""


class LockedError(GraphError):
    """Another process is writing to the graph; it is free again when that one is done."""


class JudgementError(ChanceryError):
    """A judgement that contradicts others; `chain` holds the judgements that it contradicts."""

    def __init__(self, message: str, chain: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.chain = tuple(chain)


class LimitError(ChanceryError):
    """A stated limit (time, rows, bytes, paths) was reached; nothing partial is returned."""
