"""The declarative base every table stands on: naming convention, keys and row stamps."""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from models.types import BigId

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""One name per constraint, the same on both engines, so that migrations can drop what they made."""


class Base(DeclarativeBase):
    """Base of every mapped class."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


class WithId:
    """Mixin: a 64-bit surrogate key. It never leaves the house; URLs carry ``public_id`` or slug."""

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
