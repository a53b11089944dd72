"""Photos and files in an S3-compatible store. The only file that knows obstore.

Every call is bounded: a request takes at most 4 seconds and with its retries at most 8. After
three faults in a row the store is left alone for ten seconds and calls fail at once, so that a
dead store does not hold all threads of the web server.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock
from time import monotonic

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from marketplace.ports.storage import (
    Entry,
    ObjectMissing,
    Space,
    StorageDown,
    safe_key,
)

_CONNECT = timedelta(seconds=2)
_REQUEST = timedelta(seconds=4)
_ALTOGETHER = timedelta(seconds=8)


@dataclass(frozen=True, slots=True)
class S3Config:
    """How to reach a bucket.

    Attributes:
        bucket: Its name.
        endpoint: Address of the store, ``https://…``; plain http is allowed for a store on the
            same machine.
        region: Region of the signature, such as ``ap-southeast-1``.
        access_key_id: Name of the key.
        secret_access_key: The secret; never shown by repr.
        prefix: Folder inside the bucket; empty means the whole bucket.
    """

    bucket: str
    endpoint: str
    region: str
    access_key_id: str
    secret_access_key: str = field(repr=False)
    prefix: str = ""


class Breaker:
    """Stops calling what has just failed several times. Shared by all threads of a process."""

    def __init__(
        self, limit: int = 3, rest: float = 10.0, clock: Callable[[], float] = monotonic
    ) -> None:
        """Open after `limit` faults in a row, for `rest` seconds measured by `clock`."""
        self._limit = limit
        self._rest = rest
        self._clock = clock
        self._lock = Lock()
        self._faults = 0
        self._until = 0.0

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Run a call; turn its fault into `StorageDown` and count it.

        Raises:
            StorageDown: At once while resting, or when the call fails.
        """
        if self._clock() < self._until:
            raise StorageDown
        try:
            yield
        except FileNotFoundError:
            self._count(fault=False)
            raise ObjectMissing from None
        except (BaseError, OSError) as problem:
            self._count(fault=True)
            raise StorageDown from problem
        else:
            self._count(fault=False)

    def _count(self, *, fault: bool) -> None:
        with self._lock:
            self._faults = self._faults + 1 if fault else 0
            if self._faults >= self._limit:
                self._until = self._clock() + self._rest
                self._faults = 0


class S3Storage:
    """A store in a bucket; see `marketplace.ports.storage.Storage` for what each call does."""

    def __init__(self, config: S3Config, breaker: Breaker | None = None) -> None:
        """Prepare calls to the bucket of `config`; nothing is sent yet.

        Args:
            config: Where the bucket is.
            breaker: Guards against a dead store; None means three faults, ten seconds.
        """
        self._breaker = breaker or Breaker()
        self._store = S3Store(
            config.bucket,
            prefix=config.prefix or None,
            endpoint=config.endpoint,
            region=config.region,
            access_key_id=config.access_key_id,
            secret_access_key=config.secret_access_key,
            virtual_hosted_style_request=False,
            client_options={
                "allow_http": config.endpoint.startswith("http://"),
                "connect_timeout": _CONNECT,
                "timeout": _REQUEST,
            },
            retry_config={"max_retries": 2, "retry_timeout": _ALTOGETHER - _REQUEST},
        )

    def put(self, key: str, content: bytes, content_type: str) -> None:
        """Store `content` with its media type; see `Storage.put`."""
        path = safe_key(key)
        with self._breaker.guard():
            obstore.put(
                self._store,
                path,
                content,
                attributes={"Content-Type": content_type},
                use_multipart=False,
            )

    def get(self, key: str) -> bytes:
        """Read a whole object; see `Storage.get`."""
        path = safe_key(key)
        with self._breaker.guard():
            return obstore.get(self._store, path).bytes().to_bytes()

    def exists(self, key: str) -> bool:
        """Say whether an object has this key; see `Storage.exists`."""
        path = safe_key(key)
        try:
            with self._breaker.guard():
                obstore.head(self._store, path)
        except ObjectMissing:
            return False
        return True

    def delete(self, key: str) -> None:
        """Remove an object; see `Storage.delete`."""
        path = safe_key(key)
        try:
            with self._breaker.guard():
                obstore.delete(self._store, path)
        except ObjectMissing:
            return

    def entries(self, prefix: str = "") -> Iterator[Entry]:
        """List the objects in the order of their keys; see `Storage.entries`."""
        folder = safe_key(prefix) if prefix else None
        pages = iter(obstore.list(self._store, prefix=folder))
        while True:
            with self._breaker.guard():
                page = next(pages, None)
            if page is None:
                return
            for found in page:
                yield Entry(found["path"], found["size"], found["last_modified"])

    def space(self) -> Space | None:
        """Answer None: a bucket has no bound of its own."""
        return None
