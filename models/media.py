"""Photos: one row for each processed picture; the files stand in the storage under its key."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, WithId
from models.types import Json, UtcDateTime, new_public_id


class Photo(WithId, Base):
    """A picture after re-encoding. Immutable but for ``avif_at``.

    Attributes:
        key: SHA-256 (hex) of the largest re-encoded variant; folder of the files in the storage.
        width: pixels of the largest variant after orientation, as ``height``.
        tint: number of the placeholder colour in the small palette of the photo pipeline.
        variants: file name -> bytes, for example {"640.webp": 23456}.
        advice: gentle hints (codes ``blur``, ``dark``, ``tiny``); never a refusal.
        avif_at: when the AVIF variants were made; None until the job ran.
        illustration: True for drawings of the demo data, so that nobody takes them for photos.
    """

    __tablename__ = "photo"

    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", use_alter=True, name="fk_photo_organisation_id_organisation"),
        index=True,
    )
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    key: Mapped[str] = mapped_column(index=True)
    width: Mapped[int]
    height: Mapped[int]
    tint: Mapped[int] = mapped_column(default=0)
    variants: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    advice: Mapped[list[str]] = mapped_column(Json, default=list)
    file_name: Mapped[str] = mapped_column(default="")
    illustration: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    avif_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
