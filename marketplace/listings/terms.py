"""Price and terms as values: what a form hands in, what is compared and journalled."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from marketplace.listings.faults import Fault, required
from models.listing_terms import CancellationPolicy, CraftTerms, RouteTerms
from models.listings import Listing


@dataclass(frozen=True, slots=True)
class CraftOffer:
    """Terms of a craft; the meaning of each field is that of ``CraftTerms``. Money in satang."""

    price_satang: int | None = None
    unit: str = "piece"
    stock: int = 0
    made_to_order: bool = False
    lead_time_days: int | None = None
    monthly_capacity: int | None = None
    min_wholesale_qty: int | None = None
    wholesale_price_satang: int | None = None
    season_months: tuple[int, ...] = ()
    delivery_satang: int | None = None
    pickup: bool = False


@dataclass(frozen=True, slots=True)
class Tier:
    """Price per person in satang for groups of ``min_people`` to ``max_people``."""

    min_people: int
    max_people: int
    price_satang: int


@dataclass(frozen=True, slots=True)
class RouteOffer:
    """Terms of a route; the meaning of each field is that of ``RouteTerms``."""

    min_group: int = 1
    max_group: int = 10
    months: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    start_times: tuple[str, ...] = ()
    cut_off_hours: int = 24
    min_to_run: int | None = None
    cancellation: CancellationPolicy = CancellationPolicy.MODERATE
    tiers: tuple[Tier, ...] = ()


Offer = CraftOffer | RouteOffer


def craft_offer(terms: CraftTerms) -> CraftOffer:
    """Read the stored terms of a craft."""
    values = {entry.name: getattr(terms, entry.name) for entry in fields(CraftOffer)}
    return CraftOffer(**(values | {"season_months": tuple(terms.season_months)}))


def route_offer(terms: RouteTerms, listing: Listing) -> RouteOffer:
    """Read the stored terms and tiers of a route; ``listing.price_tiers`` must be loaded."""
    return RouteOffer(
        min_group=terms.min_group,
        max_group=terms.max_group,
        months=tuple(terms.months),
        weekdays=tuple(terms.weekdays),
        start_times=tuple(terms.start_times),
        cut_off_hours=terms.cut_off_hours,
        min_to_run=terms.min_to_run,
        cancellation=terms.cancellation,
        tiers=tuple(
            Tier(tier.min_people, tier.max_people, tier.price_satang)
            for tier in listing.price_tiers
        ),
    )


def changes(before: Offer, after: Offer) -> dict[str, Any]:
    """Return what differs as field -> [before, after], in JSON values for the journal."""
    old, new = asdict(before), asdict(after)
    return {name: [old[name], new[name]] for name in new if old[name] != new[name]}


def impossible(offer: Offer) -> Iterator[Fault]:
    """Yield what can be stored on no account, not even in a draft."""
    if isinstance(offer, CraftOffer):
        yield from _impossible_craft(offer)
        return
    if offer.max_group < offer.min_group:
        values: dict[str, object] = {"field": "max_group", "min": offer.min_group, "max": 500}
        yield Fault("max_group", "number.range", values)
    elif offer.min_to_run is not None and offer.min_to_run > offer.max_group:
        yield Fault(
            "min_to_run",
            "number.range",
            {"field": "min_to_run", "min": 1, "max": offer.max_group},
        )
    before: Tier | None = None
    for tier in sorted(offer.tiers, key=lambda row: row.min_people):
        if tier.max_people < tier.min_people or (
            before is not None and tier.min_people <= before.max_people
        ):
            span: dict[str, object] = {"from": tier.min_people, "to": tier.max_people}
            yield Fault("tiers", "tiers.overlap", span)
        before = tier


def _impossible_craft(offer: CraftOffer) -> Iterator[Fault]:
    quantity, price = offer.min_wholesale_qty, offer.wholesale_price_satang
    if (quantity is None) != (price is None):
        yield Fault(
            "min_wholesale_qty" if quantity is None else "wholesale_price", "wholesale.pair"
        )
    if price is not None and offer.price_satang is not None and price > offer.price_satang:
        yield Fault("wholesale_price", "price.wholesale_higher", {"retail": offer.price_satang})


def incomplete(offer: Offer) -> Iterator[Fault]:
    """Yield what is missing before anybody can buy or book."""
    if isinstance(offer, CraftOffer):
        if offer.price_satang is None:
            yield required("price")
        if offer.made_to_order and offer.lead_time_days is None:
            yield required("lead_time_days")
        return
    if not offer.tiers:
        yield required("tiers", "price_tiers")
    else:
        yield from _gaps(offer)
    if not offer.months:
        yield required("months")
    if not offer.weekdays:
        yield required("weekdays")


def _gaps(offer: RouteOffer) -> Iterator[Fault]:
    for first, last in gaps(offer.tiers, offer.min_group, offer.max_group):
        yield Fault("tiers", "tiers.gap", {"from": first, "to": last})


def gaps(tiers: Sequence[Tier], smallest: int, largest: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of group sizes, ends included, that have no price."""
    upto = smallest - 1
    for tier in sorted(tiers, key=lambda row: row.min_people):
        if tier.min_people > upto + 1 and upto < largest:
            yield upto + 1, min(tier.min_people - 1, largest)
        upto = max(upto, tier.max_people)
    if upto < largest:
        yield upto + 1, largest
