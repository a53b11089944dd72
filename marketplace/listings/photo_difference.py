"""What changed between the photos of two versions: new ones, others gone, moved, told anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from marketplace.listings.coaching import PhotoFace
from marketplace.listings.difference import IN, OUT, SAME, words_changed
from marketplace.web.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class PhotoDifference:
    """One photo of either version.

    Attributes:
        before: in the earlier version; None when it is new.
        after: in the later version; None when it was taken out.
        was: place before, 1 for the cover; None when it is new. ``now``: the same, after.
        moved: it stands in another order among the photos that both versions have.
    """

    before: PhotoFace | None
    after: PhotoFace | None
    was: int | None
    now: int | None
    moved: bool = False

    @property
    def key(self) -> str:
        """Return the key of the picture."""
        face = self.after or self.before
        return "" if face is None else face.key

    @property
    def change(self) -> str:
        """Return "in" when it is new, "out" when it is gone, else "same"."""
        return IN if self.before is None else OUT if self.after is None else SAME

    @property
    def alts(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """Return (language, runs of text) of the alternative texts that were written anew."""
        if self.before is None or self.after is None:
            return ()
        pairs = (
            ("th", self.before.alt_th, self.after.alt_th),
            ("en", self.before.alt_en, self.after.alt_en),
        )
        return tuple((lang, words_changed(old, new)) for lang, old, new in pairs if old != new)

    @property
    def cover_changed(self) -> bool:
        """Tell whether the photo became the cover or stopped being it."""
        return (self.was == 1) != (self.now == 1)

    @property
    def changed(self) -> bool:
        """Tell whether the public sees something else."""
        return self.change != SAME or self.moved or self.cover_changed or bool(self.alts)


def photo_differences(
    before: Sequence[PhotoFace], after: Sequence[PhotoFace]
) -> tuple[PhotoDifference, ...]:
    """Compare the photos of two versions, first the later ones in order, then those gone."""
    was = {face.key: place for place, face in enumerate(before, 1)}
    now = {face.key: place for place, face in enumerate(after, 1)}
    old = {face.key: face for face in before}
    moved = _moved([key for key in was if key in now], [key for key in now if key in was])
    stayed = [
        PhotoDifference(
            old.get(face.key), face, was.get(face.key), now[face.key], face.key in moved
        )
        for face in after
    ]
    gone = [PhotoDifference(face, None, was[face.key], None) for face in before]
    return (*stayed, *(photo for photo in gone if photo.key not in now))


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Return the keys that changed their order; the fewest that explain it, near enough."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    stayed = {key for block in blocks for key in before[block.a : block.a + block.size]}
    return set(after) - stayed


@dataclass(frozen=True, slots=True)
class PhotoSummary:
    """How the photos of two versions differ, in short.

    Attributes:
        marks: photo key -> "same", "out" or "in".
        moved: whether photos of both stand in another order.
        texts: (place in the later version, language, parts) of descriptions that changed.
    """

    marks: Mapping[str, str]
    moved: bool
    texts: tuple[tuple[int, str, tuple[tuple[str, str], ...]], ...]

    @property
    def words(self) -> str:
        """Say in short what changed; "" when nothing did."""
        came, went = (list(self.marks.values()).count(kind) for kind in (IN, OUT))
        described = len({place for place, _lang, _parts in self.texts})
        return " · ".join(
            words
            for words, is_so in (
                (ngettext("เพิ่ม %(num)s รูป", "เพิ่ม %(num)s รูป", came), came),
                (ngettext("เอาออก %(num)s รูป", "เอาออก %(num)s รูป", went), went),
                (_("สลับลำดับรูป"), self.moved),
                (
                    ngettext("แก้คำบรรยาย %(num)s รูป", "แก้คำบรรยาย %(num)s รูป", described),
                    described,
                ),
            )
            if is_so
        )


def photo_summary(before: Sequence[PhotoFace], after: Sequence[PhotoFace]) -> PhotoSummary:
    """Sum up how the photos of two versions differ."""
    found = photo_differences(before, after)
    texts = tuple(
        (photo.now, lang, parts)
        for photo in found
        for lang, parts in photo.alts
        if photo.now is not None
    )
    marks = {photo.key: photo.change for photo in found}
    return PhotoSummary(marks, any(photo.moved for photo in found), texts)
