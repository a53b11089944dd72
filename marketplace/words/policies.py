"""Who may see the queries and make words."""

from marketplace.actors import Actor


def can_tend_words(actor: Actor | None) -> bool:
    """Tell whether the actor may see what was searched in vain, and make words of it."""
    return actor is not None and actor.is_officer
