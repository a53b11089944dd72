"""Who of office 4 may do what. Pure predicates; the first line of every action asks one."""

from marketplace.actors import Actor
from models.accounts import OfficerRole


def can_see_reviews(actor: Actor | None) -> bool:
    """Tell whether the actor may open the queue and the versions in it."""
    return actor is not None and actor.has_office_role(OfficerRole.REVIEWER)


def can_decide(actor: Actor | None, organisation_id: int) -> bool:
    """Tell whether the actor may decide on a version of this organisation.

    Nobody decides about an organisation that they belong to.
    """
    return can_see_reviews(actor) and actor is not None and not actor.belongs_to(organisation_id)


def can_suspend(actor: Actor | None, organisation_id: int) -> bool:
    """Tell whether the actor may take a listing of this organisation from sale, and lift it."""
    return can_decide(actor, organisation_id)


def can_see_applications(actor: Actor | None) -> bool:
    """Tell whether the actor may open applications and the list of sellers."""
    return actor is not None and actor.has_office_role(OfficerRole.MANAGER)


def can_admit(actor: Actor | None, organisation_id: int) -> bool:
    """Tell whether the actor may admit, return, suspend, reinstate or close this seller."""
    return (
        can_see_applications(actor) and actor is not None and not actor.belongs_to(organisation_id)
    )
