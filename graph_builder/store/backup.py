"""A whole graph in one file, and back."""

import io
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from gzip import BadGzipFile
from pathlib import Path, PurePosixPath

from graph_builder.errors import GraphError, InputError
from graph_builder.store.directory import GraphDirectory
from graph_builder.store.dossiers import DossierLog
from graph_builder.store.durable import clear_write_errors, sync_tree

_MARK = "chancery-backup.txt"
_MARK_TEXT = "A graph of Chancery; restore it with: chancery restore FILE --graph DIR\n"


def backup(graph: Path, file: Path) -> int:
    """Write the published generation, its dossiers and the ledger into the tar file `file`.

    Returns the number of the generation. Compressed when the name ends in .gz or .tgz. Appears
    whole or not at all. Raises `GraphError` when there is no graph or `file` can't be written.
    """
    directory = GraphDirectory(graph)
    with directory.writing():
        generation = directory.current()
        temporary = file.with_name(file.name + ".tmp")
        with clear_write_errors(file):
            try:
                _write(directory, temporary, gzip=file.suffix in (".gz", ".tgz"))
                temporary.replace(file)
            finally:
                temporary.unlink(missing_ok=True)
    return generation.number


def _write(directory: GraphDirectory, target: Path, *, gzip: bool) -> None:
    with tarfile.open(target, "w:gz" if gzip else "w") as archive:
        content = _MARK_TEXT.encode()
        mark = tarfile.TarInfo(_MARK)
        mark.size = len(content)
        archive.addfile(mark, io.BytesIO(content))
        for path in _members(directory):
            archive.add(path, str(path.relative_to(directory.path)), recursive=False)


def _members(directory: GraphDirectory) -> Iterator[Path]:
    generation = directory.current()
    with DossierLog(directory.dossiers, generation.dossiers) as log:
        yield from (directory.dossiers / name for name in sorted(log.segments()))
    for folder in (directory.ledger, generation.path):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())
    yield directory.path / "CURRENT"


def restore(file: Path, graph: Path) -> int:
    """Unpack a backup into the folder `graph`, which must be empty or not exist yet.

    Returns the number of the generation. Raises `InputError` when `file` can't be read or is no
    backup, `GraphError` when `graph` holds something already or can't be written.
    """
    if graph.exists() and (not graph.is_dir() or any(graph.iterdir())):
        raise GraphError(f"{graph}: not empty; restore into a new folder, then switch to it")
    with clear_write_errors(graph):
        graph.parent.mkdir(parents=True, exist_ok=True)
        # Beside the target, so that the last step is a rename on one file system.
        with tempfile.TemporaryDirectory(dir=graph.parent, prefix=f"{graph.name}.") as folder:
            unpacked = Path(folder, "graph")
            _unpack(file, unpacked)
            number = GraphDirectory(unpacked).current().number
            sync_tree(unpacked)
            if graph.exists():
                graph.rmdir()
            os.replace(unpacked, graph)  # noqa: PTH105 - a folder, onto a name that is free
    return number


def _unpack(file: Path, target: Path) -> None:
    try:
        with _opened(file) as archive:
            first = archive.next()
            if first is None or first.name != _MARK:
                raise InputError(f"{file}: not a backup of a graph; `chancery backup` makes them")
            for member in archive:
                if member.name != _MARK:
                    _unpack_member(archive, member, target, file)
    except (tarfile.TarError, EOFError, BadGzipFile, zlib.error) as error:
        raise InputError(
            f"{file}: not a backup of a graph, or a damaged one; use another copy"
        ) from error


def _opened(file: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(file)
    except BadGzipFile:
        raise
    except FileNotFoundError as error:
        raise InputError(f"{file}: no such file") from error
    except OSError as error:
        why = (error.strerror or "an error of the disk").lower()
        raise InputError(f"{file}: can't be read ({why}); use another copy") from error


def _unpack_member(
    archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path, file: Path
) -> None:
    name = PurePosixPath(member.name)
    content = archive.extractfile(member) if member.isfile() else None
    if content is None or name.is_absolute() or ".." in name.parts:
        raise InputError(f"{file}: {member.name!r} has no place in a backup; use another copy")
    path = target / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with content, path.open("wb") as out:
        while block := content.read(1 << 20):
            out.write(block)
