"""Why an upload was not taken."""

from models.errors import InputRejectedError


class PhotoRefused(InputRejectedError):
    """An upload that cannot become a photo.

    Attributes:
        code: ``upload.too_big`` (bytes or pixels), ``upload.type`` (not a JPEG, PNG or WebP, or
            damaged) or ``upload.tiny`` (too few pixels to show).
        values: ``max`` in MB for ``upload.too_big``. The caller adds the name of the file, which
            this package never sees.
    """

    def __init__(self, code: str, **values: object) -> None:
        """Pin the refusal on the field ``photos``."""
        super().__init__(code, field="photos", **values)
