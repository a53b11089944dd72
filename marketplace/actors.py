"""Who acts: the identity that views hand to actions. Anonymous visitors are ``None``."""

from dataclasses import dataclass, field

from models.accounts import Locale, OfficerRole
from models.organisations import AdmissionState, MemberRole, OrganisationSide


@dataclass(frozen=True, slots=True)
class MembershipGrant:
    """One membership of the actor, with what every page shows of the organisation."""

    organisation_id: int
    public_id: str
    name_th: str
    name_en: str
    side: OrganisationSide
    admission: AdmissionState | None
    role: MemberRole


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, loaded once for each request.

    Attributes:
        memberships: in the order of joining.
        officer_roles: empty for everybody outside office 4.
        acting_for_id: organisation chosen on this device; None means the person alone.
        session_id: the device session of the request; None in commands and tests.
    """

    user_id: int
    name: str
    locale: Locale = Locale.TH
    email_confirmed: bool = True
    memberships: tuple[MembershipGrant, ...] = ()
    officer_roles: frozenset[OfficerRole] = field(default_factory=frozenset)
    acting_for_id: int | None = None
    session_id: int | None = None

    def membership(self, organisation_id: int) -> MembershipGrant | None:
        """Return the membership in the organisation, or None."""
        for grant in self.memberships:
            if grant.organisation_id == organisation_id:
                return grant
        return None

    @property
    def acting_for(self) -> MembershipGrant | None:
        """Return the membership the actor acts for now, or None."""
        return None if self.acting_for_id is None else self.membership(self.acting_for_id)

    @property
    def selling_for(self) -> MembershipGrant | None:
        """Return the selling organisation the actor acts for now; None when it buys, or nobody."""
        grant = self.acting_for
        return grant if grant is not None and grant.side is OrganisationSide.SELLER else None

    def belongs_to(self, organisation_id: int) -> bool:
        """Tell whether the actor is a member of the organisation."""
        return self.membership(organisation_id) is not None

    def owns(self, organisation_id: int) -> bool:
        """Tell whether the actor is an owner of the organisation's account."""
        grant = self.membership(organisation_id)
        return grant is not None and grant.role is MemberRole.OWNER

    @property
    def is_officer(self) -> bool:
        """Tell whether the actor holds any right of office 4."""
        return bool(self.officer_roles)

    def has_office_role(self, role: OfficerRole | str) -> bool:
        """Tell whether the actor holds the right; an administrator holds all of them."""
        return OfficerRole.ADMINISTRATOR in self.officer_roles or role in self.officer_roles
