"""The embedded engine under bad luck: killed writers, damaged files, threads."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from search_index.contract import IndexUnavailable, SearchQuery
from search_index.whoosh_backend import store
from search_index.whoosh_backend.backend import WhooshBackend
from tests.search_index.corpus import craft, documents

_ROOT = Path(__file__).resolve().parents[2]

_CHILD = """
import sys
from pathlib import Path
from search_index.whoosh_backend.backend import WhooshBackend
from tests.search_index.corpus import craft

backend = WhooshBackend(Path(sys.argv[1]))
round_ = int(sys.argv[2])
print("ready", flush=True)
while True:
    round_ += 1
    backend.upsert(craft(i, f"จานใบที่ {i}", f"Plate {i}", version=round_) for i in range(1, 41))
    backend.commit()
    print(round_, flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    WhooshBackend(tmp_path / "index").rebuild(documents())
    return tmp_path / "index"


def ids(backend: WhooshBackend, text: str = "") -> list[int]:
    return [hit.id for hit in backend.search(SearchQuery(text=text, per_page=100)).hits]


def test_a_killed_writer_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    WhooshBackend(folder).rebuild(craft(i, f"จานใบที่ {i}", f"Plate {i}") for i in range(1, 41))
    rng = random.Random(3)
    done = 1
    for _ in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(folder), str(done)],
            cwd=_ROOT,
            stdout=subprocess.PIPE,
            text=True,
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            time.sleep(rng.uniform(0.2, 0.7))
            os.kill(child.pid, signal.SIGKILL)
            acknowledged = [int(line) for line in child.stdout.read().split()]
        backend = WhooshBackend(folder)
        versions = dict(backend.versions())
        assert sorted(versions) == list(range(1, 41))
        assert len(set(versions.values())) == 1, "a mix of two states"
        done = versions[1]
        assert done >= max(acknowledged, default=1), "an acknowledged commit was lost"
        assert backend.health().ok
        backend.upsert([craft(1, "จานใบที่ 1", "Plate 1", version=done)])
        backend.commit()
        assert backend.versions()[1] == done


def test_a_second_writer_waits_and_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LOCK_SECONDS", 0.1)
    backend = WhooshBackend(folder)
    backend.upsert([craft(50, "ร่ม", "Umbrella")])
    with store.Store(folder).lock(), pytest.raises(IndexUnavailable) as caught:
        backend.commit()
    assert caught.value.reason == "locked"
    backend.commit()
    assert ids(backend, "umbrella") == [50]


@pytest.mark.parametrize("what", ["flip", "cut", "remove"])
def test_a_damaged_file_is_noticed_and_a_rebuild_heals(folder: Path, what: str) -> None:
    path = next(folder.glob("gen-*/flat/*.flat"))
    data = bytearray(path.read_bytes())
    if what == "flip":
        middle = len(data) // 3
        data[middle : middle + 64] = bytes(byte ^ 0x55 for byte in data[middle : middle + 64])
        path.write_bytes(data)
    elif what == "cut":
        path.write_bytes(data[: len(data) // 2])
    else:
        path.unlink()
    backend = WhooshBackend(folder)
    with pytest.raises(IndexUnavailable) as caught:
        backend.search(SearchQuery(text="สังคโลก"))
    assert caught.value.reason == "damaged"
    health = backend.health()
    assert not health.ok
    assert health.reason == "damaged"
    backend.rebuild(documents())
    assert 1 in ids(backend, "สังคโลก")
    assert backend.health().ok


@pytest.mark.parametrize("size", [0, 40])
def test_a_commit_onto_a_damaged_file_says_so_and_keeps_what_is_staged(
    folder: Path, size: int
) -> None:
    path = next(folder.glob("gen-*/flat/*.flat"))
    path.write_bytes(path.read_bytes()[:size])
    backend = WhooshBackend(folder)
    backend.upsert([craft(50, "ร่ม", "Umbrella")])

    with pytest.raises(IndexUnavailable) as caught:
        backend.commit()

    assert caught.value.reason == "damaged"
    backend.rebuild(documents())
    backend.commit()
    assert ids(backend, "umbrella") == [50]


@pytest.mark.parametrize("path", ["CURRENT", "gen-1/commit-1.json"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}", b"gen-9/commit-1.json"])
def test_a_damaged_manifest_is_noticed(folder: Path, path: str, content: bytes) -> None:
    (folder / path).write_bytes(content)
    with pytest.raises(IndexUnavailable):
        WhooshBackend(folder).search(SearchQuery(text="x"))
    assert not WhooshBackend(folder).health().ok


def test_an_index_of_another_pipeline_is_outdated(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "version_with", lambda _whole: "other")
    with pytest.raises(IndexUnavailable) as caught:
        WhooshBackend(folder).search(SearchQuery())
    assert caught.value.reason == "outdated"


def test_damage_inside_whooshs_own_files_is_found_by_the_health_check(folder: Path) -> None:
    path = next(folder.glob("gen-*/whoosh/MAIN_*.pst"), None) or next(
        folder.glob("gen-*/whoosh/MAIN_*")
    )
    path.write_bytes(path.read_bytes()[:-10])
    assert WhooshBackend(folder).health().reason == "damaged"


def test_a_reader_keeps_its_state_while_another_process_rebuilds(folder: Path) -> None:
    reader, writer = WhooshBackend(folder), WhooshBackend(folder)
    before = ids(reader, "สังคโลก")
    writer.rebuild([craft(1, "ร่ม", "Umbrella")])
    reader._reader._asked = time.monotonic() + 100
    assert ids(reader, "สังคโลก") == before
    reader._reader.forget()
    assert ids(reader) == [1]


def test_old_generations_and_files_go_after_their_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = WhooshBackend(folder)
    monkeypatch.setattr(store, "GRACE_SECONDS", -60)
    for version in range(2, 12):
        backend.upsert([craft(1, f"จานใบที่ {version}", "Plate", version=version)])
        backend.commit()
    backend.rebuild(documents())
    assert [path.name for path in folder.glob("gen-*")] == ["gen-2"]
    assert len(list(folder.glob("gen-2/commit-*.json"))) == 1
    assert backend.health().ok


def test_a_change_touches_only_its_own_listings_in_whatever_segment_they_stand(
    folder: Path,
) -> None:
    backend = WhooshBackend(folder)
    rng = random.Random(9)
    expected = dict(backend.versions())
    for version in range(2, 30):
        changed = rng.sample(range(1, 40), 3)
        backend.upsert(
            craft(i, f"จานใบที่ {i}", f"Plate v{version}", version=version) for i in changed
        )
        expected |= dict.fromkeys(changed, version)
        gone = rng.choice([i for i in expected if i not in changed])
        stale = rng.choice([i for i in expected if i not in changed and i != gone])
        backend.delete([gone, 999])
        backend.upsert([craft(stale, "เก่า", "Stale", version=0)])
        del expected[gone]
        backend.commit()
        assert backend.versions() == expected
        assert sorted(ids(backend, f"v{version}")) == sorted(changed)
    assert ids(backend, "stale") == []
    assert WhooshBackend(folder).health().ok


def test_a_failed_rebuild_changes_nothing(folder: Path) -> None:
    backend = WhooshBackend(folder)

    def broken() -> object:
        yield craft(1, "ร่ม", "Umbrella")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        backend.rebuild(broken())  # type: ignore[arg-type]  # a generator of documents
    assert ids(backend, "umbrella") == []
    backend.rebuild(documents())
    assert backend.health().ok


def test_eight_threads_answer_like_one(folder: Path) -> None:
    backend = WhooshBackend(folder)
    words = [
        "สังคโลก",
        "ผ้า",
        "ตีนจก",
        "plate",
        "cotton",
        "sankalok",
        "ดินเผา",
        "ทอผ้า",
        "tour",
        "หมักโคลน",
        "ปั่นจักยาน",
    ]
    rng = random.Random(5)
    texts = [" ".join(rng.choices(words, k=rng.randint(1, 3))) for _ in range(50)]
    alone = {text: backend.search(SearchQuery(text=text)) for text in texts}

    def work(seed: int) -> int:
        mine = random.Random(seed)
        wrong = 0
        for _ in range(40):
            text = mine.choice(texts)
            wrong += backend.search(SearchQuery(text=text)) != alone[text]
        return wrong

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(8))) == 0


def test_threads_read_while_one_commits(folder: Path) -> None:
    backend = WhooshBackend(folder)
    stop = False

    def read() -> int:
        asked = 0
        while not stop:
            totals = backend.search(SearchQuery(text="umbrella", facets=())).total
            assert totals in {0, 1}
            asked += 1
        return asked

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            for version in range(1, 15):
                backend.upsert([craft(50, "ร่ม", "Umbrella", version=version)])
                backend.commit()
        finally:
            stop = True
        assert all(reader.result() > 0 for reader in readers)
