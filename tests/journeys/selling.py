"""What a seller does on the pages, with scripts or without."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.journeys.mailbox import link_in_mail

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

    from tests.support.browser.visitor import Visitor

PASSWORD = "ทอผ้าข้างหน้าต่าง 2569"
_UPLOAD_MS = 60_000


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of a route: time, place, what one does."""

    time: str
    place: str
    activity: str


@dataclass(slots=True)
class Seller:
    """A person who sells, in front of a screen.

    Attributes:
        visitor: their browser.
        email: their address.
    """

    visitor: Visitor
    email: str

    @property
    def page(self) -> Page:
        """The browser's page."""
        return self.visitor.page

    def sign_up(self, instance: Path, name: str) -> None:
        """Make an account, open the link from the mail, and arrive at the application."""
        page = self.page
        self.visitor.go("/sign-up")
        page.check("[name=goal][value=sell]")
        page.fill("[name=name]", name)
        page.fill("[name=email]", self.email)
        page.fill("[name=password]", PASSWORD)
        page.check(f"[name=locale][value={self.visitor.screen.language}]")
        page.check("[name=terms]")
        self.press("main form:has([name=goal]) [type=submit]")
        page.goto(link_in_mail(instance, self.email, "/confirm/"))
        page.fill("[name=password]", PASSWORD)
        self.press("main form [type=submit]")
        page.wait_for_url("**/apply")

    def apply(self, group: str) -> None:
        """Apply to sell, as a village group of Hat Siao that can be reached by phone."""
        page = self.page
        page.check("[name=kind][value=village_group]")
        page.fill("[name=name_th]", group)
        page.select_option("[name=community]", "hat-siao")
        page.fill("[name=about_th]", "ทอผ้าใต้ถุนบ้าน หกคน เริ่มเมื่อสิบปีก่อน")
        page.fill("[name=exempt_class]", "ขายของที่ทำเองในครัวเรือน")
        page.fill("[name=address]", "12 หมู่ 2 ต.หาดเสี้ยว อ.ศรีสัชนาลัย")
        page.fill("[name=phone]", "055 671 234")
        page.fill("[name=channels-0-value]", "081 555 0123")
        self.press("main form:has([name=name_th]) [type=submit]")
        page.wait_for_url("**/apply/*")

    def begin(self, kind: str) -> None:
        """Open an empty form for a craft or a route."""
        self.visitor.go("/sell/listings/new")
        self.page.check(f"[name=kind][value={kind}]")
        self.press("main form:has([name=kind]) [type=submit]")
        expect(self.page.locator("[data-desk]")).to_be_visible()

    def add_photos(self, files: list[FilePayload]) -> None:
        """Send photos and say what each shows."""
        page = self.page
        page.set_input_files("[data-file]", files)
        if not self.visitor.screen.scripts:
            self.do("upload")
        shots = page.locator("[data-shot]")
        expect(shots).to_have_count(len(files), timeout=_UPLOAD_MS)
        for number in range(len(files)):
            box = shots.nth(number).locator("input[lang=th]")
            box.fill(f"งานทอวางบนโต๊ะไม้ มุมที่ {number + 1}")

    def describe_craft(self, title: str, price: str) -> None:
        """Fill in everything a craft needs."""
        page = self.page
        page.fill("[name=title_th]", title)
        page.fill("[name=summary_th]", "ทอมือ เส้นฝ้ายย้อมสีจากเปลือกไม้")
        page.fill("[name=description_th]", "ทอใต้ถุนบ้าน ผืนหนึ่งใช้เวลาหกวัน สีจากเปลือกประดู่")
        page.select_option("[name=made_in]", "hat-siao")
        page.select_option("[name=category]", "home-textiles")
        page.locator("[name=materials]").first.check()
        page.fill("[name=price]", price)
        page.fill("[name=stock]", "4")

    def describe_route(self, title: str, price: str) -> None:
        """Fill in everything a route needs but its stops."""
        page = self.page
        page.fill("[name=title_th]", title)
        page.fill("[name=summary_th]", "เดินดูบ้านช่างทอ แล้วลองทอเอง")
        page.fill("[name=description_th]", "เดินในหมู่บ้าน พักกินข้าวกลางวันใต้ต้นมะขาม แล้วลองทอผ้า")
        page.select_option("[name=lead_community]", "hat-siao")
        page.fill("[name=days]", "1")
        page.fill("[name=duration_hours]", "5")
        page.fill("[name=meeting_th]", "หน้าพิพิธภัณฑ์ผ้า")
        page.check("[name=languages][value=th]")
        page.fill("[name=min_group]", "2")
        page.fill("[name=max_group]", "10")
        page.fill("[name=tiers-0-min_people]", "2")
        page.fill("[name=tiers-0-max_people]", "10")
        page.fill("[name=tiers-0-price]", price)
        for box in page.locator("[name=months],[name=weekdays]").all():
            box.check()
        page.fill("[name=cut_off]", "24")
        page.locator("[name=cancellation_policy]").first.check()

    def add_stops(self, stops: list[Stop]) -> None:
        """Type the stops; each needs one more row of the form."""
        page = self.page
        for number, stop in enumerate(stops):
            row = f"[name=itinerary-{number}-"
            if not page.locator(f"{row}time]").count():
                self.do("add-itinerary")
            page.fill(f"{row}day]", "1")
            page.fill(f"{row}time]", stop.time)
            page.fill(f"{row}place_th]", stop.place)
            page.fill(f"{row}activity_th]", stop.activity)

    def submit(self) -> None:
        """Send the open form for review."""
        self.do("submit")
        expect(self.page.locator("[data-desk]")).to_have_count(0)

    def open(self, public_id: str) -> None:
        """Open a listing: its form, or where it stands."""
        self.visitor.go(f"/sell/listings/{public_id}")

    def reopen(self, public_id: str) -> None:
        """Go on writing after a decision, from the page that shows it."""
        self.open(public_id)
        self.press(f"form[action$='/sell/listings/{public_id}/reopen'] button")
        expect(self.page.locator("[data-desk]")).to_be_visible()

    def change_price(self, public_id: str, price: str) -> None:
        """Change the price of a published listing."""
        self.visitor.go(f"/sell/listings/{public_id}/terms")
        self.page.fill("[name=price]", price)
        self.do("save")

    @property
    def open_listing(self) -> str:
        """Public id of the listing whose page is open."""
        return self.page.url.partition("/sell/listings/")[2].split("/")[0].split("?")[0]

    def do(self, act: str) -> None:
        """Press a button of the big form by what it does."""
        self.press(f"button.btn[name=do][value='{act}']")

    def press(self, selector: str) -> None:
        """Press a button that loads another page, and wait for it."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
