"""Places and shared words: districts, communities, categories and vocabulary terms."""

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, WithId
from models.types import Json, enum_type


class CommunityRole(StrEnum):
    """Target communities are the eleven that office 4 works with; others are associates."""

    TARGET = "target"
    ASSOCIATE = "associate"


class TermKind(StrEnum):
    """Which list of choices a vocabulary term belongs to."""

    MATERIAL = "material"
    TECHNIQUE = "technique"
    CERTIFICATE = "certificate"
    ACCESSIBILITY = "accessibility"
    THEME = "theme"
    SUSTAINABILITY = "sustainability"
    LANGUAGE = "language"


class District(Base):
    """One of the nine districts (amphoe) of Sukhothai.

    Attributes:
        code: DOPA code, "6401" to "6409".
        known_for_th: short phrases; the English list has the same order.
    """

    __tablename__ = "district"

    code: Mapped[str] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name_th: Mapped[str]
    name_en: Mapped[str]
    postcode: Mapped[str]
    lat: Mapped[float]
    lon: Mapped[float]
    known_for_th: Mapped[list[str]] = mapped_column(Json, default=list)
    known_for_en: Mapped[list[str]] = mapped_column(Json, default=list)
    variants: Mapped[list[str]] = mapped_column(Json, default=list)


class Community(WithId, Base):
    """A host community.

    Attributes:
        daily_capacity: visitors the village can take on one day; None until it has told us.
        lat: WGS84 degrees, as ``lon``; may be off by kilometres where the source is weak.
    """

    __tablename__ = "community"

    slug: Mapped[str] = mapped_column(unique=True)
    role: Mapped[CommunityRole] = mapped_column(enum_type(CommunityRole, "role"))
    district_code: Mapped[str] = mapped_column(ForeignKey("district.code"), index=True)
    name_th: Mapped[str]
    name_en: Mapped[str]
    subdistrict_th: Mapped[str] = mapped_column(default="")
    subdistrict_en: Mapped[str] = mapped_column(default="")
    story_th: Mapped[str] = mapped_column(default="")
    story_en: Mapped[str] = mapped_column(default="")
    specialities_th: Mapped[list[str]] = mapped_column(Json, default=list)
    specialities_en: Mapped[list[str]] = mapped_column(Json, default=list)
    variants: Mapped[list[str]] = mapped_column(Json, default=list)
    lat: Mapped[float]
    lon: Mapped[float]
    daily_capacity: Mapped[int | None]
    cover_photo_id: Mapped[int | None] = mapped_column(
        ForeignKey("photo.id", use_alter=True, name="fk_community_cover_photo_id_photo")
    )

    district: Mapped[District] = relationship(lazy="raise")


class Category(WithId, Base):
    """A node of the category tree for crafts.

    Attributes:
        parent_slug: None at the top.
        sort: place among all categories; unique in the data.
    """

    __tablename__ = "category"

    slug: Mapped[str] = mapped_column(unique=True)
    parent_slug: Mapped[str | None] = mapped_column(ForeignKey("category.slug"), index=True)
    name_th: Mapped[str]
    name_en: Mapped[str]
    synonyms_th: Mapped[list[str]] = mapped_column(Json, default=list)
    synonyms_en: Mapped[list[str]] = mapped_column(Json, default=list)
    sort: Mapped[int] = mapped_column(default=0)


class Term(WithId, Base):
    """A word of a controlled vocabulary (material, technique, theme ...) in both languages."""

    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("kind", "code"),)

    kind: Mapped[TermKind] = mapped_column(enum_type(TermKind, "kind"))
    code: Mapped[str]
    name_th: Mapped[str]
    name_en: Mapped[str]
    sort: Mapped[int] = mapped_column(default=0)
