"""What comes out: sizes, orientation, colours, names; and nothing private."""

from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image, ImageDraw

from marketplace.photos import (
    BOXES,
    PhotoRefused,
    avif,
    inspect,
    object_key,
    process,
    variant_size,
)
from marketplace.photos.decoding import PhotoFacts
from tests.marketplace.photos.conftest import (
    PRIVATE,
    XMP,
    as_from_a_phone,
    private_exif,
    saved,
    scene,
    srgb_profile,
)


def pixel(image: Image.Image, x: int, y: int) -> tuple[int, int, int]:
    red, green, blue = image.convert("RGB").crop((x, y, x + 1, y + 1)).tobytes()
    return red, green, blue


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_a_phone_photo_becomes_three_webp_and_one_jpeg(phone_photo: bytes) -> None:
    photo = process(phone_photo)
    assert list(photo.files) == ["1280.webp", "640.webp", "320.webp", "1280.jpg"]
    shown = {name: (opened(data).format, opened(data).size) for name, data in photo.files.items()}
    assert shown == {
        "1280.webp": ("WEBP", (960, 1280)),
        "640.webp": ("WEBP", (480, 640)),
        "320.webp": ("WEBP", (240, 320)),
        "1280.jpg": ("JPEG", (960, 1280)),
    }
    assert (photo.width, photo.height) == (960, 1280)
    assert photo.advice == ()
    assert photo.sizes["320.webp"] == len(photo.files["320.webp"])


def test_nothing_private_is_left(phone_photo: bytes) -> None:
    assert all(word in phone_photo for word in PRIVATE)
    files = dict(process(phone_photo).files)
    files["640.avif"] = avif(files["640.webp"])
    for name, content in files.items():
        for word in (*PRIVATE, b"<?php", b"ICCP", b"EXIF", b"XMP ", b"colrprof"):
            assert word not in content, (name, word)
        assert set(opened(content).info) <= {
            "jfif", "jfif_version", "jfif_unit", "jfif_density",
            "loop", "background", "timestamp", "duration", "progressive", "progression",
        }  # fmt: skip


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_png_and_webp_lose_their_metadata_too(kind: str) -> None:
    content = saved(
        scene(900, 700), kind, exif=private_exif(6), xmp=XMP, icc_profile=srgb_profile()
    )
    photo = process(content)
    assert (photo.width, photo.height) == (700, 900)
    for data in photo.files.values():
        assert not any(word in data for word in (*PRIVATE, b"ICCP", b"EXIF", b"iCCP"))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_ends_upright(orientation: int) -> None:
    upright = Image.new("RGB", (800, 400), "#24604a")
    ImageDraw.Draw(upright).rectangle((0, 0, 200, 100), fill="#f2dda6")
    turns = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    turn = turns[orientation]
    held = upright if turn is None else upright.transpose(turn)
    photo = process(saved(held, "JPEG", quality=95, exif=private_exif(orientation)))
    shown = opened(photo.files["1280.jpg"])
    assert shown.size == (800, 400)
    red, green, _ = pixel(shown, 40, 40)
    assert red > 200 and green > 190


def test_a_foreign_colour_profile_is_converted() -> None:
    # A profile whose red and blue are exchanged: what is stored as red is meant to be blue.
    own = srgb_profile()
    foreign = own.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    image = Image.new("RGB", (600, 400), (200, 30, 30))
    assert process(saved(image, "PNG")).colour == "#c81e1e"
    assert process(saved(image, "PNG", icc_profile=own)).colour == "#c81e1e"
    assert process(saved(image, "PNG", icc_profile=foreign)).colour == "#1e1ec8"
    assert process(saved(image, "JPEG", quality=95, icc_profile=foreign)).tint == 25


@pytest.mark.parametrize("profile", [b"not a profile", b"\0" * 200, srgb_profile()[:300]])
def test_a_broken_profile_is_ignored(profile: bytes) -> None:
    image = Image.new("RGB", (600, 400), (90, 120, 90))
    assert process(saved(image, "PNG", icc_profile=profile)).colour == "#5a785a"


def test_cmyk_from_a_print_shop_is_converted() -> None:
    photo = process(saved(Image.new("CMYK", (600, 400), (0, 0, 0, 0)), "JPEG", quality=95))
    assert photo.colour in {"#ffffff", "#fefefe"}


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [
        ("L", 200, "#c8c8c8"),
        ("1", 1, "#ffffff"),
        ("LA", (200, 255), "#c8c8c8"),
        ("RGBA", (20, 30, 40, 0), "#fffdf8"),
        ("RGBA", (20, 30, 40, 255), "#141e28"),
        ("P", 0, None),
        ("I;16", 200 * 257, "#c8c8c8"),
    ],
)
def test_every_kind_of_png_becomes_rgb(
    mode: str, colour: int | tuple[int, ...], expected: str | None
) -> None:
    photo = process(saved(Image.new(mode, (700, 500), colour), "PNG"))
    assert opened(photo.files["1280.jpg"]).mode == "RGB"
    assert expected in {None, photo.colour}


def test_a_large_png_is_flattened_in_strips_without_seams() -> None:
    ramp = Image.linear_gradient("L").resize((5200, 3000)).convert("RGBA")
    shown = opened(process(saved(ramp, "PNG", compress_level=1)).files["1280.jpg"]).convert("L")
    column = shown.crop((600, 0, 601, shown.height)).tobytes()
    assert max(abs(a - b) for a, b in pairwise(column)) <= 3
    assert column[0] <= 2 and column[-1] >= 253


def test_small_photos_are_not_enlarged() -> None:
    photo = process(saved(scene(500, 400), "JPEG", quality=90))
    assert (photo.width, photo.height) == (500, 400)
    assert opened(photo.files["640.webp"]).size == (500, 400)
    assert opened(photo.files["320.webp"]).size == (320, 256)


def test_thin_pictures_keep_at_least_one_pixel() -> None:
    photo = process(saved(Image.new("RGB", (4000, 2), "#8c2530"), "PNG"))
    assert (photo.width, photo.height) == (1280, 1)
    assert opened(photo.files["320.webp"]).size == (320, 1)


def test_the_key_follows_the_content(small_photo: bytes) -> None:
    first, again = process(small_photo), process(small_photo)
    other = process(saved(scene(1600, 1200, seed=2), "JPEG"))
    assert first.key == again.key != other.key
    assert len(first.key) == 64
    assert object_key(first.key, "640.webp") == f"photos/{first.key}/640.webp"


@pytest.mark.parametrize("box", BOXES)
def test_variant_size_says_what_the_file_is(box: int, small_photo: bytes) -> None:
    photo = process(small_photo)
    real = opened(photo.files[f"{box}.webp"]).size
    assert variant_size(photo.width, photo.height, box) == real


def test_avif_is_smaller_and_as_large(small_photo: bytes) -> None:
    photo = process(small_photo)
    small = avif(photo.files["320.webp"])
    assert opened(small).format == "AVIF"
    assert opened(small).size == (320, 240)
    assert len(small) < len(photo.files["320.webp"])
    with pytest.raises(PhotoRefused):
        avif(b"not a picture")


def test_inspect_reads_the_header(phone_photo: bytes) -> None:
    assert inspect(phone_photo) == PhotoFacts("JPEG", 4032, 3024)
    assert inspect(saved(scene(400, 330), "WEBP")).format == "WEBP"


def test_a_photo_with_a_second_frame_is_a_jpeg_like_any_other() -> None:
    both = saved(scene(900, 600), "MPO", save_all=True, append_images=[scene(300, 200)], quality=88)
    assert Image.open(BytesIO(both)).format == "MPO"
    assert inspect(both).format == "JPEG"
    assert process(both).width == 900


def test_animations_show_their_first_picture() -> None:
    frames = [Image.new("RGB", (400, 400), c) for c in ("#8c2530", "#24604a")]
    for kind in ("WEBP", "PNG"):
        content = saved(frames[0], kind, save_all=True, append_images=frames[1:], lossless=True)
        red, green, _ = pixel(opened(process(content).files["1280.jpg"]), 9, 9)
        assert red > 120 > green


def test_phone_metadata_survives_nowhere_even_for_upright_photos() -> None:
    photo = process(as_from_a_phone(scene(700, 500), orientation=1))
    assert not any(word in data for data in photo.files.values() for word in PRIVATE)
