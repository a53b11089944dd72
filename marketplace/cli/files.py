"""Commands for the stored files: photos, each in a folder named by its content."""

import hashlib
from collections.abc import Iterable
from typing import Final

import click
from flask.cli import AppGroup
from sqlalchemy import select

from marketplace.cli.guard import refuse_misfit
from marketplace.cli.progress import counted
from marketplace.db import database
from marketplace.media.uploads import content_type
from marketplace.photos import BOXES, object_key
from marketplace.ports.storage import ObjectMissing, Storage, StorageError
from marketplace.web.ports import current_ports
from models.media import Photo

group = AppGroup("files", help="The stored photos.")

_PREFIX: Final = "photos"
_NAMED_AFTER: Final = f"{BOXES[0]}.webp"


@group.command("check")
def check() -> None:
    """Read every photo the database names; fail when a file is missing or was changed."""
    refuse_misfit()
    with database().reading() as session:
        photos = [(row.key, dict(row.variants)) for row in session.execute(_PHOTOS)]
    faults: list[str] = []
    try:
        with counted("photos", len(photos)) as done:
            for number, (key, sizes) in enumerate(photos, start=1):
                faults += _faults(current_ports().storage, key, sizes)
                done(number)
    except StorageError as error:
        raise click.ClickException(f"the store does not answer: {error.code}") from error
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.ClickException(f"{len(faults)} files are missing or changed")
    click.echo(f"{len(photos)} photos, every file as it was stored")


_PHOTOS: Final = select(Photo.key, Photo.variants).order_by(Photo.id)


def _faults(storage: Storage, key: str, sizes: dict[str, int]) -> Iterable[str]:
    for name, size in sorted(sizes.items()):
        path = object_key(key, name)
        try:
            content = storage.get(path)
        except ObjectMissing:
            yield f"{path} is missing"
            continue
        right = hashlib.sha256(content).hexdigest() == key if name == _NAMED_AFTER else True
        if len(content) != size or not right:
            yield f"{path} was changed"


def copy_photos(source: Storage, target: Storage) -> int:
    """Copy every photo file that the target lacks; returns how many.

    Files are named by content and never change, so what is there already stays.

    Raises:
        click.ClickException: one of the stores does not answer or is full.
    """
    copied = 0
    try:
        entries = list(source.entries(_PREFIX))
        with counted("photos", len(entries)) as done:
            for number, entry in enumerate(entries, start=1):
                if not target.exists(entry.key):
                    target.put(entry.key, source.get(entry.key), content_type(entry.key))
                    copied += 1
                done(number)
    except StorageError as error:
        raise click.ClickException(f"photos were not copied: {error.code}") from error
    return copied
