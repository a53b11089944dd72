"""Files made to hurt: bombs, disguises, passengers, wreckage, and hundreds of mutants."""

import random
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import cycle, islice

import pytest
from PIL import Image

from marketplace.photos import MAX_BYTES, PhotoRefused, inspect, process
from tests.marketplace.photos.conftest import as_from_a_phone, saved, scene

# Here warnings are errors; in the product Pillow's remarks on broken metadata are silenced.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def hollow_png(width: int, height: int, colour_type: int = 0) -> bytes:
    """A tiny PNG that unpacks to `width` x `height` pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    per_pixel = {0: 1, 2: 3, 6: 4}[colour_type]
    packer = zlib.compressobj(9)
    row = bytes(1 + width * per_pixel)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", body)
        + png_chunk(b"IEND", b"")
    )


def refusal(content: bytes) -> str:
    with pytest.raises(PhotoRefused) as caught:
        process(content)
    return caught.value.code


@pytest.mark.parametrize(("width", "height"), [(12_000, 12_000), (16_000, 16_000), (8_000, 5_001)])
def test_a_small_file_with_many_pixels_is_refused_from_its_header(width: int, height: int) -> None:
    bomb = hollow_png(width, 1)
    # Only the header promises the pixels: refusing it proves that nothing was unpacked.
    bomb = bomb.replace(
        bomb[8:33], png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), 1
    )
    assert refusal(bomb) == "upload.too_big"


def test_the_17_kilobyte_bomb_of_the_book_is_refused() -> None:
    bomb = hollow_png(12_000, 12_000)
    assert len(bomb) < 160_000
    assert refusal(bomb) == "upload.too_big"


def test_the_pixel_limit_holds_without_the_warning_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    assert refusal(hollow_png(12_000, 4_000)) == "upload.too_big"


def test_more_than_ten_megabytes_is_refused_unread() -> None:
    content = saved(scene(400, 400), "JPEG") + b"\0" * MAX_BYTES
    with pytest.raises(PhotoRefused) as caught:
        inspect(content)
    assert caught.value.code == "upload.too_big"
    assert caught.value.values == {"max": 10}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8",
        b"GIF89a" + b"\0" * 100,
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>',
        b"<html><script>alert(1)</script>",
        b"%PDF-1.7\n",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 900 900\n",
        b"PK\x03\x04" + b"\0" * 60,
        b"RIFF\x10\0\0\0WEBPVP8 " + b"\x11" * 20,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        bytes(range(256)) * 20,
    ],
)
def test_what_is_no_photo_is_refused_whatever_its_name(content: bytes) -> None:
    assert refusal(content) == "upload.type"


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PPM", "AVIF", "EPS", "PDF", "TGA"])
def test_other_picture_formats_are_refused(kind: str) -> None:
    assert refusal(saved(scene(400, 400), kind)) == "upload.type"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_truncated_files_are_refused(kind: str, share: float) -> None:
    whole = saved(scene(640, 480), kind)
    assert refusal(whole[: int(len(whole) * share)]) == "upload.type"


@pytest.mark.parametrize("size", [(319, 200), (1, 1), (64, 64)])
def test_tiny_pictures_are_refused_kindly(size: tuple[int, int]) -> None:
    assert refusal(saved(Image.new("RGB", size), "PNG")) == "upload.tiny"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    "passenger",
    [b"<?php system($_GET[0]); ?>", b"<script>alert(document.cookie)</script>", b"PK\x03\x04evil"],
)
def test_passengers_do_not_survive(kind: str, passenger: bytes) -> None:
    photo = process(saved(scene(500, 400), kind) + passenger)
    for content in photo.files.values():
        assert passenger[:9] not in content


def test_a_script_in_the_comment_or_text_chunk_does_not_survive() -> None:
    script = b"<script>alert(1)</script>"
    jpeg = saved(scene(500, 400), "JPEG", comment=script)
    plain = saved(scene(500, 400), "PNG")
    png = plain[:33] + png_chunk(b"tEXt", b"Comment\0" + script) + plain[33:]
    for content in (jpeg, png):
        assert script in content
        assert not any(script in data for data in process(content).files.values())


def zeros_deflated(megabytes: int) -> bytes:
    """Zeros as zlib packs them, made in no time: each megabyte is a block that needs no other."""
    packer = zlib.compressobj(9)
    head = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = (megabytes * 1_000_000 % 65_521) << 16 | 1  # Adler-32, RFC 1950
    return head + block * (megabytes - 1) + b"\x03\x00" + struct.pack(">I", checksum)


def test_zeros_deflated_is_sound() -> None:
    assert zlib.decompress(zeros_deflated(3)) == bytes(3_000_000)


def test_a_text_chunk_that_unpacks_to_a_gigabyte_is_harmless() -> None:
    body = zeros_deflated(1000)
    plain = saved(scene(400, 400), "PNG")
    bomb = plain[:33] + png_chunk(b"zTXt", b"Comment\0\0" + body) + plain[33:]
    assert refusal(bomb) == "upload.type"


def test_a_jpeg_with_thousands_of_scans_is_refused() -> None:
    whole = saved(scene(400, 400), "JPEG", progressive=True)
    assert 1 < whole.count(b"\xff\xda") < 20
    process(whole)
    last = whole.rindex(b"\xff\xda")
    assert refusal(whole[:last] + whole[last:-2] * 500 + b"\xff\xd9") == "upload.type"


def test_broken_exif_does_not_spoil_a_photo() -> None:
    whole = as_from_a_phone(scene(500, 400))
    start = whole.index(b"Exif\0\0") + 6
    for garbage in (b"\xff" * 40, b"II*\0\xff\xff\xff\xff" + b"\0" * 32, b"MM\0*\0\0\0\x08" * 5):
        broken = whole[:start] + garbage + whole[start + len(garbage) :]
        assert process(broken).width in {400, 500}


MUTANTS = 200
"""Research (reliability, P28) asks for 20,000 now and then: `make soak DEPTH=100`."""


def mutants(seeds: list[bytes], count: int, luck: str) -> Iterator[bytes]:
    rng = random.Random(luck)
    for seed in islice(cycle(seeds), count):
        data = bytearray(seed)
        match rng.randrange(5):
            case 0:
                for _ in range(rng.randrange(1, 40)):
                    data[rng.randrange(len(data))] = rng.randrange(256)
            case 1:
                for _ in range(rng.randrange(1, 8)):  # the header is where parsers break
                    data[rng.randrange(min(200, len(data)))] ^= 1 << rng.randrange(8)
            case 2:
                del data[rng.randrange(len(data)) :]
            case 3:
                at, other = rng.randrange(len(data)), rng.choice(seeds)
                data[at : at + rng.randrange(400)] = other[at : at + rng.randrange(400)]
            case _:
                at = rng.randrange(len(data))
                data[at:at] = rng.choice((b"\xff" * 8, b"\0" * 64, b"\x7f\xff\xff\xff", data[:99]))
        yield bytes(data)


@pytest.mark.slow
@pytest.mark.soak
def test_mutants_raise_nothing_else(depth: int, luck: str) -> None:
    base = scene(330, 210)
    animated = BytesIO()
    base.save(animated, "WEBP", save_all=True, append_images=[scene(330, 210, 2)], quality=20)
    seeds = [
        as_from_a_phone(base),
        saved(base, "JPEG", progressive=True, quality=60),
        saved(base.convert("CMYK"), "JPEG", quality=50),
        saved(base.quantize(40), "PNG", transparency=3),
        saved(base.convert("RGBA"), "PNG", compress_level=1),
        saved(base, "WEBP", quality=50, exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"),
        saved(base.convert("RGBA"), "WEBP", lossless=True, method=0),
        animated.getvalue(),
        saved(base, "MPO", save_all=True, append_images=[base.reduce(2)], quality=50),
    ]
    kept, count = 0, MUTANTS * depth
    codes = set()
    for mutant in mutants(seeds, count, luck):
        try:
            process(mutant)
        except PhotoRefused as refused:
            codes.add(refused.code)
        else:
            kept += 1
    assert codes <= {"upload.type", "upload.too_big", "upload.tiny"}
    assert 0.05 < kept / count < 0.95
