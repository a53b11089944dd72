"""Who may do what with a request. Pure: an actor and values in, True or False out."""

from marketplace.actors import Actor
from models.organisations import AdmissionState


def can_manage(actor: Actor, requester_id: int, organisation_id: int | None) -> bool:
    """Tell whether the request is the actor's own: theirs, or one of an organisation of theirs.

    Who left the organisation leaves its requests behind, even those they wrote.
    """
    if organisation_id is None:
        return actor.user_id == requester_id
    return actor.belongs_to(organisation_id)


def can_post(actor: Actor) -> bool:
    """Tell whether the actor may post a request: only with an address that was confirmed."""
    return actor.email_confirmed


def can_see_calls(actor: Actor | None) -> bool:
    """Tell whether the actor acts for an admitted seller, to whom open calls are shown."""
    grant = None if actor is None else actor.selling_for
    return grant is not None and grant.admission is AdmissionState.ADMITTED


def can_oversee(actor: Actor | None) -> bool:
    """Tell whether the actor may read all requests that were posted; every officer may."""
    return actor is not None and actor.is_officer


def can_hide(actor: Actor, requester_id: int, organisation_id: int | None) -> bool:
    """Tell whether the actor may take the request from the sellers, and give it back.

    Nobody decides about a request of their own or of an organisation that they belong to.
    """
    own = actor.user_id == requester_id or can_manage(actor, requester_id, organisation_id)
    return can_oversee(actor) and not own
