"""Where photos and files are kept: the contract, its errors, and the in-memory twin.

Objects are written once under a key made from their content (the sha256 of the re-encoded
bytes), so putting the same key twice stores the same thing and is harmless. The order of work for
a caller is always: put the object, then commit the row that names it; a sweeper later removes
objects without a row with the help of `Storage.entries`.

The real stores are `marketplace.ports.storage_local` and `marketplace.ports.storage_s3`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from models.errors import DomainError

# One to six parts of lower-case letters, digits, dot, dash and underscore; no part starts with a
# dot, so neither "..", hidden files nor the stores' own working folders can be named.
_KEY = re.compile(r"[a-z0-9_][a-z0-9._-]*(?:/[a-z0-9_][a-z0-9._-]*){0,5}")
_KEY_LIMIT = 200


class StorageError(DomainError):
    """A store could not do what was asked. Its subclasses say why.

    Attributes:
        code: The stable name of the fault, for messages and logs.
    """


class StorageFull(StorageError):
    """There is too little free space for a new object. Nothing was written."""

    def __init__(self) -> None:
        """Use the code ``storage.full``."""
        super().__init__("storage.full")


class StorageDown(StorageError):
    """The store did not answer in time, or answered with a fault. Trying later may help."""

    def __init__(self) -> None:
        """Use the code ``storage.down``."""
        super().__init__("storage.down")


class ObjectMissing(StorageError):
    """No object has this key."""

    def __init__(self) -> None:
        """Use the code ``storage.missing``."""
        super().__init__("storage.missing")


class UnsafeKey(StorageError):
    """The key could reach outside the store or is not spelt as keys are."""

    def __init__(self) -> None:
        """Use the code ``storage.key``."""
        super().__init__("storage.key")


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored object as `Storage.entries` lists it.

    Attributes:
        key: Its key.
        size: Its length in bytes.
        changed_at: When it was last written, in UTC.
    """

    key: str
    size: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Space:
    """Room on the volume of a store, in bytes.

    Attributes:
        free: What this process may still write.
        total: The size of the volume.
    """

    free: int
    total: int


class Storage(Protocol):
    """What every store can do. Keys are checked by `safe_key` before anything else happens."""

    def put(self, key: str, content: bytes, content_type: str) -> None:
        """Store `content` under `key`, whole or not at all; an older object is replaced.

        Args:
            key: The new object's key.
            content: The bytes.
            content_type: The media type to serve it with, such as ``image/webp``. Stores that
                cannot keep it leave it to the key's extension.

        Raises:
            UnsafeKey: If the key is not allowed.
            StorageFull: If there is too little room.
            StorageDown: If the store does not answer.
        """
        ...

    def get(self, key: str) -> bytes:
        """Read a whole object.

        Raises:
            UnsafeKey: If the key is not allowed.
            ObjectMissing: If nothing has this key.
            StorageDown: If the store does not answer.
        """
        ...

    def exists(self, key: str) -> bool:
        """Say whether an object has this key.

        Raises:
            UnsafeKey: If the key is not allowed.
            StorageDown: If the store does not answer.
        """
        ...

    def delete(self, key: str) -> None:
        """Remove an object; a key that is already gone is fine.

        Raises:
            UnsafeKey: If the key is not allowed.
            StorageDown: If the store does not answer.
        """
        ...

    def entries(self, prefix: str = "") -> Iterator[Entry]:
        """List the objects, in the order of their keys.

        Args:
            prefix: Leading whole parts of the key, such as ``photos`` or ``photos/ab``; empty
                lists everything.

        Raises:
            UnsafeKey: If the prefix is not allowed.
            StorageDown: If the store does not answer.
        """
        ...

    def space(self) -> Space | None:
        """Tell the room on the store's volume; None means the store has no bound of its own."""
        ...


def safe_key(key: str) -> str:
    """Return `key` unchanged if it is spelt as a key.

    A key has one to six parts divided by ``/``, at most 200 characters in all. A part has
    lower-case letters a to z, digits, ``.``, ``-`` and ``_``, and does not begin with a dot.

    Raises:
        UnsafeKey: If it is anything else.
    """
    if len(key) > _KEY_LIMIT or not _KEY.fullmatch(key):
        raise UnsafeKey
    return key


def under(prefix: str, key: str) -> bool:
    """Say whether `key` lies under the whole parts named by `prefix` (empty: always)."""
    return not prefix or key == prefix or key.startswith(prefix + "/")


@dataclass(slots=True)
class MemoryStorage:
    """A store in memory for tests and trials, with switches for the faults of the real ones.

    Attributes:
        down: When true, every call raises `StorageDown`.
        full: When true, `put` raises `StorageFull`.
        now: The time given to objects put from here on; None means the clock of the machine.
        content_types: The media type of each stored key.
    """

    down: bool = False
    full: bool = False
    now: datetime | None = None
    content_types: dict[str, str] = field(default_factory=dict)
    _objects: dict[str, tuple[bytes, datetime]] = field(default_factory=dict)

    def put(self, key: str, content: bytes, content_type: str) -> None:
        """Store `content` under `key`; see `Storage.put`."""
        self._check(key)
        if self.full:
            raise StorageFull
        self._objects[key] = (bytes(content), self.now or datetime.now(UTC))
        self.content_types[key] = content_type

    def get(self, key: str) -> bytes:
        """Read a whole object; see `Storage.get`."""
        self._check(key)
        if key not in self._objects:
            raise ObjectMissing
        return self._objects[key][0]

    def exists(self, key: str) -> bool:
        """Say whether an object has this key; see `Storage.exists`."""
        self._check(key)
        return key in self._objects

    def delete(self, key: str) -> None:
        """Remove an object; see `Storage.delete`."""
        self._check(key)
        self._objects.pop(key, None)
        self.content_types.pop(key, None)

    def entries(self, prefix: str = "") -> Iterator[Entry]:
        """List the objects in the order of their keys; see `Storage.entries`."""
        self._check(prefix or "all")
        for key, (content, changed_at) in sorted(self._objects.items()):
            if under(prefix, key):
                yield Entry(key, len(content), changed_at)

    def space(self) -> Space | None:
        """Answer None: memory is not bounded by this store."""
        return None

    def _check(self, key: str) -> None:
        safe_key(key)
        if self.down:
            raise StorageDown
