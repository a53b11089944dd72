"""Drawings: one for every listing, the same each time, different from each other, and honest."""

import re
from hashlib import sha256
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from marketplace.illustrations import (
    VIEWS,
    Item,
    alt_text,
    draw_and_process_many,
    illustrate,
)
from marketplace.illustrations.catalogue import CATEGORIES, COMMUNITIES, ROUTES, WORDS, piece_for
from marketplace.illustrations.pen import Pen, darker, leaf, lighter, mix, num
from marketplace.illustrations.rendering import draw
from marketplace.illustrations.scenes import SCENES
from marketplace.illustrations.words import SCENE_WORDS

CRAFTS = [(f"demo-{word}", "sangkhalok-decor") for word, _ in WORDS]
FALLBACKS = [(f"zz{row}{n}", name) for row, name in enumerate(CATEGORIES) for n in "abc"]
PLACES = [(word, "route") for word, _ in ROUTES] + [(slug, "community") for slug in COMMUNITIES]
EVERYTHING = CRAFTS + FALLBACKS + PLACES


@pytest.mark.parametrize(("slug", "category"), EVERYTHING)
def test_every_listing_has_three_sound_drawings(slug: str, category: str) -> None:
    for view in range(VIEWS):
        svg = draw(Item(slug, category, view))
        root = ET.fromstring(svg)  # noqa: S314 - our own drawing
        assert root.get("viewBox") == "0 0 1200 900"
        assert len(svg) < 600_000
        # Well-formed, with every paint defined, no number gone wrong and no lettering.
        assert set(re.findall(r"url\(#(\w+)\)", svg)) <= set(re.findall(r'id="(\w+)"', svg))
        assert not re.search(r"nan|inf|None|<text|href|<image|<script", svg)


def test_all_drawings_differ() -> None:
    seen = {sha256(draw(Item(slug, category, view)).encode()).digest()
            for slug, category in EVERYTHING for view in range(VIEWS)}  # fmt: skip
    assert len(seen) == len(EVERYTHING) * VIEWS


def test_the_same_listing_is_drawn_the_same_each_time() -> None:
    item = Item("sangkhalok-fish-plate-25", "sangkhalok-tableware", 0)
    assert draw(item) == draw(item)
    assert draw(item) != draw(Item("sangkhalok-fish-plate-30", "sangkhalok-tableware", 0))


@pytest.mark.parametrize(("view", "size"), [(0, (1024, 768)), (1, (800, 600)), (2, (800, 600))])
def test_a_drawing_is_a_png_of_four_to_three(view: int, size: tuple[int, int]) -> None:
    image = Image.open(BytesIO(illustrate("gold-bracelet-enamel", "ancient-gold", view)))
    assert image.format == "PNG"
    assert image.size == size
    assert len(set(image.convert("RGB").resize((64, 48)).tobytes())) > 60


def test_views_start_again_after_the_third() -> None:
    assert draw(Item("a", "fruit", 3)) == draw(Item("a", "fruit", 0))


def test_unknown_things_get_a_landscape() -> None:
    assert piece_for("what-is-this", "unheard-of") is None
    assert illustrate("what-is-this", "unheard-of", 0).startswith(b"\x89PNG")


@pytest.mark.parametrize("workers", [1, 2])
def test_many_drawings_come_processed_in_order(workers: int) -> None:
    items = [Item("mae-sin-tangerine", "fruit"), Item("silver-belt-chain", "silver", 1),
             Item("huai-ton-hai-sunrise", "route"), Item("hat-siao", "community", 2)]  # fmt: skip
    told: list[int] = []
    drawn = list(draw_and_process_many(items, workers=workers, progress=told.append))
    assert [item for item, _ in drawn] == items
    assert told == [1, 2, 3, 4]
    assert len({photo.key for _, photo in drawn}) == 4
    for item, photo in drawn:
        assert set(photo.files) == {"1280.webp", "640.webp", "320.webp", "1280.jpg"}
        assert (photo.width, photo.height) == ((800, 600) if item.view else (1024, 768))
        assert "blur" not in photo.advice


@pytest.mark.parametrize("view", range(VIEWS))
def test_the_alternative_text_says_that_it_is_a_drawing(view: int) -> None:
    thai, english = alt_text("tl-water-jar", "pottery-home", view, ("หม้อน้ำ", "Water jar"))
    assert thai.startswith("ภาพวาดประกอบ: ") and "หม้อน้ำ" in thai
    assert english.startswith("Illustration: ") and "Water jar" in english


def test_scenes_are_described_by_what_they_show() -> None:
    thai, english = alt_text("loi-krathong-candle-night", "route", 0, ("ชื่อ", "Title"))
    assert thai == "ภาพวาดประกอบ: กระทงลอยใต้โคมในคืนเพ็ญ"
    assert english == "Illustration: krathong floating under lanterns at full moon"
    assert set(SCENE_WORDS) == set(SCENES)


def test_every_named_scene_exists() -> None:
    named = {name for _, names in ROUTES for name in names}
    named |= {name for names in COMMUNITIES.values() for name in names}
    assert named <= set(SCENES)


def test_pen_keeps_the_subject_apart_from_its_surroundings() -> None:
    one, two = Pen("a/0", "a"), Pen("a/1", "a")
    with one.showing(), two.showing():
        assert one.rng.random() == two.rng.random()
    assert one.rng.random() != two.rng.random()


def test_pen_defines_each_paint_once() -> None:
    pen = Pen("x")
    first = pen.linear(((0, "#000000"), (1, "#ffffff", 0.5)))
    assert pen.linear(((0, "#000000"), (1, "#ffffff", 0.5))) == first
    assert pen.svg(10, 10).count("<linearGradient") == 1


def test_small_drawing_helpers() -> None:
    assert (num(1.04), num(2.25), num(-0.5)) == ("1", "2.2", "-0.5")
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert lighter("#336699", 0) == darker("#336699", 0) == "#336699"
    assert leaf((0, 0), (0, 0)).endswith("z")
