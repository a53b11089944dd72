"""From the bytes of an upload to files in the storage. No database, so no lock is held meanwhile."""

from marketplace.photos import ProcessedPhoto, object_key, process
from marketplace.ports.storage import Storage

CONTENT_TYPES = {"webp": "image/webp", "jpg": "image/jpeg", "avif": "image/avif"}
"""Media type by ending of a variant's name."""


def keep(storage: Storage, content: bytes) -> ProcessedPhoto:
    """Process an upload and store its variants; the caller adds the row afterwards.

    Without a row the files are swept away after a day, so nothing needs undoing.

    Raises:
        PhotoRefused: no picture we take, damaged, too big or too small.
        StorageFull: there is too little room.
        StorageDown: the store does not answer.
    """
    photo = process(content)
    for name, variant in photo.files.items():
        storage.put(object_key(photo.key, name), variant, content_type(name))
    return photo


def content_type(name: str) -> str:
    """Return the media type of a variant such as ``640.webp``."""
    return CONTENT_TYPES[name.rpartition(".")[2]]
