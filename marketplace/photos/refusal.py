"""Why an upload was not taken."""


class PhotoRefused(Exception):
    """An upload that cannot become a photo.

    Not a domain error: this package is pure image work and knows no model. The room that takes
    the upload turns it into an `InputRejectedError` with the same code and the file's name.

    Attributes:
        code: ``upload.too_big`` (bytes or pixels), ``upload.type`` (not a JPEG, PNG or WebP, or
            damaged) or ``upload.tiny`` (too few pixels to show).
        values: What fills the sentence: ``max`` in MB for ``upload.too_big``, else empty.
    """

    def __init__(self, code: str, **values: object) -> None:
        """Keep the code and the values."""
        super().__init__(code)
        self.code = code
        self.values = values
