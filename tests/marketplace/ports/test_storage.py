"""One contract over the three stores, then what each of them promises alone."""

import errno
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

import obstore
import pytest

from marketplace.ports.storage import (
    MemoryStorage,
    ObjectMissing,
    Space,
    Storage,
    StorageDown,
    StorageFull,
    UnsafeKey,
    safe_key,
)
from marketplace.ports.storage_local import LocalStorage, SpaceFloor
from marketplace.ports.storage_s3 import Breaker, S3Config, S3Storage
from tests.support.addresses import LOOPBACK, free_port, wait_for_port

ROOMY = Space(free=500_000_000_000, total=1_000_000_000_000)


@pytest.fixture(scope="module")
def s3_address() -> Iterator[str]:
    port = free_port()
    server = subprocess.Popen(
        [Path(sys.executable).with_name("moto_server"), "-H", LOOPBACK, "-p", str(port)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert wait_for_port(port, seconds=30)
        creator = HTTPConnection(LOOPBACK, port, timeout=10)
        creator.request("PUT", "/pasan")
        assert creator.getresponse().status == 200
        creator.close()
        yield f"http://{LOOPBACK}:{port}"
    finally:
        server.terminate()
        server.wait(10)


def s3_config(address: str, prefix: str = "") -> S3Config:
    return S3Config(
        bucket="pasan",
        endpoint=address,
        region="us-east-1",
        access_key_id="key",
        secret_access_key="very-secret",
        prefix=prefix,
    )


@pytest.fixture(params=["memory", "local", "s3", "s3-folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "memory":
        return MemoryStorage()
    if request.param == "local":
        return LocalStorage(tmp_path / "files", measure=lambda _: ROOMY)
    folder = f"{request.param}-{time.monotonic_ns()}" if request.param == "s3-folder" else ""
    s3 = S3Storage(s3_config(request.getfixturevalue("s3_address"), folder))
    for entry in list(s3.entries()):
        s3.delete(entry.key)
    return s3


def test_what_is_put_comes_back(store: Storage) -> None:
    content = bytes(range(256)) * 400
    store.put("photos/ab12/640.webp", content, "image/webp")
    assert store.get("photos/ab12/640.webp") == content
    assert store.exists("photos/ab12/640.webp")


def test_an_empty_object_is_an_object(store: Storage) -> None:
    store.put("notes/empty.txt", b"", "text/plain")
    assert store.get("notes/empty.txt") == b""
    assert store.exists("notes/empty.txt")


def test_putting_again_replaces(store: Storage) -> None:
    store.put("a/b.txt", b"one", "text/plain")
    store.put("a/b.txt", b"two", "text/plain")
    assert store.get("a/b.txt") == b"two"
    assert [entry.key for entry in store.entries()] == ["a/b.txt"]


def test_what_is_not_there_is_missing(store: Storage) -> None:
    with pytest.raises(ObjectMissing) as caught:
        store.get("photos/none.webp")
    assert caught.value.code == "storage.missing"
    assert not store.exists("photos/none.webp")


def test_a_folder_is_not_an_object(store: Storage) -> None:
    store.put("photos/ab/1.webp", b"x", "image/webp")
    assert not store.exists("photos/ab")
    with pytest.raises(ObjectMissing):
        store.get("photos/ab")
    store.delete("photos/ab")
    assert store.exists("photos/ab/1.webp")


def test_deleting_twice_is_fine(store: Storage) -> None:
    store.put("a.txt", b"x", "text/plain")
    store.delete("a.txt")
    store.delete("a.txt")
    store.delete("never/was.txt")
    assert not store.exists("a.txt")


def test_entries_tell_key_size_and_age_in_order(store: Storage) -> None:
    before = datetime.now(UTC) - timedelta(seconds=5)
    for key in ("photos/b/1.webp", "photos/a/1.webp", "files/x.pdf"):
        store.put(key, b"abc", "application/octet-stream")
    found = list(store.entries())
    assert [entry.key for entry in found] == ["files/x.pdf", "photos/a/1.webp", "photos/b/1.webp"]
    assert {entry.size for entry in found} == {3}
    assert all(before <= entry.changed_at <= datetime.now(UTC) + timedelta(5) for entry in found)
    assert all(entry.changed_at.tzinfo is not None for entry in found)


def test_entries_under_a_prefix_take_whole_parts(store: Storage) -> None:
    for key in ("photos/a/1.webp", "photos/ab/1.webp", "photos2/a.webp"):
        store.put(key, b"x", "image/webp")
    assert [entry.key for entry in store.entries("photos/a")] == ["photos/a/1.webp"]
    assert [entry.key for entry in store.entries("photos")] == [
        "photos/a/1.webp",
        "photos/ab/1.webp",
    ]
    assert list(store.entries("nothing")) == []


UNSAFE = [
    "", "/", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", "./a", ".hidden", "a/.incoming/x",
    "A.webp", "a b", "a\\b", "c:/x", "a\x00b", "a\nb", "ก.webp", "a%2f..", "x" * 201,
    "a/b/c/d/e/f/g", "~root", "a/..", "-", "?a", "a\u202eb", "a\n",
]  # fmt: skip


@pytest.mark.parametrize("key", UNSAFE)
def test_unsafe_keys_are_refused_everywhere(store: Storage, key: str) -> None:
    with pytest.raises(UnsafeKey):
        store.put(key, b"x", "text/plain")
    with pytest.raises(UnsafeKey):
        store.get(key)
    with pytest.raises(UnsafeKey):
        store.exists(key)
    with pytest.raises(UnsafeKey):
        store.delete(key)
    if key:
        with pytest.raises(UnsafeKey):
            list(store.entries(key))


def test_a_safe_key_is_given_back() -> None:
    assert safe_key("photos/" + "0f" * 32 + "/1280.webp").endswith("1280.webp")


def test_space_is_measured_where_there_is_a_bound(store: Storage) -> None:
    expected = ROOMY if isinstance(store, LocalStorage) else None
    assert store.space() == expected


# --- in memory ------------------------------------------------------------------------------


def test_memory_plays_the_faults_of_the_others() -> None:
    store = MemoryStorage(now=datetime(2026, 11, 20, tzinfo=UTC))
    store.put("a.txt", b"x", "text/plain")
    assert next(store.entries()).changed_at == datetime(2026, 11, 20, tzinfo=UTC)
    assert store.content_types == {"a.txt": "text/plain"}
    store.full = True
    with pytest.raises(StorageFull):
        store.put("b.txt", b"x", "text/plain")
    assert store.get("a.txt") == b"x"
    store.down = True
    with pytest.raises(StorageDown):
        store.get("a.txt")


# --- local folder ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("free", "total", "refused"),
    [
        (99, 1000, True),
        (109, 1000, True),
        (110, 1000, False),
        (60, 100, False),
        (59, 100, True),
    ],
)
def test_local_keeps_a_floor_of_free_space(
    tmp_path: Path, free: int, total: int, *, refused: bool
) -> None:
    store = LocalStorage(
        tmp_path, SpaceFloor(share=0.1, size=50), measure=lambda _: Space(free, total)
    )
    if refused:
        with pytest.raises(StorageFull) as caught:
            store.put("a.txt", b"0123456789", "text/plain")
        assert caught.value.code == "storage.full"
        assert list(store.entries()) == []
    else:
        store.put("a.txt", b"0123456789", "text/plain")


def test_local_floor_is_ten_percent_and_one_gigabyte_unless_told() -> None:
    assert SpaceFloor() == SpaceFloor(share=0.10, size=1_000_000_000)


def test_local_measures_the_real_volume(tmp_path: Path) -> None:
    space = LocalStorage(tmp_path).space()
    assert space is not None
    assert 0 < space.free <= space.total


def test_local_reads_and_deletes_when_full(tmp_path: Path) -> None:
    room = [ROOMY]
    store = LocalStorage(tmp_path, measure=lambda _: room[0])
    store.put("a.txt", b"x", "text/plain")
    room[0] = Space(0, 100)
    assert store.get("a.txt") == b"x"
    store.delete("a.txt")
    room[0] = ROOMY
    store.put("a.txt", b"y", "text/plain")
    assert store.get("a.txt") == b"y"


def test_local_leaves_the_old_object_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = LocalStorage(tmp_path, measure=lambda _: ROOMY)
    store.put("a.txt", b"old", "text/plain")

    def no_room(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(StorageFull):
        store.put("a.txt", b"new", "text/plain")
    assert store.get("a.txt") == b"old"
    assert list((tmp_path / ".incoming").iterdir()) == []


def test_local_killed_while_writing_leaves_no_half_object(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path;"
        "from marketplace.ports.storage_local import LocalStorage, SpaceFloor;"
        "os.fsync = lambda handle: os.kill(os.getpid(), 9);"
        f"LocalStorage(Path({str(tmp_path)!r}), SpaceFloor(0, 0)).put('a.txt', b'x' * 999, 't')"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    store = LocalStorage(tmp_path, measure=lambda _: ROOMY)
    assert list(store.entries()) == []
    assert not store.exists("a.txt")
    assert store.sweep_unfinished(datetime.now(UTC)) == 0
    assert store.sweep_unfinished(datetime.now(UTC) + timedelta(hours=25)) == 1
    assert store.sweep_unfinished(datetime.now(UTC) + timedelta(hours=25)) == 0


def test_local_faults_of_the_disk_are_storage_errors(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(StorageDown):
        LocalStorage(blocked / "below")
    store = LocalStorage(tmp_path / "s", measure=lambda _: ROOMY)
    store.put("a", b"x", "text/plain")
    with pytest.raises(StorageDown):
        store.put("a/b", b"x", "text/plain")
    store.delete("a/b")


def test_local_many_writers_of_one_key_leave_one_whole_object(tmp_path: Path) -> None:
    store = LocalStorage(tmp_path, measure=lambda _: ROOMY)
    contents = [bytes([number]) * 50_000 for number in range(8)]
    threads = [
        threading.Thread(target=store.put, args=("k.bin", content, "application/octet-stream"))
        for content in contents
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.get("k.bin") in contents
    assert [entry.key for entry in store.entries()] == ["k.bin"]


# --- S3 -------------------------------------------------------------------------------------


def test_s3_keeps_the_media_type(s3_address: str) -> None:
    store = S3Storage(s3_config(s3_address))
    store.put("t/a.webp", b"x", "image/webp")
    found = obstore.get(store._store, "t/a.webp")
    assert found.attributes["Content-Type"] == "image/webp"


def test_s3_config_never_shows_the_secret(s3_address: str) -> None:
    assert "very-secret" not in repr(s3_config(s3_address))


def test_s3_that_is_gone_fails_within_ten_seconds_then_at_once() -> None:
    store = S3Storage(s3_config(f"http://{LOOPBACK}:{free_port()}"))
    for _ in range(3):
        started = time.monotonic()
        with pytest.raises(StorageDown):
            store.get("a.txt")
        assert time.monotonic() - started < 10
    started = time.monotonic()
    with pytest.raises(StorageDown):
        store.put("a.txt", b"x", "text/plain")
    assert time.monotonic() - started < 0.1


@pytest.mark.slow
def test_s3_that_hangs_fails_within_ten_seconds() -> None:
    with closing(socket.socket()) as silent:
        silent.bind((LOOPBACK, 0))
        silent.listen(16)
        store = S3Storage(s3_config(f"http://{LOOPBACK}:{silent.getsockname()[1]}"))
        started = time.monotonic()
        with pytest.raises(StorageDown) as caught:
            store.put("a.txt", b"x", "text/plain")
        assert time.monotonic() - started < 10
        assert caught.value.code == "storage.down"


def test_s3_list_fault_is_a_storage_error() -> None:
    store = S3Storage(s3_config(f"http://{LOOPBACK}:{free_port()}"))
    with pytest.raises(StorageDown):
        list(store.entries())


def test_breaker_rests_and_recovers() -> None:
    now = [0.0]
    breaker = Breaker(limit=2, rest=10, clock=lambda: now[0])

    def call(fault: Exception | None) -> None:
        with breaker.guard():
            if fault is not None:
                raise fault

    for fault in (OSError(), None, OSError(), FileNotFoundError(), OSError()):
        if fault is None:
            call(None)
        else:
            with pytest.raises((StorageDown, ObjectMissing)):
                call(fault)
    call(None)
    for _ in range(2):
        with pytest.raises(StorageDown):
            call(OSError())
    with pytest.raises(StorageDown):
        call(None)
    now[0] = 10.5
    call(None)
