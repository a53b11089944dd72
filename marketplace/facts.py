"""The vocabulary of facts, by the room in which they happen.

Longer than 400 lines because it is one list, which is read as one.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from marketplace.events import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class UserFact(Fact):
    """Something about a person's account."""

    about: ClassVar[str] = "user"
    about_field: ClassVar[str] = "user_id"

    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSignedUp(UserFact):
    """An account was made; the address is not confirmed yet.

    ``terms``: edition of the terms of use that was accepted; "" when made by a command.
    """

    terms: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailConfirmed(UserFact):
    """The link in the first mail was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(UserFact):
    """A session was started. ``new_device``: no earlier session had this user agent."""

    session_id: int
    new_device: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(UserFact):
    """Sessions were ended by their owner: one, or all (``everywhere``)."""

    everywhere: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(UserFact):
    """A new password is in force; every other session has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailChanged(UserFact):
    """A new address was confirmed. Neither address stands in the journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLinkAsked(Fact):
    """Somebody typed an address into a form that answers by mail.

    Not journalled: the address may belong to nobody here. ``purpose``: a TokenPurpose value or
    "sign_up"; the reaction looks the address up, so that the page answers alike and as fast.
    ``goal``: what the person came for ("buy", "trade", "sell"); the link leads there.
    ``next_path``: page of ours they were on their way to, with what they had typed; "" for none.
    """

    about: ClassVar[str] = "account_link"
    about_field: ClassVar[str] = "purpose"
    journalled: ClassVar[bool] = False

    purpose: str
    email: str
    locale: str
    user_id: int | None = None
    goal: str = ""
    next_path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressLeft(UserFact):
    """An account left an address behind; the worker tells that mailbox. Not journalled."""

    journalled: ClassVar[bool] = False

    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerGranted(UserFact):
    """A right of office 4 was given."""

    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerRevoked(UserFact):
    """A right of office 4 was taken back."""

    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationFact(Fact):
    """Something about an organisation."""

    about: ClassVar[str] = "organisation"
    about_field: ClassVar[str] = "organisation_id"

    organisation_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCreated(OrganisationFact):
    """A buying organisation was registered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationChanged(OrganisationFact):
    """Name, story or papers were changed. ``fields``: names of what changed."""

    changes_catalogue: ClassVar[bool] = True

    fields: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsChanged(OrganisationFact):
    """Contact channels or who sees them were changed."""

    changes_catalogue: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRevealed(OrganisationFact):
    """A visitor asked to see the contact channels. ``listing_id`` is None on the shop page."""

    listing_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerApplied(OrganisationFact):
    """An application to sell was sent, for the first time or again."""

    again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationOpened(OrganisationFact):
    """An officer read an application, which holds a phone number and an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionReturned(OrganisationFact):
    """An officer asked for more. ``count``: how many points are missing."""

    decision_id: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerAdmitted(OrganisationFact):
    """The seller may list and sell."""

    changes_catalogue: ClassVar[bool] = True
    decision_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerSuspended(OrganisationFact):
    """An officer stopped the selling of a group."""

    changes_catalogue: ClassVar[bool] = True
    decision_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerReinstated(OrganisationFact):
    """A suspended seller may sell again."""

    changes_catalogue: ClassVar[bool] = True
    decision_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerClosed(OrganisationFact):
    """A seller was closed for good."""

    changes_catalogue: ClassVar[bool] = True
    decision_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFact(OrganisationFact):
    """Something about who works in an organisation."""

    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(MemberFact):
    """A person joined, as founder or by invitation."""

    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRemoved(MemberFact):
    """A person left or was removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRoleChanged(MemberFact):
    """A member became owner or staff."""

    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationSent(OrganisationFact):
    """Somebody was invited; the reaction draws the token and sends the mail."""

    invitation_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationClosed(OrganisationFact):
    """An invitation was accepted, declined or withdrawn."""

    invitation_id: int
    accepted: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingFact(Fact):
    """Something about a listing."""

    about: ClassVar[str] = "listing"
    about_field: ClassVar[str] = "listing_id"

    listing_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicListingFact(ListingFact):
    """Something about a listing that the public may notice; the index follows it."""

    changes_catalogue: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingStarted(ListingFact):
    """A seller began a listing. ``copied_from``: id of the listing it began from, or None."""

    copied_from: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingSubmitted(ListingFact):
    """A version was sent for review."""

    version_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingWithdrawn(ListingFact):
    """The seller took a version back before it was decided."""

    version_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingChangesDiscarded(ListingFact):
    """The seller threw away changes of a published listing. ``version_ids``: of all that left."""

    version_ids: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingApproved(PublicListingFact):
    """A version became what the public sees. ``first``: the listing was published by it."""

    version_id: int
    decision_id: int | None
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatesConfirmed(ListingFact):
    """An officer saw papers while approving a version, or took the mark from some.

    ``confirmed`` and ``withdrawn``: code or name with the number.
    """

    version_id: int
    decision_id: int | None
    confirmed: list[str]
    withdrawn: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesRequested(ListingFact):
    """An officer asked for changes."""

    version_id: int
    decision_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRejected(ListingFact):
    """An officer did not approve a version."""

    version_id: int
    decision_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsChanged(PublicListingFact):
    """Price, stock or other terms changed. ``changes``: field -> [before, after]."""

    changes: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPaused(PublicListingFact):
    """The seller stopped selling for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingResumed(PublicListingFact):
    """The seller sells again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRetired(PublicListingFact):
    """The seller stopped selling for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingSuspended(PublicListingFact):
    """An officer took the listing from sale."""

    suspension_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionLifted(PublicListingFact):
    """An officer let the listing be sold again."""

    suspension_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoAdded(Fact):
    """A photo was processed and stored; its AVIF variants are made later."""

    about: ClassVar[str] = "photo"
    about_field: ClassVar[str] = "photo_id"
    journalled: ClassVar[bool] = False

    photo_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRebuilt(Fact):
    """Demo data or another bulk load changed the catalogue; the index must be rebuilt."""

    about: ClassVar[str] = "catalogue"
    about_field: ClassVar[str] = "reason"
    changes_catalogue: ClassVar[bool] = True

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFact(Fact):
    """Something about a request for offers. The public never sees one."""

    about: ClassVar[str] = "request"
    about_field: ClassVar[str] = "request_id"

    request_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPosted(RequestFact):
    """An open call began; the sellers it fits are told in the next morning's summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestClosed(RequestFact):
    """The requester takes no more answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCancelled(RequestFact):
    """The requester does not need it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExpired(RequestFact):
    """The last day for answers is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestContactRevealed(RequestFact):
    """A member of a seller asked to see how to reach the requester."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestHidden(RequestFact):
    """An officer took a request from the sellers."""

    hiding_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestShown(RequestFact):
    """An officer let the sellers see a hidden request again."""

    hiding_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsGathered(OrganisationFact):
    """New open calls fit a seller; its members get one mail about all of them. Not journalled."""

    journalled: ClassVar[bool] = False

    request_ids: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDue(Fact):
    """One of several mails that a fact calls for. Not journalled.

    ``told`` and ``values`` are the fact's name and payload. Each mailbox waits and is tried again
    alone, so that one that takes nothing today keeps nobody from theirs.
    """

    about: ClassVar[str] = "mail"
    about_field: ClassVar[str] = "told"
    journalled: ClassVar[bool] = False

    told: str
    values: dict[str, Any]
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearchesMet(UserFact):
    """New listings met searches that a person keeps. Not journalled: it is their own affair.

    ``found``: pairs of a search's id and the ids of listings, the newest first.
    """

    journalled: ClassVar[bool] = False

    found: list[list[Any]]
