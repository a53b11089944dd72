"""Pictures made on the spot: a phone photo with everything private in it, and hostile files."""

import random
from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageDraw, ImageFilter

# What must never be found in anything we serve.
PRIVATE = (b"Exif", b"PhoneCo", b"SECRETCOMMENT", b"GPSLatitude", b"xmpmeta", b"ICC_PROFILE")


def scene(width: int, height: int, seed: int = 1) -> Image.Image:
    """Draw a busy, sharp picture with soft ground and a little grain."""
    rng = random.Random(seed)
    ground = Image.new("RGB", (8, 6))
    ground.putdata([(rng.randrange(90, 230), rng.randrange(90, 220), 150) for _ in range(48)])
    image = ground.resize((width, height), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(image)
    for number in range(120):
        x, y, size = rng.randrange(width), rng.randrange(height), rng.randrange(4, width // 8)
        colour = (rng.randrange(256), rng.randrange(256), rng.randrange(256))
        draw = pen.ellipse if number % 2 else pen.rectangle
        draw((x, y, x + size, y + size // 2), fill=colour)
    grain = Image.effect_noise((width, height), 9).convert("RGB")
    return Image.blend(image, grain, 0.06)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """Encode `image` and return the bytes."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def private_exif(orientation: int) -> Image.Exif:
    """Build EXIF with a maker, a place and an orientation."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "PhoneCo"
    exif.get_ifd(0x8825).update({1: "N", 2: (17.0, 1.0, 3.0), 3: "E", 4: (99.0, 42.0, 1.0)})
    return exif


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
    b'"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    b'exif:GPSLatitude="17,1.5N" xmlns:exif="http://ns.adobe.com/exif/1.0/"/></rdf:RDF></x:xmpmeta>'
)


def srgb_profile() -> bytes:
    """Return the bytes of an sRGB profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def as_from_a_phone(image: Image.Image, orientation: int = 6) -> bytes:
    """Save as a phone does: EXIF with place, XMP, profile, comment."""
    return saved(
        image, "JPEG", quality=92, exif=private_exif(orientation), xmp=XMP,
        icc_profile=srgb_profile(), comment=b"SECRETCOMMENT 17.0175N",
    )  # fmt: skip


@pytest.fixture(scope="session")
def phone_photo() -> bytes:
    """A 12-megapixel JPEG held upright, with everything private a phone writes."""
    return as_from_a_phone(scene(4032, 3024).filter(ImageFilter.GaussianBlur(1)))


@pytest.fixture(scope="session")
def small_photo() -> bytes:
    """A sharp, bright 1600 x 1200 JPEG without metadata."""
    return saved(scene(1600, 1200), "JPEG", quality=90)
