"""The words a seller chooses from: places, categories and controlled terms."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.text import thai_sort_key, without_prefix
from models.communities import Category, Community, Term, TermKind


@dataclass(frozen=True, slots=True)
class Word:
    """One choice.

    Attributes:
        depth: 0 at the top of a tree, 1 below it, and so on.
    """

    code: str
    th: str
    en: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything the content forms offer, each list in its order."""

    communities: tuple[Word, ...] = ()
    categories: tuple[Word, ...] = ()
    terms: dict[TermKind, tuple[Word, ...]] = field(default_factory=dict)

    def of(self, kind: TermKind) -> tuple[Word, ...]:
        """Return the terms of a kind; empty when there are none."""
        return self.terms.get(kind, ())

    def term(self, kind: TermKind, code: str) -> Word | None:
        """Return one term, or None."""
        return next((word for word in self.of(kind) if word.code == code), None)


def vocabulary(session: Session) -> Vocabulary:
    """Load the vocabulary: three statements, a few hundred short rows."""
    places = session.execute(
        select(Community.slug, Community.name_th, Community.name_en).order_by(Community.id)
    )
    communities = sorted(places, key=lambda row: thai_sort_key(without_prefix(row.name_th)))
    terms: dict[TermKind, list[Word]] = {}
    for kind, code, th, en in session.execute(
        select(Term.kind, Term.code, Term.name_th, Term.name_en).order_by(Term.sort, Term.id)
    ):
        terms.setdefault(kind, []).append(Word(code, th, en))
    return Vocabulary(
        tuple(Word(slug, th, en) for slug, th, en in communities),
        _tree(session),
        {kind: tuple(words) for kind, words in terms.items()},
    )


def _tree(session: Session) -> tuple[Word, ...]:
    rows = session.execute(
        select(Category.slug, Category.parent_slug, Category.name_th, Category.name_en).order_by(
            Category.sort, Category.id
        )
    ).all()
    children: dict[str | None, list[tuple[str, str, str]]] = {}
    for slug, parent, th, en in rows:
        children.setdefault(parent, []).append((slug, th, en))

    def below(parent: str | None, depth: int) -> list[Word]:
        found = []
        for slug, th, en in children.get(parent, ()):
            found += [Word(slug, th, en, depth), *below(slug, depth + 1)]
        return found

    return tuple(below(None, 0))
