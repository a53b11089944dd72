"""Photos that come to the seller's desk, with the form or sent by the page's own script."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import jsonify, render_template
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from marketplace.actors import Actor
from marketplace.db import database, reader, transaction
from marketplace.listings.actions.photos import attach_photo
from marketplace.listings.checks import MAX_PHOTOS
from marketplace.listings.labels import ADVICE
from marketplace.listings.views.selling_blueprint import (
    load,
    require_seller,
    seller,
    selling,
    take,
)
from marketplace.listings.views.selling_desk import sent_files
from marketplace.media.actions import PhotoSource, add_photo
from marketplace.media.uploads import keep
from marketplace.photos import MAX_BYTES, PhotoRefused, ProcessedPhoto
from marketplace.web.i18n import _
from marketplace.web.limits import UPLOAD, limits
from marketplace.web.messages import sentence, sentence_of
from marketplace.web.ports import current_ports
from models.errors import ConflictError, InputRejectedError


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of chosen photos: how many were kept, and a sentence for each refused one."""

    kept: int
    refused: tuple[str, ...]


@selling.post("/sell/listings/<public_id>/photos")
@require_seller
def photos(public_id: str) -> ResponseReturnValue:
    """Take photos sent by the page's own script, one or several. Answers JSON."""
    actor, _grant = seller()
    with database().reading() as session:  # closed before the slow work on the pixels
        load(session, public_id)
    refused = take_files(public_id, actor, sent_files()).refused
    own = load(reader(), public_id)
    template = "selling/_shots.html"
    page = render_template(template, own=own, desk=None, advice=ADVICE, max_photos=MAX_PHOTOS)
    answer = jsonify(refused=refused, version=own.newest.version, shots=page)
    return answer, 422 if refused else 201


def take_files(public_id: str, actor: Actor, files: Sequence[FileStorage]) -> Taken:
    """Store photos and put them into the draft. One that is refused does not stop the others."""
    kept = 0
    refused: list[str] = []
    for part in files:
        name = part.filename or ""
        try:
            limits().count(UPLOAD, str(actor.user_id))
            content = part.stream.read(MAX_BYTES + 1)
            _put(public_id, actor, keep(current_ports().storage, content), name)
            kept += 1
        except PhotoRefused as error:
            refused.append(_refusal(error, name))
        except InputRejectedError as error:
            refused.append(sentence_of(error))
            break
        except ConflictError:  # no longer open: an officer reads it, or it was retired
            refused.append(_("ต้องเลือกรูปใหม่อีกครั้ง เพราะเครื่องนี้เก็บรูปที่เลือกไว้ให้ไม่ได้"))
            break
    return Taken(kept, tuple(refused))


def _refusal(error: PhotoRefused, name: str) -> str:
    return sentence(error.code, **{**error.values, "file": name})


def _put(public_id: str, actor: Actor, photo: ProcessedPhoto, name: str) -> None:
    now = current_ports().clock.now()
    with transaction() as session:
        own = take(session, public_id)
        source = PhotoSource(own.listing.organisation_id, name)
        row = add_photo(session, actor, photo, source, now)
        attach_photo(session, actor, own, row, now)
