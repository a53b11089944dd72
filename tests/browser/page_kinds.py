"""One page of each kind, of the demo data, and who looks at it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page to look at.

    Attributes:
        name: endpoint or a word of ours.
        path: its Thai path.
        who: demo login, None for a visitor.
        status: of the answer.
    """

    name: str
    path: str
    who: str | None = None
    status: int = 200

    def __str__(self) -> str:
        """Return a name fit for a test's id."""
        return self.name


SELLER, APPLICANT = "seller@demo.example", "applicant@demo.example"
REVIEWER, MANAGER = "reviewer@demo.example", "manager@demo.example"

PUBLIC = (
    PageKind("pages.home", "/"),
    PageKind("pages.about", "/about"),
    PageKind("pages.privacy", "/privacy"),
    PageKind("pages.cookies", "/cookies"),
    PageKind("pages.terms", "/terms"),
    PageKind("pages.accessibility", "/accessibility"),
    PageKind("pages.help", "/help"),
    PageKind("pages.help_topic", "/help/photos"),
    PageKind("listings.crafts", "/crafts"),
    PageKind("listings.craft", "/crafts/sangkhalok-fish-plate-25"),
    PageKind("listings.routes", "/routes"),
    PageKind("listings.route", "/routes/sukhothai-cycling-votive"),
    PageKind("listings.category", "/categories/sangkhalok"),
    PageKind("listings.organisation", "/organisations/mueang-kao-makers"),
    PageKind("communities.index", "/communities"),
    PageKind("communities.show", "/communities/mueang-kao"),
    PageKind("communities.districts", "/districts"),
    PageKind("communities.district", "/districts/6405"),
    PageKind("search.results", "/search?q=สังคโลก"),
    PageKind("search.nothing", "/search?q=qqqqzzzz"),
    PageKind("knowledge.index", "/knowledge"),
    PageKind("knowledge.article", "/knowledge/sangkhalok-from-clay-to-fire"),
    PageKind("accounts.sign_in", "/sign-in"),
    PageKind("accounts.sign_up", "/sign-up"),
    PageKind("accounts.forgot", "/forgot"),
    PageKind("errors.404", "/nothing-here", status=404),
)

SIGNED_IN = (
    PageKind("accounts.settings", "/account", SELLER),
    PageKind("accounts.devices", "/account/devices", SELLER),
    PageKind("accounts.organisations", "/account/organisations", SELLER),
    PageKind("accounts.apply", "/apply", APPLICANT),
    PageKind("listings.workspace", "/sell", SELLER),
    PageKind("listings.mine", "/sell/listings", SELLER),
    PageKind("listings.new", "/sell/listings/new", SELLER),
    PageKind("office.home", "/office", MANAGER),
    PageKind("office.journal", "/office/journal", MANAGER),
    PageKind("moderation.queue", "/office/reviews", REVIEWER),
    PageKind("moderation.applications", "/office/applications", MANAGER),
)

ALL = (*PUBLIC, *SIGNED_IN)
