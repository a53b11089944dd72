"""Who may do what with accounts and organisations. Pure."""

from marketplace.actors import Actor
from models.accounts import OfficerRole


def can_see_members(actor: Actor, organisation_id: int) -> bool:
    """Every member sees who else works in the organisation."""
    return actor.belongs_to(organisation_id)


def can_manage_members(actor: Actor, organisation_id: int) -> bool:
    """Owners invite, change roles and remove."""
    return actor.owns(organisation_id)


def can_edit_organisation(actor: Actor, organisation_id: int) -> bool:
    """Owners change names, story, papers and contact channels."""
    return actor.owns(organisation_id)


def can_see_reveals(actor: Actor, organisation_id: int) -> bool:
    """Owners see how often their contact channels were opened."""
    return actor.owns(organisation_id)


def can_leave(actor: Actor, organisation_id: int) -> bool:
    """Every member may leave; that one owner stays is guarded where it is written."""
    return actor.belongs_to(organisation_id)


def can_grant_rights(actor: Actor) -> bool:
    """Administrators give and take the rights of office 4."""
    return actor.has_office_role(OfficerRole.ADMINISTRATOR)
