"""Photos as people bring them: from a phone, with the place in them, and small ones."""

from io import BytesIO

import numpy as np
from PIL import ExifTags, Image, ImageFilter
from playwright.sync_api import FilePayload

_PHONE = (4000, 3000)
_SMALL = (1200, 900)


def phone_photo(name: str = "IMG_4711.jpg") -> FilePayload:
    """Return a photo of 12 megapixels that lies on its side and carries the maker's place."""
    return _file(name, _scene(_PHONE, seed=1), _exif_with_place())


def small_photo(name: str, seed: int) -> FilePayload:
    """Return another photo, different for each seed."""
    return _file(name, _scene(_SMALL, seed), Image.Exif())


def carries_data(content: bytes) -> bool:
    """Say whether a picture still carries data of its camera, such as the place."""
    picture = Image.open(BytesIO(content))
    return bool(len(picture.getexif())) or "exif" in picture.info or "icc_profile" in picture.info


def _scene(size: tuple[int, int], seed: int) -> Image.Image:
    """Soft shapes with a fine grain: sharp and bright enough that nobody is advised to repeat it."""
    noise = np.random.default_rng(seed)
    coarse = Image.fromarray(noise.integers(60, 230, (24, 32, 3), dtype=np.uint8))
    shapes = coarse.resize(size, Image.Resampling.NEAREST).filter(ImageFilter.GaussianBlur(2))
    grain = noise.integers(0, 24, (size[1] // 4, size[0] // 4, 1), dtype=np.uint8)
    fine = np.asarray(shapes)
    fine = np.clip(fine + np.kron(grain, np.ones((4, 4, 1), dtype=np.uint8)), 0, 255)
    return Image.fromarray(fine.astype(np.uint8))


def _exif_with_place() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Phone"
    exif[ExifTags.Base.Orientation] = 6
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (17.0, 1.0, 0.0)
    place[ExifTags.GPS.GPSLongitudeRef] = "E"
    place[ExifTags.GPS.GPSLongitude] = (99.0, 42.0, 0.0)
    return exif


def _file(name: str, picture: Image.Image, exif: Image.Exif) -> FilePayload:
    out = BytesIO()
    picture.save(out, "JPEG", quality=80, exif=exif)
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}
