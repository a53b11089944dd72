"""Forms of price and terms: one for crafts, one for routes."""

from typing import Final

from wtforms import BooleanField, FieldList, FormField, HiddenField

from marketplace.listings.actions.terms import TermsChange
from marketplace.listings.faults import Fault, refuse, required
from marketplace.listings.forms.fields import Clocks, Pick, Picks, called
from marketplace.listings.forms.rows import ONE_BLANK, Blanks, RowStep, arranged, with_blanks
from marketplace.listings.labels import FIELDS, MONTHS, WEEKDAYS
from marketplace.listings.terms import CraftOffer, RouteOffer, Tier
from marketplace.listings.units import UNITS
from marketplace.listings.wording import CANCELLATION
from marketplace.web.choices import RadioField
from marketplace.web.forms import (
    Baht,
    Between,
    Form,
    OptionalInput,
    WholeNumber,
)
from marketplace.web.i18n import _l
from models.listing_terms import CancellationPolicy

_MANY: Final = 100_000
_DAYS: Final = 730
_GROUP: Final = 500
_TIERS: Final = 8


class Terms(Form):
    """What both kinds have: the number of the row the form was opened with."""

    terms_version = HiddenField()

    @property
    def expected(self) -> int | None:
        """The number of the listing's row on opening; None when it was not sent."""
        return _number(self.terms_version.data)


def _number(sent: object) -> int | None:
    text = str(sent)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None  # noqa: PLR2004 - no row of ours counts beyond a billion


class CraftTermsForm(Terms):
    """Price, stock and the rest of a craft."""

    price = Baht(FIELDS["price"])
    unit = Pick(FIELDS["unit"])
    stock = WholeNumber(FIELDS["stock"], [called("stock"), OptionalInput(), Between(0, _MANY)])
    stock_before = HiddenField()
    made_to_order = BooleanField(FIELDS["made_to_order"])
    lead_time_days = WholeNumber(
        FIELDS["lead_time_days"], [called("lead_time_days"), OptionalInput(), Between(1, _DAYS)]
    )
    monthly_capacity = WholeNumber(
        FIELDS["monthly_capacity"], [called("monthly_capacity"), OptionalInput(), Between(1, _MANY)]
    )
    min_wholesale_qty = WholeNumber(
        FIELDS["min_wholesale_qty"], [OptionalInput(), Between(2, _MANY)]
    )
    wholesale_price = Baht(FIELDS["wholesale_price"])
    season_months = Picks(
        FIELDS["season_months"], coerce=int, description=_l("ไม่เลือกเลย แปลว่ามีทั้งปี")
    )
    shipping = Baht(
        FIELDS["shipping"], description=_l("ต่อหนึ่งคำสั่งซื้อ เว้นว่างถ้าคุยกันก่อน ใส่ 0 ถ้าไม่มีค่าส่ง")
    )
    pickup = BooleanField(FIELDS["pickup"])

    @classmethod
    def of(cls, offer: CraftOffer, row_version: int) -> "CraftTermsForm":
        """Bind the form: to the request when it was sent, else to the terms in force."""
        form = cls.bind(
            obj=None,
            terms_version=row_version,
            price=offer.price_satang,
            unit=offer.unit,
            stock=offer.stock,
            stock_before=offer.stock,
            made_to_order=offer.made_to_order,
            lead_time_days=offer.lead_time_days,
            monthly_capacity=offer.monthly_capacity,
            min_wholesale_qty=offer.min_wholesale_qty,
            wholesale_price=offer.wholesale_price_satang,
            season_months=list(offer.season_months),
            shipping=offer.delivery_satang,
            pickup=offer.pickup,
        )
        form.unit.choices = _units(offer.unit)
        form.season_months.choices = [(n, str(label)) for n, label in MONTHS.items()]
        return form

    @property
    def seen_stock(self) -> int | None:
        """The stock the form was opened with; None when it was not sent."""
        return _number(self.stock_before.data)

    def change(self, _step: RowStep | None = None) -> TermsChange:
        """Return what was typed. Call it only when the form is valid."""
        offer = CraftOffer(
            price_satang=self.price.data or None,
            unit=self.unit.chosen(UNITS) or "piece",
            stock=self.stock.data or 0,
            made_to_order=self.made_to_order.data,
            lead_time_days=self.lead_time_days.data,
            monthly_capacity=self.monthly_capacity.data,
            min_wholesale_qty=self.min_wholesale_qty.data,
            wholesale_price_satang=self.wholesale_price.data,
            season_months=self.season_months.chosen(MONTHS),
            delivery_satang=self.shipping.data,
            pickup=self.pickup.data,
        )
        return TermsChange(offer, self.expected, self.seen_stock)


def _units(current: str) -> list[tuple[str, str]]:
    """Two units may share a Thai classifier; the list shows each word once."""
    words = {str(UNITS[current]): current} if current in UNITS else {}
    for code, label in UNITS.items():
        words.setdefault(str(label), code)
    return sorted(
        ((code, word) for word, code in words.items()), key=lambda c: list(UNITS).index(c[0])
    )


class TierForm(Form):
    """One row of prices: from so many to so many people."""

    min_people = WholeNumber(
        FIELDS["tier_from"], [called("tier_from"), OptionalInput(), Between(1, _GROUP)]
    )
    max_people = WholeNumber(
        FIELDS["tier_to"], [called("tier_to"), OptionalInput(), Between(1, _GROUP)]
    )
    price = Baht(FIELDS["tier_price"])

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed."""
        return self.min_people.data is None and self.max_people.data is None and not self.price.data


class RouteTermsForm(Terms):
    """Prices by group size, days and months, cut-off and cancellation of a route."""

    min_group = WholeNumber(FIELDS["min_group"], [Between(1, _GROUP)])
    max_group = WholeNumber(FIELDS["max_group"], [Between(1, _GROUP)])
    tiers = FieldList(FormField(TierForm), FIELDS["price_tiers"], max_entries=_TIERS + 1)
    months = Picks(FIELDS["months"], coerce=int)
    weekdays = Picks(FIELDS["weekdays"], coerce=int)
    start_times = Clocks(
        FIELDS["start_times"], [called("start_times")], description=_l("เช่น 09.00 13.30")
    )
    cut_off = WholeNumber(
        FIELDS["cut_off"], [called("cut_off"), OptionalInput(), Between(0, 24 * 60)]
    )
    min_to_run = WholeNumber(
        FIELDS["min_to_run"],
        [called("min_to_run"), OptionalInput(), Between(1, _GROUP)],
        description=_l("คนไม่ครบ รอบนั้นไม่ออก เว้นว่างถ้าเท่ากลุ่มน้อยสุด"),
    )
    cancellation_policy = RadioField(FIELDS["cancellation_policy"], validate_choice=False)

    @classmethod
    def of(
        cls, offer: RouteOffer, row_version: int, blanks: Blanks = ONE_BLANK
    ) -> "RouteTermsForm":
        """Bind the form: to the request when it was sent, else to the terms in force."""
        rows = [
            {"min_people": t.min_people, "max_people": t.max_people, "price": t.price_satang}
            for t in offer.tiers
        ]
        form = cls.bind(
            obj=None,
            terms_version=row_version,
            min_group=offer.min_group,
            max_group=offer.max_group,
            tiers=with_blanks(rows, blanks.of("tiers"), _TIERS + 1),
            months=list(offer.months),
            weekdays=list(offer.weekdays),
            start_times=offer.start_times,
            cut_off=offer.cut_off_hours,
            min_to_run=offer.min_to_run,
            cancellation_policy=offer.cancellation.value,
        )
        form.months.choices = [(n, str(label)) for n, label in MONTHS.items()]
        form.weekdays.choices = [(n, str(label)) for n, label in WEEKDAYS.items()]
        form.cancellation_policy.choices = [
            (policy.value, str(label)) for policy, label in CANCELLATION.items()
        ]
        return form

    def change(self, step: RowStep | None = None) -> TermsChange:
        """Return what was typed. Call it only when the form is valid.

        Raises:
            FaultsFoundError: a row of prices is filled in part.
        """
        policy = self.cancellation_policy.data
        offer = RouteOffer(
            min_group=self.min_group.data or 1,
            max_group=self.max_group.data or self.min_group.data or 1,
            months=self.months.chosen(MONTHS),
            weekdays=self.weekdays.chosen(WEEKDAYS),
            start_times=self.start_times.data,
            cut_off_hours=24 if self.cut_off.data is None else self.cut_off.data,
            min_to_run=self.min_to_run.data,
            cancellation=CancellationPolicy(policy)
            if policy in CANCELLATION
            else CancellationPolicy.MODERATE,
            tiers=self._tiers(step),
        )
        return TermsChange(offer, self.expected)

    def _tiers(self, step: RowStep | None) -> tuple[Tier, ...]:
        rows: list[Tier | None] = []
        faults: list[Fault] = []
        for index, entry in enumerate(self.tiers.entries):
            first, last = entry.form.min_people.data, entry.form.max_people.data
            price = entry.form.price.data
            if entry.form.is_blank:
                rows.append(None)
                continue
            if first is None:
                faults.append(required(f"tiers-{index}-min_people", "tier_from"))
            if not price:
                faults.append(required(f"tiers-{index}-price", "tier_price"))
            rows.append(Tier(first or 1, last or first or 1, price or 1))
        refuse(faults)
        return arranged(rows, step if step and step.rows == "tiers" else None)
