"""Which reactions follow which fact, and which chores come round. The only place that knows."""

from collections.abc import Mapping, Sequence
from typing import Final

from marketplace import facts
from marketplace.accounts import reactions as accounts
from marketplace.events import Fact
from marketplace.jobs import outbox
from marketplace.jobs.worker import Timetable
from marketplace.matching import reactions as matching
from marketplace.media import reactions as media
from marketplace.notifications.reactions import send_mails
from marketplace.saved_searches.reactions import tell_of_new_matches
from marketplace.search import reactions as search
from marketplace.words import facts as word_facts
from marketplace.words import reactions as words
from marketplace.work import Chore, Reaction, Work

HOUR_S: Final = 3600
DAY_S: Final = 24 * HOUR_S
INDEX_BATCH: Final = 256
"""Facts taken in one index commit; a commit costs about 5 ms whatever its size."""


def forget_done_work(work: Work) -> None:
    """Delete outbox rows that were finished long ago."""
    with work.database.transaction() as session:
        outbox.forget_done(session, work.now)


REACTIONS: Final[Mapping[str, Reaction]] = {
    "index_listings": Reaction(search.index_listings, INDEX_BATCH),
    "index_organisations": Reaction(search.index_organisations, INDEX_BATCH),
    "rebuild_index": Reaction(search.rebuild_index, INDEX_BATCH),
    "publish_words": Reaction(words.publish_words, INDEX_BATCH),
    "rebuild_for_words": Reaction(words.rebuild_for_words, INDEX_BATCH, slow=True),
    "make_avif": Reaction(media.make_avif, slow=True),
    "send_mails": Reaction(send_mails, slow=True),
}

SPREAD: Final[Mapping[type[Fact], Sequence[str]]] = {
    facts.ListingApproved: ("index_listings", "send_mails"),
    facts.TermsChanged: ("index_listings",),
    facts.ListingPaused: ("index_listings",),
    facts.ListingResumed: ("index_listings",),
    facts.ListingRetired: ("index_listings",),
    facts.ListingSuspended: ("index_listings", "send_mails"),
    facts.SuspensionLifted: ("index_listings", "send_mails"),
    facts.ListingSubmitted: ("send_mails",),
    facts.ChangesRequested: ("send_mails",),
    facts.ListingRejected: ("send_mails",),
    facts.OrganisationChanged: ("index_organisations",),
    facts.SellerAdmitted: ("index_organisations", "send_mails"),
    facts.AdmissionReturned: ("send_mails",),
    facts.AccountLinkAsked: ("send_mails",),
    facts.SignedIn: ("send_mails",),
    facts.PasswordChanged: ("send_mails",),
    facts.AddressLeft: ("send_mails",),
    facts.InvitationSent: ("send_mails",),
    facts.MailDue: ("send_mails",),
    facts.SellerSuspended: ("index_organisations", "send_mails"),
    facts.SellerReinstated: ("index_organisations", "send_mails"),
    facts.SellerClosed: ("index_organisations", "send_mails"),
    facts.RequestsGathered: ("send_mails",),
    facts.RequestExpired: ("send_mails",),
    facts.RequestHidden: ("send_mails",),
    facts.CatalogueRebuilt: ("rebuild_index",),
    word_facts.SearchWordPublished: ("publish_words", "rebuild_for_words"),
    word_facts.SearchWordWithdrawn: ("publish_words", "rebuild_for_words"),
    facts.PhotoAdded: ("make_avif",),
    facts.SavedSearchesMet: ("send_mails",),
}

CHORES: Final[Mapping[str, Chore]] = {
    "check_index": Chore(search.check_index, HOUR_S),
    "end_requests": Chore(matching.end_requests, HOUR_S),
    # The day of chores begins at 07.00 in Bangkok, when a summary of what is new is welcome.
    "gather_requests": Chore(matching.gather_requests, DAY_S),
    "drop_expired_certificates": Chore(search.drop_expired_certificates, DAY_S),
    "forget_done_work": Chore(forget_done_work, DAY_S),
    "forget_old_queries": Chore(words.forget_old_queries, DAY_S),
    "keep_words": Chore(words.keep_words, HOUR_S, slow=True),
    "forget_old_sessions": Chore(accounts.forget_old_sessions, DAY_S),
    "sweep_orphans": Chore(media.sweep_orphans, HOUR_S, slow=True),
    # Every hour from eight o'clock on, so that an index that was away holds nobody's notice long.
    "tell_of_new_matches": Chore(tell_of_new_matches, HOUR_S, slow=True),
}

TIMETABLE: Final = Timetable(reactions=REACTIONS, spread=SPREAD, chores=CHORES)
