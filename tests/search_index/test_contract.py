"""What every engine must do; see ``search_index.contract``."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from search_index.contract import (
    Backend,
    Facet,
    Filters,
    IndexUnavailable,
    SearchDocument,
    SearchPage,
    SearchQuery,
    Sort,
)
from tests.search_index.conftest import Opener
from tests.search_index.corpus import craft


def ask(backend: Backend, text: str = "", **more: object) -> SearchPage:
    return backend.search(SearchQuery(text=text, **more))  # type: ignore[arg-type]  # tests choose


def ids(backend: Backend, text: str = "", **more: object) -> list[int]:
    return [hit.id for hit in ask(backend, text, **more).hits]


def limited(backend: Backend, **limits: object) -> set[int]:
    return set(ids(backend, filters=Filters(**limits)))  # type: ignore[arg-type]  # tests choose


def counts(page: SearchPage, name: str) -> dict[str, int]:
    facet: Facet = next(found for found in page.facets if found.name == name)
    return {value.code: value.count for value in facet.values}


# --- changes -------------------------------------------------------------------------------


def test_everything_is_found_without_words(backend: Backend) -> None:
    page = ask(backend)
    assert page.total == 9
    assert [hit.id for hit in page.hits] == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert page.generation


def test_a_change_is_found_by_its_writer_at_once(backend: Backend) -> None:
    backend.upsert([craft(50, "ร่มกระดาษสา", "Paper umbrella")])
    assert ids(backend, "umbrella") == []
    backend.commit()
    assert ids(backend, "umbrella") == [50]
    assert ids(backend, "ร่มกระดาษ") == [50]


def test_another_reader_sees_a_change_within_a_second(backend: Backend, reopen: Opener) -> None:
    other = reopen()
    assert ids(other, "umbrella") == []
    backend.upsert([craft(50, "ร่มกระดาษสา", "Paper umbrella")])
    backend.commit()
    deadline = time.monotonic() + 1
    while (found := ids(other, "umbrella")) != [50] and time.monotonic() < deadline:
        time.sleep(0.05)
    assert found == [50]


def test_of_two_changes_in_a_batch_the_newer_stays(backend: Backend) -> None:
    backend.upsert([craft(50, "หนึ่ง", "Umbrella", version=2)])
    backend.upsert([craft(50, "สอง", "Lantern stand", version=3), craft(50, "ศูนย์", "x", version=1)])
    backend.commit()
    assert ids(backend, "umbrella") == []
    assert ids(backend, "lantern stand")[0] == 50
    assert ask(backend).total == 10
    assert backend.versions()[50] == 3


def test_an_older_version_than_the_indexed_is_ignored(
    backend: Backend, small: list[SearchDocument]
) -> None:
    backend.upsert([replace(small[0], version=5, title_en="Umbrella")])
    backend.commit()
    backend.upsert([replace(small[0], version=4, title_en="Outdated")])
    backend.commit()
    assert ids(backend, "umbrella") == [1]
    assert backend.versions()[1] == 5


def test_the_same_version_again_changes_nothing(
    backend: Backend, small: list[SearchDocument]
) -> None:
    before = ids(backend, "สังคโลก")
    backend.upsert(small)
    backend.commit()
    assert ask(backend).total == 9
    assert ids(backend, "สังคโลก") == before


def test_what_is_deleted_is_gone_and_may_come_back(
    backend: Backend, small: list[SearchDocument]
) -> None:
    backend.delete([1, 999])
    backend.commit()
    assert 1 not in ids(backend, "สังคโลก")
    assert 1 not in backend.versions()
    backend.upsert([small[0]])
    backend.commit()
    assert 1 in ids(backend, "สังคโลก")


def test_the_last_act_on_an_id_counts(backend: Backend, small: list[SearchDocument]) -> None:
    backend.delete([1])
    backend.upsert([replace(small[0], version=2)])
    backend.upsert([replace(small[1], version=2)])
    backend.delete([2])
    backend.commit()
    assert 1 in backend.versions()
    assert 2 not in backend.versions()


def test_a_commit_of_nothing_keeps_the_state(backend: Backend) -> None:
    before = ask(backend).generation
    assert backend.commit() == before


def test_many_commits_answer_like_one_rebuild(
    backend: Backend, reopen: Opener, small: list[SearchDocument]
) -> None:
    for number in range(30):
        backend.upsert([craft(100 + number, f"ตะกร้าหวายใบที่ {number}", f"Rattan basket {number}")])
        if number % 5 == 0:
            backend.delete([100 + number // 2])
        backend.commit()
    versions = dict(backend.versions())
    incremental = sorted(ids(backend, "rattan basket", per_page=100))
    backend.rebuild(
        [*small]
        + [
            craft(i, f"ตะกร้าหวายใบที่ {i - 100}", f"Rattan basket {i - 100}")
            for i in versions
            if i >= 100
        ]
    )
    assert backend.versions() == versions
    assert sorted(ids(reopen(), "rattan basket", per_page=100)) == incremental


def test_an_empty_index_answers_with_nothing(empty: Backend) -> None:
    page = ask(empty, "สังคโลก")
    assert page.total == 0
    assert page.hits == ()
    assert empty.suggest("สัง")[0].text
    empty.upsert([craft(1, "จานสังคโลก", "Plate")])
    empty.commit()
    assert ids(empty, "สังคโลก") == [1]


def test_a_rebuild_reports_its_progress(empty: Backend) -> None:
    seen: list[int] = []
    empty.rebuild((craft(i, f"จานใบที่ {i}", f"Plate {i}") for i in range(1, 121)), seen.append)
    assert seen == [50, 100, 120]


def test_without_an_index_the_caller_learns_it(reopen: Opener) -> None:
    backend = reopen()
    for call in (lambda: ask(backend, "x"), lambda: backend.suggest("x"), backend.versions):
        with pytest.raises(IndexUnavailable) as caught:
            call()
        assert caught.value.reason == "missing"
    backend.upsert([craft(1, "จาน", "Plate")])
    with pytest.raises(IndexUnavailable):
        backend.commit()
    assert backend.health().ok is False
    backend.rebuild([])
    backend.commit()
    assert ids(backend, "plate") == [1]


def test_health_counts_the_documents(backend: Backend) -> None:
    health = backend.health()
    assert health.ok
    assert health.documents == 9
    assert health.generation == ask(backend).generation


# --- limits and facets ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"kind": "route"}, {7, 8, 9}),
        ({"categories": frozenset({"ceramics"})}, {1, 2, 5, 6}),
        ({"categories": frozenset({"sangkhalok-tableware"})}, {1, 2}),
        ({"categories": frozenset({"tin-chok", "sangkhalok"})}, {1, 2, 3}),
        ({"categories": frozenset({"unknown"})}, set()),
        ({"communities": frozenset({"thung-luang"})}, {5, 6, 9}),
        ({"districts": frozenset({"6405"})}, {3, 4, 7}),
        ({"organisations": frozenset({"14"})}, {5, 6}),
        ({"price_min": 20_000, "price_max": 40_000}, {2, 3, 4}),
        ({"price_max": 10_000}, {1}),
        ({"price_min": 0}, {1, 2, 3, 4, 6, 7, 8, 9}),
        ({"in_stock": True}, {1, 2, 4, 5, 7, 8, 9}),
        ({"made_to_order": True}, {3}),
        ({"ready": True}, {1, 2, 3, 4, 5, 7, 8, 9}),
        ({"wholesale": True}, {1, 2}),
        ({"wholesale_quantity": 30}, {1}),
        ({"wholesale": True, "price_max": 9_500}, {2}),
        ({"wholesale_quantity": 60, "price_min": 9_500}, {1}),
        ({"group": 15, "kind": "route"}, {7, 9}),
        ({"group": 1, "kind": "route"}, {9}),
        ({"group": 3, "kind": "route", "price_max": 80_000}, {8}),
        ({"group": 6, "kind": "route", "price_max": 70_000}, {7}),
        ({"months": frozenset({4}), "kind": "route"}, {8, 9}),
        ({"months": frozenset({12}), "kind": "route"}, {7, 8, 9}),
        ({"weekdays": frozenset({1}), "kind": "route"}, {7, 9}),
        ({"duration_max": 300}, {7, 8, 9}),
        ({"days_max": 1}, {7, 8, 9}),
        ({"days_min": 2}, set()),
        ({"lead_days_max": 2}, {1, 2}),
        ({"languages": frozenset({"en"})}, {7, 8, 9}),
        ({"materials": frozenset({"cotton"})}, {3, 4}),
        ({"themes": frozenset({"cycling"})}, {8}),
        ({"accessibility": frozenset({"easy"})}, {9}),
    ],
)
def test_limits(backend: Backend, limits: dict[str, object], expected: set[int]) -> None:
    assert limited(backend, **limits) == expected


def test_a_facet_counts_over_all_hits_and_ignores_its_own_choice(backend: Backend) -> None:
    filters = Filters(categories=frozenset({"textiles"}), districts=frozenset({"6405"}))
    page = ask(backend, filters=filters, per_page=1)
    assert page.total == 2
    assert counts(page, "category") == {"textiles": 2, "tin-chok": 1}
    assert counts(page, "district") == {"6405": 2}
    assert counts(page, "kind") == {"craft": 2}
    page = ask(backend, filters=Filters(kind="craft"))
    assert counts(page, "kind") == {"craft": 6, "route": 3}
    assert counts(page, "category")["ceramics"] == 4
    kinds = next(facet for facet in page.facets if facet.name == "kind")
    assert {value.code: value.chosen for value in kinds.values} == {"craft": True, "route": False}


def test_number_facets(backend: Backend) -> None:
    page = ask(backend)
    assert counts(page, "price") == {"10000-30000": 2, "30000-50000": 2, "50000-100000": 4}
    assert counts(page, "in_stock") == {"1": 7}
    assert counts(page, "wholesale") == {"1": 2}
    assert counts(page, "group") == {"1": 1, "2": 3, "6": 3, "10": 3, "20": 2, "40": 1}
    assert counts(page, "lead_time") == {"3": 3, "7": 6, "14": 6, "30": 6}
    assert counts(page, "month")["4"] == 8
    assert counts(page, "month")["12"] == 9


def test_who_buys_wholesale_is_shown_and_sorted_by_wholesale_prices(backend: Backend) -> None:
    page = ask(backend, filters=Filters(wholesale=True), sort=Sort.PRICE_UP)
    assert [hit.id for hit in page.hits] == [2, 1]
    assert counts(page, "price") == {"0-10000": 1, "10000-30000": 1}


def test_facets_count_what_the_words_match(backend: Backend) -> None:
    page = ask(backend, "ตีนจก")
    assert counts(page, "kind") == {"craft": 1, "route": 1}
    assert ask(backend, "ตีนจก", facets=()).facets == ()


# --- order and pages -----------------------------------------------------------------------


def test_orders_are_total(backend: Backend) -> None:
    assert ids(backend, sort=Sort.NEWEST) == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert ids(backend, sort=Sort.PRICE_UP) == [1, 2, 3, 4, 6, 7, 8, 9, 5]
    assert ids(backend, sort=Sort.PRICE_DOWN) == [9, 8, 7, 6, 4, 3, 2, 1, 5]


def test_nearest_first_and_unknown_places_last(backend: Backend) -> None:
    page = ask(backend, sort=Sort.NEAREST, near=(17.0171, 99.7038))
    assert [hit.id for hit in page.hits][:3] == [8, 1, 3]
    assert page.hits[0].distance_m is not None
    assert page.hits[0].distance_m < 100
    assert page.hits[-1].distance_m is None


def test_ties_go_to_the_newest_id(empty: Backend) -> None:
    empty.upsert([craft(i, "จานสังคโลก", "Plate", price_satang=5, created=7) for i in range(1, 60)])
    empty.commit()
    for sort in (Sort.BEST, Sort.NEWEST, Sort.PRICE_UP):
        assert ids(empty, "จาน", sort=sort, per_page=5) == [59, 58, 57, 56, 55]


def test_pages_join_to_the_whole(backend: Backend) -> None:
    whole = ids(backend)
    pages = [ids(backend, page=number, per_page=4) for number in (1, 2, 3, 4)]
    assert [*pages[0], *pages[1], *pages[2]] == whole
    assert pages[3] == []
    assert ask(backend, page=0, per_page=0).per_page == 1
    assert ask(backend, page=10**9, per_page=1000).hits == ()


# --- words ---------------------------------------------------------------------------------


def test_phrases_and_exclusions(backend: Backend) -> None:
    assert ids(backend, '"coffee mug"') == [2]
    assert ids(backend, '"mug coffee"') == []
    assert ids(backend, '"สังคโลกลายปลา"') == [1]
    assert 2 not in ids(backend, "สังคโลก -แก้ว")
    assert 1 in ids(backend, "สังคโลก -แก้ว")
    assert 2 not in ids(backend, "sangkhalok -mug")


def test_marks_show_what_matched_and_join_to_the_title(backend: Backend) -> None:
    hit = ask(backend, "สังคโลก", lang="th").hits[0]
    assert "".join(segment.text for segment in hit.title) in {
        "จานสังคโลกลายปลา 25 ซม.",
        "แก้วกาแฟสังคโลก",
    }
    assert [segment.text for segment in hit.title if segment.marked] == ["สังคโลก"]
    hit = ask(backend, "painted plates", lang="en").hits[0]
    assert hit.lang == "en"
    assert [segment.text for segment in hit.title if segment.marked] == ["plate"]
    assert any(segment.marked and segment.text == "Painted" for segment in hit.excerpt)


def test_a_missing_language_falls_back(empty: Backend) -> None:
    empty.upsert([craft(1, "จานสังคโลก", "")])
    empty.commit()
    hit = ask(empty, "จาน", lang="en").hits[0]
    assert hit.lang == "th"
    assert hit.title[0].text


def test_suggestions(backend: Backend) -> None:
    assert any(s.code == "craft-1" for s in backend.suggest("จานสัง"))
    assert any(
        s.kind == "community" and s.code == "hat-siao" for s in backend.suggest("hat s", "en")
    )
    assert backend.suggest("") == ()
    assert len(backend.suggest("ก", limit=3)) <= 3
    assert backend.suggest("((((", "en") == ()
