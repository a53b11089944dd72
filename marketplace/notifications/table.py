"""Which fact is told by which mails. A new mail is one composer and one line here."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from marketplace import facts
from marketplace.events import Fact
from marketplace.notifications.composers import (
    account_links,
    accounts,
    listings,
    matching,
    organisations,
    saved_searches,
)
from marketplace.notifications.mails import Mail

Composer = Callable[[Session, Any, datetime], Iterable[Mail]]
"""(session inside a transaction, the fact, now) -> mails. It may draw links, and only that."""

COMPOSERS: Final[Mapping[type[Fact], Composer]] = {
    facts.AccountLinkAsked: account_links.link_asked,
    facts.SignedIn: accounts.signed_in,
    facts.PasswordChanged: accounts.password_changed,
    facts.AddressLeft: accounts.address_left,
    facts.InvitationSent: organisations.invitation_sent,
    facts.SellerAdmitted: organisations.seller_admitted,
    facts.AdmissionReturned: organisations.admission_returned,
    facts.SellerSuspended: organisations.seller_suspended,
    facts.SellerReinstated: organisations.seller_reinstated,
    facts.SellerClosed: organisations.seller_closed,
    facts.ListingSubmitted: listings.submitted,
    facts.ListingApproved: listings.approved,
    facts.ChangesRequested: listings.changes_requested,
    facts.ListingRejected: listings.rejected,
    facts.ListingSuspended: listings.suspended,
    facts.SuspensionLifted: listings.suspension_lifted,
    facts.RequestsGathered: matching.requests_gathered,
    facts.RequestExpired: matching.request_expired,
    facts.RequestHidden: matching.request_hidden,
    facts.SavedSearchesMet: saved_searches.met,
}
