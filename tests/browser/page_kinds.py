"""One page of each kind, of the demo data, and who looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page to look at.

    Attributes:
        name: endpoint, with a word of ours behind a second dot where one route has many faces.
        path: its Thai path; words in braces are names of `tests/browser/demo_names.py`.
        who: demo login, None for a visitor.
        status: of the answer.
        alive: scripts put something that moves in the place of a drawing.
    """

    name: str
    path: str
    who: str | None = None
    status: int = 200
    alive: bool = False

    @property
    def endpoint(self) -> str:
        """The route's name in Flask."""
        return ".".join(self.name.split(".")[:2])

    @property
    def asks(self) -> list[str]:
        """Words somebody looks for, which the page repeats in whatever language they are."""
        return [value for _name, value in parse_qsl(self.path.partition("?")[2])]

    def __str__(self) -> str:
        """Return a name fit for a test's id."""
        return self.name


SELLER, POTTER = "seller@demo.example", "potter@demo.example"
APPLICANT, BUYER = "applicant@demo.example", "buyer@demo.example"
REVIEWER, MANAGER, ADMIN = (
    "reviewer@demo.example",
    "manager@demo.example",
    "admin@demo.example",
)

PUBLIC: Final = (
    PageKind("pages.home", "/"),
    PageKind("pages.about", "/about"),
    PageKind("pages.privacy", "/privacy"),
    PageKind("pages.cookies", "/cookies"),
    PageKind("pages.terms", "/terms"),
    PageKind("pages.accessibility", "/accessibility"),
    PageKind("pages.offline", "/offline"),
    PageKind("pages.help", "/help"),
    PageKind("pages.help_topic.sell", "/help/sell"),
    PageKind("pages.help_topic.photos", "/help/photos"),
    PageKind("pages.help_topic.words", "/help/words"),
    PageKind("pages.help_topic.routes", "/help/routes"),
    PageKind("listings.crafts", "/crafts"),
    PageKind("listings.craft", "/crafts/sangkhalok-fish-plate-25"),
    PageKind("listings.routes", "/routes"),
    PageKind("listings.route", "/routes/sukhothai-cycling-votive"),
    PageKind("listings.route_map", "/routes/sukhothai-cycling-votive/map", alive=True),
    PageKind("listings.category", "/categories/sangkhalok"),
    PageKind("listings.organisation", "/organisations/mueang-kao-makers"),
    PageKind("communities.index", "/communities"),
    PageKind("communities.show", "/communities/mueang-kao"),
    PageKind("communities.districts", "/districts"),
    PageKind("communities.district", "/districts/6405"),
    PageKind("search.results", "/search?q=สังคโลก"),
    PageKind("search.results.start", "/search"),
    PageKind("search.results.nothing", "/search?q=qqqqzzzz"),
    PageKind("saved_searches.end_notices", "/notices/{ending}/end"),
    PageKind(
        "search.results.limits", "/search?q=สังคโลก&community=na-ton-chan&lead_time=3&month=12"
    ),
    PageKind("search.results.lift", "/search?category=made-up&group=4"),
    PageKind("search.results.map", "/search?view=map&community=na-ton-chan"),
    PageKind("search.results.live", "/search?view=live", alive=True),
    PageKind("search.results.near", "/search?sort=nearest&near=6403"),
    PageKind("knowledge.index", "/knowledge"),
    PageKind("knowledge.article", "/knowledge/sangkhalok-from-clay-to-fire"),
    PageKind("api.developers", "/developers"),
    PageKind("accounts.sign_in", "/sign-in"),
    PageKind("accounts.sign_up", "/sign-up"),
    PageKind("accounts.sign_up_sent", "/sign-up/sent"),
    PageKind("accounts.forgot", "/forgot"),
    PageKind("accounts.forgot_sent", "/forgot/sent"),
    PageKind("accounts.confirm", "/confirm/{confirm}"),
    PageKind("accounts.confirm.expired", "/confirm/made-up", status=410),
    PageKind("accounts.reset", "/reset/{reset}"),
    PageKind("accounts.reset.expired", "/reset/made-up", status=410),
    PageKind("accounts.invitation", "/invitations/{invitation}"),
    PageKind("accounts.invitation.closed", "/invitations/made-up", status=410),
    PageKind("errors.not_found", "/nothing-here", status=404),
)
"""What visitors without an account open."""

SIGNED_IN: Final = (
    PageKind("accounts.settings", "/account", SELLER),
    PageKind("accounts.devices", "/account/devices", SELLER),
    PageKind("accounts.email", "/account/email", SELLER),
    PageKind("accounts.confirm_email_change", "/account/email/{change}", SELLER),
    PageKind("accounts.password", "/account/password", SELLER),
    PageKind("saved_searches.index", "/account/searches", SELLER),
    PageKind("saved_searches.index.none", "/account/searches", BUYER),
    PageKind("saved_searches.offer", "/account/searches/new?q=สังคโลก&in_stock=1", BUYER),
    PageKind("search.results.mine", "/search?q=สังคโลก", BUYER),
    PageKind("accounts.organisations", "/account/organisations", SELLER),
    PageKind("accounts.organisations.none", "/account/organisations", BUYER),
    PageKind("accounts.organisation", "/account/organisations/{weavers}", SELLER),
    PageKind("accounts.register", "/account/organisations/new", BUYER),
    PageKind("accounts.members", "/organisations/{weavers}/members", SELLER),
    PageKind("accounts.remove_member", "/organisations/{weavers}/members/{seller}/remove", SELLER),
    PageKind("accounts.invitation.mine", "/invitations/{invitation}", BUYER),
    PageKind("accounts.apply", "/apply", BUYER),
    PageKind("accounts.application", "/apply/{applied}", APPLICANT),
    PageKind("accounts.application.returned", "/apply/{returned}", APPLICANT),
    PageKind("selling.home", "/sell", SELLER),
    PageKind("selling.listings", "/sell/listings", SELLER),
    PageKind("selling.listings.empty", "/sell/listings?state=suspended", SELLER),
    PageKind("selling.new", "/sell/listings/new", SELLER),
    PageKind("selling.edit.craft", "/sell/listings/{draft}", SELLER),
    PageKind("selling.edit.route", "/sell/listings/{route_draft}", SELLER),
    PageKind("selling.edit.asked", "/sell/listings/{asked}", SELLER),
    PageKind("selling.edit.rejected", "/sell/listings/{rejected}", SELLER),
    PageKind("selling.edit.waiting", "/sell/listings/{waiting}", SELLER),
    PageKind("selling.edit.paused", "/sell/listings/{paused}", SELLER),
    PageKind("selling.terms.craft", "/sell/listings/{paused}/terms", SELLER),
    PageKind("selling.terms.route", "/sell/listings/{route}/terms", POTTER),
    PageKind("selling.version.craft", "/sell/versions/{draft_version}", SELLER),
    PageKind("selling.version.route", "/sell/versions/{route_draft_version}", SELLER),
    PageKind("selling.version", "/sell/versions/{waiting_version}", REVIEWER),
    PageKind("selling.difference", "/sell/listings/{changed}/difference", SELLER),
    PageKind("selling.confirm_discard", "/sell/listings/{mended}/discard", SELLER),
    PageKind("selling.confirm_retire", "/sell/listings/{paused}/retire", SELLER),
    PageKind("matching.mine", "/requests", BUYER),
    PageKind("matching.mine.none", "/requests", APPLICANT),
    PageKind("matching.new", "/requests/new?need=ผ้าพันคอ ขายส่ง 50 ผืน ไม่เกิน 300", BUYER),
    PageKind("matching.edit", "/requests/{need_draft}/edit", BUYER),
    PageKind("matching.show", "/requests/{need}", BUYER),
    PageKind("matching.show.hidden", "/requests/{need_hidden}", BUYER),
    PageKind("matching.calls", "/sell/requests", SELLER),
    PageKind("matching.calls.applicant", "/sell/requests", APPLICANT),
    PageKind("matching.call", "/sell/requests/{need}", SELLER),
    PageKind("matching.call.opened", "/sell/requests/{need_opened}", SELLER),
    PageKind("matching.overseen", "/office/requests", MANAGER),
    PageKind("matching.overseen.none", "/office/requests?state=cancelled", MANAGER),
    PageKind("matching.overseen_one", "/office/requests/{need}", MANAGER),
    PageKind("matching.overseen_one.hidden", "/office/requests/{need_hidden}", MANAGER),
    PageKind("office.home", "/office", MANAGER),
    PageKind("office.home.reviewer", "/office", REVIEWER),
    PageKind("office.journal", "/office/journal", MANAGER),
    PageKind("office.people", "/office/people", ADMIN),
    PageKind("words.searches", "/office/searches", MANAGER),
    PageKind("words.made", "/office/searches/words", MANAGER),
    PageKind("words.new", "/office/searches/new/synonym?q=ผ้าขาวม้า", MANAGER),
    PageKind("words.new.spelling", "/office/searches/new/spelling", MANAGER),
    PageKind("moderation.queue", "/office/reviews", REVIEWER),
    PageKind("moderation.show.first", "/office/reviews/{waiting_version}", REVIEWER),
    PageKind("moderation.show.change", "/office/reviews/{changed_version}", REVIEWER),
    PageKind("moderation.show.route", "/office/reviews/{waiting_route_version}", REVIEWER),
    PageKind("moderation.show.decided", "/office/reviews/{rejected_version}", REVIEWER),
    PageKind("moderation.suspended", "/office/suspended", REVIEWER),
    PageKind("moderation.suspend", "/office/listings/{paused}/suspend", REVIEWER),
    PageKind("moderation.applications", "/office/applications", MANAGER),
    PageKind("moderation.application_page", "/office/applications/{applied}", MANAGER),
    PageKind("errors.not_allowed", "/office", BUYER, status=403),
)
"""What people with an account open."""

ALL: Final = (*PUBLIC, *SIGNED_IN)

NO_PAGES: Final = frozenset(
    {
        *("health.healthz", "health.readyz", "health.metrics", "static", "media.photo"),
        *(
            "pages.feed",
            "pages.sitemap",
            "pages.sitemap_part",
            "pages.robots",
            "pages.manifest",
            "pages.keeper",
        ),
        *(
            "listings.route_gpx",
            "listings.route_ics",
            "search.suggest",
            "words.progress",
            "selling.map_svg",
        ),
        *("listings.route_gpx", "listings.route_ics", "search.suggest", "selling.map_svg"),
        *("api.search", "api.suggest", "api.listings", "api.listing", "api.communities"),
        *("api.octo_supplier", "api.octo_suppliers", "api.octo_products", "api.octo_product"),
        *("api.categories", "api.districts", "api.openapi"),
        # These send on to the page of a version, and to the listing.
        *("selling.preview", "selling.history"),
    }
)
"""Routes for machines, pictures and ways elsewhere: nothing to look at."""
