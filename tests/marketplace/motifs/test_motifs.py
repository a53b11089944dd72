"""The drawings: the committed files are what the code draws, and maps tell no lies."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from marketplace.motifs import DRAWINGS
from marketplace.motifs.crackle import crackle
from marketplace.motifs.routemap import Stop, card_map, page_map
from marketplace.motifs.weave import birds, cloth_grid, diamonds, tassels

IMAGES = Path(__file__).parents[3] / "static" / "img"
PLACES = [(17.32, 99.83), (17.43, 99.79), (17.5, 99.76), (17.6, 99.8)]


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_the_committed_file_is_what_the_code_draws(name: str) -> None:
    assert (IMAGES / f"{name}.svg").read_text("utf-8") == DRAWINGS[name]()


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_each_drawing_is_well_formed_and_light(name: str) -> None:
    text = DRAWINGS[name]()
    ET.fromstring(text)  # noqa: S314 - our own text
    assert "style=" not in text and "<script" not in text
    assert len(text) < 24_000


def test_weaving_repeats_without_a_seam() -> None:
    cloth = cloth_grid()
    assert {len(row) for row in cloth} == {32}
    lattice = [[thread == "g" for thread in row] for row in diamonds()]
    assert [row[0] for row in lattice] == [row[-1] for row in lattice]
    assert sum(row.count("t") for row in birds()) > 40
    assert {thread for row in tassels() for thread in row} <= {"m", "g", "t", "."}


def test_crackle_is_the_same_for_the_same_seed_and_stays_inside() -> None:
    path = crackle((100, 100), 50, 30, 4)
    assert path == crackle((100, 100), 50, 30, 4)
    assert path != crackle((100, 100), 50, 30, 5)
    points = re.findall(r"[M ](-?[\d.]+) (-?[\d.]+)", path)
    assert len(points) > 60
    for x, y in points:
        assert (float(x) - 100) ** 2 + (float(y) - 100) ** 2 <= 50.2**2


def pins(svg: str) -> list[tuple[float, float]]:
    found = re.findall(r'<g transform="translate\((-?\d+) (-?\d+)\)', svg)
    return [(float(x), float(y)) for x, y in found]


def test_stops_lie_by_compass() -> None:
    first, *_, last = pins(card_map(PLACES))
    assert last[1] < first[1], "the northern stop stands higher"


@pytest.mark.parametrize("count", [0, 1, 2, 8])
def test_any_number_of_stops_can_be_drawn(count: int) -> None:
    svg = card_map([(17.0, 99.7)] * count, seed=3)
    ET.fromstring(svg)  # noqa: S314 - our own text
    assert len(pins(svg)) == count
    assert len(set(pins(svg))) == count, "stops at one place are set apart"


def test_names_are_escaped_and_cut() -> None:
    svg = page_map([Stop("<b>&" + "ก" * 40, 17.0, 99.7)], label='a "quoted" label')
    ET.fromstring(svg)  # noqa: S314 - our own text
    assert "<b>" not in svg
    assert "…" in svg
    assert "&quot;quoted&quot;" in svg
