"""Photos and files in a folder of this machine: the default store."""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from marketplace.ports.storage import (
    Entry,
    ObjectMissing,
    Space,
    StorageDown,
    StorageError,
    StorageFull,
    safe_key,
)

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# Half-written objects live here, on the same volume, until the rename; no key can name it.
_INCOMING = ".incoming"
# A writer that died leaves its half behind; after a day nobody is still writing it.
_STALE_SECONDS = 24 * 3600


def volume_space(folder: Path) -> Space:
    """Ask the operating system for the room on the volume of `folder`."""
    usage = shutil.disk_usage(folder)
    return Space(free=usage.free, total=usage.total)


@dataclass(frozen=True, slots=True)
class SpaceFloor:
    """The free room a store must keep, so that the database beside it can still write.

    Attributes:
        share: Part of the volume, 0 to 1.
        size: Bytes. New objects are refused when less than either would stay free.
    """

    share: float = 0.10
    size: int = 1_000_000_000

    def refuses(self, space: Space, incoming: int) -> bool:
        """Say whether `incoming` more bytes would leave too little of `space`."""
        left = space.free - incoming
        return left < self.size or left < self.share * space.total


class LocalStorage:
    """A store in one folder. Safe for many processes and threads at once."""

    def __init__(
        self,
        root: Path,
        floor: SpaceFloor | None = None,
        measure: Callable[[Path], Space] = volume_space,
    ) -> None:
        """Keep objects below `root`, which is made if it is missing.

        Args:
            root: The folder.
            floor: The free room to keep; None means 10 % of the volume and 1 GB.
            measure: Tells the room of the volume that holds a folder.

        Raises:
            StorageDown: If the folder cannot be made.
        """
        self._root = root
        self._floor = floor or SpaceFloor()
        self._measure = measure
        self._incoming = root / _INCOMING
        try:
            self._incoming.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise _translated(fault) from fault

    def put(self, key: str, content: bytes, content_type: str) -> None:  # noqa: ARG002 - contract
        """Store `content` so that a crash leaves the whole object or none of it.

        See `marketplace.ports.storage.Storage.put`. The media type is not kept: the extension of
        the key says it.
        """
        target = self._root / safe_key(key)
        try:
            if self._floor.refuses(self._measure(self._root), len(content)):
                raise StorageFull
            target.parent.mkdir(parents=True, exist_ok=True)
            self._write(target, content)
        except OSError as fault:
            raise _translated(fault) from fault

    def get(self, key: str) -> bytes:
        """Read a whole object; see `marketplace.ports.storage.Storage.get`."""
        path = self._root / safe_key(key)
        try:
            return path.read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as fault:
            raise ObjectMissing from fault
        except OSError as fault:
            raise _translated(fault) from fault

    def exists(self, key: str) -> bool:
        """Say whether an object has this key; see `marketplace.ports.storage.Storage.exists`."""
        return (self._root / safe_key(key)).is_file()

    def delete(self, key: str) -> None:
        """Remove an object; see `marketplace.ports.storage.Storage.delete`."""
        path = self._root / safe_key(key)
        try:
            path.unlink(missing_ok=True)
        except (IsADirectoryError, NotADirectoryError):
            return
        except OSError as fault:
            raise _translated(fault) from fault

    def entries(self, prefix: str = "") -> Iterator[Entry]:
        """List the objects in the order of their keys; see `Storage.entries`."""
        start = self._root / safe_key(prefix) if prefix else self._root
        found = [start] if start.is_file() else [p for p in start.rglob("*") if p.is_file()]
        keys = sorted(path.relative_to(self._root).as_posix() for path in found)
        for key in keys:
            if key.startswith(_INCOMING):
                continue
            # A sweeper in another process may have been faster: the object is simply gone.
            with suppress(FileNotFoundError):
                facts = (self._root / key).stat()
                yield Entry(key, facts.st_size, datetime.fromtimestamp(facts.st_mtime, UTC))

    def space(self) -> Space | None:
        """Tell the room on the volume of the folder."""
        return self._measure(self._root)

    def sweep_unfinished(self, now: datetime) -> int:
        """Remove half-written files which a killed process left more than a day before `now`.

        Returns:
            How many were removed.
        """
        removed = 0
        for path in self._incoming.iterdir():
            with suppress(FileNotFoundError):
                if now.timestamp() - path.stat().st_mtime > _STALE_SECONDS:
                    path.unlink()
                    removed += 1
        return removed

    def _write(self, target: Path, content: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self._incoming)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            # mkstemp makes files only their owner can read; a web server may serve the folder.
            temporary.chmod(0o644)
            temporary.replace(target)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _translated(fault: OSError) -> StorageError:
    return StorageFull() if fault.errno in _NO_ROOM else StorageDown()
