"""The drawings: the committed files are what the code draws, and maps tell no lies."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import fontpkg
import pytest
from fontTools.ttLib import TTFont

from marketplace.motifs import DRAWINGS
from marketplace.motifs.crackle import crackle
from marketplace.motifs.lettering import in_two_lines, text_width
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


def test_names_are_escaped_and_stand_whole_or_not_at_all() -> None:
    stops = [Stop("<b>& plate", 17.0, 99.7), Stop("ก" * 60, 17.1, 99.8)]

    svg = page_map(stops, label='a "quoted" label')

    ET.fromstring(svg)  # noqa: S314 - our own text
    assert "&lt;b&gt;&amp; plate" in svg
    assert "ก" not in svg and "…" not in svg, "no part of a name stands for the whole"
    assert "&quot;quoted&quot;" in svg


LONG_NAMES = [
    "พิพิธภัณฑสถานแห่งชาติ รามคำแหง",
    "Na Ton Chan mud-cloth centre",
    "ศูนย์เครื่องปั้นดินเผาบ้านทุ่งหลวง",
    "Ramkhamhaeng National Museum",
    "จุดจำหน่ายบัตรอุทยานประวัติศาสตร์สุโขทัย",
]


@pytest.mark.parametrize("name", LONG_NAMES)
@pytest.mark.parametrize("corner", [0, 1, 2, 3])
def test_a_name_stays_inside_the_drawing_wherever_its_stop_lies(name: str, corner: int) -> None:
    corners = [(17.7, 99.4), (17.7, 100.0), (16.8, 99.4), (16.8, 100.0)]
    stops = [Stop(name if n == corner else "", *place) for n, place in enumerate(corners)]

    lines = names_on(page_map(stops, label=""))

    assert " ".join(text for text, *_box in lines) == name
    for _text, left, right, base in lines:
        assert left >= 0 and right <= 620
        assert 24 <= base <= 690


def names_on(svg: str) -> list[tuple[str, float, float, float]]:
    """Return each line of each name with its left, right and base line."""
    found = []
    for text in ET.fromstring(svg).iter("text"):  # noqa: S314 - our own text
        if text.get("class") != "mlabel":
            continue
        x, base = float(text.get("x", "")), float(text.get("y", ""))
        part = {None: 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor")]
        for number, line in enumerate(filter(None, text.itertext())):
            wide = text_width(line) * 27
            found.append((line, x - part * wide, x + (1 - part) * wide, base + number * 35))
    return found


def test_a_name_parts_at_blanks_only_and_not_where_it_is_tied() -> None:
    assert in_two_lines("Na\u00a0Ton\u00a0Chan mud-cloth centre") == [
        "Na\u00a0Ton\u00a0Chan",
        "mud-cloth centre",
    ]
    assert in_two_lines("ศูนย์เครื่องปั้นดินเผาบ้านทุ่งหลวง") == ["ศูนย์เครื่องปั้นดินเผาบ้านทุ่งหลวง"]


@pytest.mark.parametrize("name", [*LONG_NAMES, "ญวณฌ ๒๕๖๙ (MW) %", "Wat Mahathat, Sukhothai"])
def test_widths_are_no_less_than_those_of_the_font(name: str) -> None:
    font = TTFont(fontpkg.path("Sarabun", weight=600))
    letters, widths = font.getBestCmap(), font["hmtx"]

    real = sum(widths[letters[ord(letter)]][0] for letter in name) / font["head"].unitsPerEm

    assert real <= text_width(name) <= 1.25 * real
