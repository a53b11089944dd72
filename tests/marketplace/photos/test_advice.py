"""Hints for the sender, and the placeholder colour."""

import pytest
from PIL import Image, ImageEnhance, ImageFilter

from marketplace.photos import TINTS, process, tint_css
from marketplace.photos.advice import sharpness
from marketplace.photos.tint import nearest
from tests.marketplace.photos.conftest import saved, scene


def advice(image: Image.Image) -> tuple[str, ...]:
    return process(saved(image, "JPEG", quality=88)).advice


def test_a_good_photo_gets_no_hint() -> None:
    assert advice(scene(1600, 1200)) == ()


@pytest.mark.parametrize("radius", [8, 16])
def test_a_shaken_photo_is_blurred(radius: int) -> None:
    assert advice(scene(1600, 1200).filter(ImageFilter.GaussianBlur(radius))) == ("blur",)


def test_a_sharp_piece_on_a_plain_cloth_is_not_blurred() -> None:
    cloth = Image.new("RGB", (1600, 1200), "#e6dbc3")
    cloth.paste(scene(620, 460), (500, 350))
    assert advice(cloth) == ()


def test_sharpness_falls_with_blur() -> None:
    luma = scene(640, 480).convert("L")
    values = [sharpness(luma.filter(ImageFilter.GaussianBlur(r))) for r in (0, 1, 2, 4)]
    assert values == sorted(values, reverse=True)
    assert values[0] > 400 and values[-1] < 40


def test_a_night_photo_is_dark() -> None:
    assert "dark" in advice(ImageEnhance.Brightness(scene(1600, 1200)).enhance(0.22))


def test_silver_on_black_is_not_dark() -> None:
    velvet = Image.new("RGB", (1600, 1200), "#101010")
    velvet.paste(ImageEnhance.Brightness(scene(700, 600)).enhance(1.3), (450, 300))
    assert "dark" not in advice(velvet)


@pytest.mark.parametrize(("edge", "told"), [(999, True), (1000, False)])
def test_small_pictures_are_told(edge: int, *, told: bool) -> None:
    assert ("tiny" in advice(scene(edge, 700))) is told


@pytest.mark.parametrize("number", range(len(TINTS)))
def test_a_plain_picture_finds_its_own_tint(number: int) -> None:
    photo = process(saved(Image.new("RGB", (400, 400), TINTS[number]), "PNG"))
    assert photo.tint == number
    assert abs(int(photo.colour[1:], 16) - int(TINTS[number][1:], 16)) < 0x030303


def test_the_tint_is_that_of_the_larger_part() -> None:
    image = Image.new("RGB", (600, 400), "#24604a")
    image.paste("#f2dda6", (0, 0, 200, 400))
    assert TINTS[process(saved(image, "PNG")).tint] in {"#2f7459", "#1a4c3a"}


def test_every_tint_has_a_class() -> None:
    rules = tint_css().splitlines()
    assert len(rules) == len(TINTS) == len(set(TINTS))
    assert rules[7] == ".tint-7{background-color:#a9cbb4}"
    assert nearest((255, 255, 255)) == TINTS.index("#ffffff")
