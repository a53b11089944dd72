"""Who may do what: every route and method, for every role, as a written table.

One line for each endpoint and method: a test asks for it as each role in turn and compares. A
route without a line fails the test; add its line here, and think about every column.

Words in the columns:

- a status: ``200``, ``303`` (done, or sent elsewhere), ``403``, ``404``, ``409``, ``410``, ``422``
  (let in, and the empty form was refused);
- ``door``: sent to the sign-in page;
- ``apply``: sent to where one applies to sell; ``choose``: to where one chooses for whom to act.

One word alone holds for everybody. Parts of the address are written ``name=value``, fields of the
form ``+name=value``; a value with ``@`` is a name in the village (`tests/support/village.py`), whose
things belong to the owner's group unless they are called otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from tests.support.village import Role


@dataclass(frozen=True, slots=True)
class Line:
    """What each role gets from one route.

    Attributes:
        endpoint: Flask's name.
        method: GET or POST; HEAD and OPTIONS follow GET.
        values: names of the route's parts -> their values; ``@`` begins a name in the village.
        form: the same for what the form holds.
        expected: role -> the words of the table, see the module.
    """

    endpoint: str
    method: str
    values: dict[str, str]
    form: dict[str, str]
    expected: dict[Role, str]

    def shows(self, role: Role) -> bool:
        """Whether this role reads something here."""
        return self.method == "GET" and self.expected[role] == "200"

    def __str__(self) -> str:
        """Return the line's beginning, for messages and test ids."""
        parts = "".join(f" {name}={value}" for name, value in self.values.items())
        return f"{self.endpoint} {self.method}{parts}"


@cache
def lines() -> tuple[Line, ...]:
    """Read the table."""
    return tuple(_line(text) for text in TABLE.splitlines() if text.strip() and text[0] != "#")


def _line(text: str) -> Line:
    left, _, right = text.partition("|")
    endpoint, method, *parts = left.split()
    words = right.split()
    if len(words) == 1:
        words *= len(Role)
    if len(words) != len(Role):
        raise ValueError(f"{left.strip()}: {len(words)} columns, not {len(Role)}")
    values = dict(part.split("=", 1) for part in parts if part[0] != "+")
    form = dict(part[1:].split("=", 1) for part in parts if part[0] == "+")
    return Line(endpoint, method, values, form, dict(zip(Role, words, strict=True)))


TABLE: Final = """
# accounts                                                                        | anon  buyer oper  owner staff other appl  revw  mangr admin susp
accounts.accept_invitation POST token=@invitation                                 | door  303   303   303   303   303   303   303   303   303   door
accounts.accept_invitation POST token=made-up                                     | door  404   404   404   404   404   404   404   404   404   door
accounts.answer_invitation POST public_id=@invitation_id +answer=join             | door  303   404   404   404   404   404   404   404   404   door
accounts.application GET public_id=@applied                                       | door  404   404   404   404   404   200   404   404   404   door
accounts.application GET public_id=@weavers                                       | door  404   404   200   200   404   404   404   404   404   door
accounts.application POST public_id=@applied                                      | door  404   404   404   404   404   422   404   404   404   door
accounts.apply GET                                                                | door  200   200   200   200   200   200   200   200   200   door
accounts.apply POST                                                               | door  422   422   422   422   422   422   422   422   422   door
accounts.change_role POST public_id=@weavers user_id=@staff +role=owner           | door  404   404   303   403   404   404   404   404   404   door
accounts.confirm GET token=@confirm                                               | 200
accounts.confirm POST token=@confirm                                              | 422
accounts.confirm_email_change GET token=@change                                   | door  303   303   200   303   303   303   303   303   303   door
accounts.confirm_email_change POST token=@change                                  | door  303   303   303   303   303   303   303   303   303   door
accounts.decline_invitation POST token=@invitation                                | 303
accounts.describe POST public_id=@weavers +name_th=กลุ่มทอผ้า                     | door  404   404   303   403   404   404   404   404   404   door
accounts.devices GET                                                              | door  200   200   200   200   200   200   200   200   200   door
accounts.email GET                                                                | door  200   200   200   200   200   200   200   200   200   door
accounts.email POST                                                               | door  422   422   422   422   422   422   422   422   422   door
accounts.forgot GET                                                               | 200
accounts.forgot POST                                                              | 422
accounts.forgot_sent GET                                                          | 200
accounts.invitation GET token=made-up                                             | 410
accounts.invitation GET token=@invitation                                         | 200
accounts.invite POST public_id=@weavers +email=friend@example.org +role=staff     | door  404   404   303   403   404   404   404   404   404   door
accounts.join POST token=@invitation                                              | 422
accounts.members GET public_id=@weavers                                           | door  404   404   200   200   404   404   404   404   404   door
accounts.members GET public_id=@operators                                         | door  404   200   404   404   404   404   404   404   404   door
accounts.organisation GET public_id=@weavers                                      | door  404   404   200   200   404   404   404   404   404   door
accounts.organisation GET public_id=@operators                                    | door  404   200   404   404   404   404   404   404   404   door
accounts.organisations GET                                                        | door  200   200   200   200   200   200   200   200   200   door
accounts.password GET                                                             | door  200   200   200   200   200   200   200   200   200   door
accounts.password POST                                                            | door  422   422   422   422   422   422   422   422   422   door
accounts.register GET                                                             | door  200   200   200   200   200   200   200   200   200   door
accounts.register POST +name_th=โรงแรม +name_en=Inn +kind=hotel               | door  303   303   303   303   303   303   303   303   303   door
accounts.remove_member GET public_id=@weavers user_id=@staff                      | door  404   404   200   200   404   404   404   404   404   door
accounts.remove_member POST public_id=@weavers user_id=@staff                     | door  404   404   303   303   404   404   404   404   404   door
accounts.reset GET token=made-up                                                  | 410
accounts.reset GET token=@reset                                                   | 200
accounts.reset POST token=@reset                                                  | 422
accounts.save_contacts POST public_id=@weavers                                    | door  404   404   303   403   404   404   404   404   404   door
accounts.settings GET                                                             | door  200   200   200   200   200   200   200   200   200   door
accounts.settings POST +name=มาลี +locale=th                                      | door  303   303   303   303   303   303   303   303   303   door
accounts.sign_in GET                                                              | 200   303   303   303   303   303   303   303   303   303   200
accounts.sign_in POST                                                             | 422   303   303   303   303   303   303   303   303   303   422
accounts.sign_out POST                                                            | 303
accounts.sign_out_device POST public_id=made-up                                   | door  404   404   404   404   404   404   404   404   404   door
accounts.sign_out_device POST public_id=@device                                   | door  404   404   303   404   404   404   404   404   404   door
accounts.sign_out_everywhere POST +keep_here=1                                    | door  303   303   303   303   303   303   303   303   303   door
accounts.sign_up GET                                                              | 200   303   303   303   303   303   303   303   303   303   200
accounts.sign_up POST                                                             | 422   303   303   303   303   303   303   303   303   303   422
accounts.sign_up_again POST                                                       | 422
accounts.sign_up_sent GET                                                         | 200
accounts.switch POST +organisation=@weavers                                       | door  404   404   303   303   404   404   404   404   404   door
accounts.withdraw_invitation POST public_id=@weavers invitation_id=@invitation_id | door  404   404   303   403   404   404   404   404   404   door

# api
api.categories GET                 | 200
api.communities GET                | 200
api.developers GET                 | 200
api.districts GET                  | 200
api.listing GET slug=@craft_slug   | 200
api.listing GET slug=@paused_slug  | 200
api.listing GET slug=@waiting_slug | 404
api.listings GET                   | 200
api.octo_product GET id=@route     | 200
api.octo_product GET id=@craft     | 400
api.octo_products GET              | 200
api.octo_supplier GET              | 200
api.octo_suppliers GET             | 200
api.openapi GET                    | 200
api.search GET                     | 200
api.suggest GET                    | 200

# communities
communities.district GET code=@district | 200
communities.district GET code=9999      | 404
communities.districts GET               | 200
communities.index GET                   | 200
communities.show GET slug=@community    | 200
communities.show GET slug=nowhere       | 404

# health
health.healthz GET | 200
health.metrics GET | 200
health.readyz GET  | 200

# knowledge
knowledge.article GET slug=@article  | 200
knowledge.article GET slug=unwritten | 404
knowledge.index GET                  | 200

# listings, public
listings.category GET slug=textiles             | 200
listings.craft GET slug=@craft_slug             | 200
listings.craft GET slug=@paused_slug            | 200
listings.craft GET slug=@suspended_slug         | 404
listings.craft GET slug=@retired_slug           | 404
listings.craft GET slug=@waiting_slug           | 404
listings.crafts GET                             | 200
listings.organisation GET slug=@weavers_slug    | 200
listings.organisation GET slug=@applied_slug    | 404
listings.reveal_contact POST slug=@weavers_slug | 303
listings.route GET slug=@route_slug             | 200
listings.route GET slug=@craft_slug             | 404
listings.route_gpx GET slug=@route_slug         | 200
listings.route_ics GET slug=@route_slug         | 200
listings.route_map GET slug=@route_slug         | 200
listings.routes GET                             | 200

# matching                                                      | anon  buyer oper  owner staff other appl  revw  mangr admin susp
matching.call GET public_id=@need                               | door  404   404   200   200   200   404   404   404   404   door
matching.call GET public_id=@need_closed                        | door  404   404   404   404   404   404   404   404   404   door
matching.call GET public_id=@need_draft                         | door  404   404   404   404   404   404   404   404   404   door
matching.call GET public_id=@need_hidden                        | door  404   404   404   404   404   404   404   404   404   door
matching.calls GET                                              | door  303   303   200   200   200   200   303   303   303   door
matching.cancel POST public_id=@need                            | door  303   404   404   404   404   404   404   404   404   door
matching.close POST public_id=@need                             | door  303   404   404   404   404   404   404   404   404   door
matching.close POST public_id=@operators_need                   | door  404   303   404   404   404   404   404   404   404   door
matching.discard POST public_id=@need_draft                     | door  303   404   404   404   404   404   404   404   404   door
matching.edit GET public_id=@need_draft                         | door  200   404   404   404   404   404   404   404   404   door
matching.edit POST public_id=@need_draft                        | door  422   404   404   404   404   404   404   404   404   door
matching.hide POST public_id=@need +note=ไม่ใช่ความต้องการจริง  | door  403   403   403   403   403   403   303   303   303   door
matching.hide POST public_id=@need_draft +note=ไม่ใช่           | door  403   403   403   403   403   403   404   404   404   door
matching.mine GET                                               | door  200   200   200   200   200   200   200   200   200   door
matching.new GET                                                | door  200   200   200   200   200   200   200   200   200   door
matching.new POST                                               | door  422   422   422   422   422   422   422   422   422   door
matching.overseen GET                                           | door  403   403   403   403   403   403   200   200   200   door
matching.overseen_one GET public_id=@need                       | door  403   403   403   403   403   403   200   200   200   door
matching.overseen_one GET public_id=@need_draft                 | door  403   403   403   403   403   403   404   404   404   door
matching.reveal POST public_id=@need                            | door  404   404   303   303   303   404   404   404   404   door
matching.reveal POST public_id=@need_closed                     | door  404   404   404   404   404   404   404   404   404   door
matching.show GET public_id=@need                               | door  200   404   404   404   404   404   404   404   404   door
matching.show GET public_id=@operators_need                     | door  404   200   404   404   404   404   404   404   404   door
matching.unhide POST public_id=@need_hidden                     | door  403   403   403   403   403   403   303   303   303   door

# media
media.photo GET key=@photo width=640 ext=webp  | 200
media.photo GET key=unknown width=640 ext=webp | 404

# moderation                                                            | anon  buyer oper  owner staff other appl  revw  mangr admin susp
moderation.admit POST public_id=@applied +action=return +note=ขอทะเบียน | door  403   403   403   403   403   403   403   303   303   door
moderation.application_page GET public_id=@applied                      | door  403   403   403   403   403   403   403   200   200   door
moderation.application_page GET public_id=@operators                    | door  403   403   403   403   403   403   403   404   404   door
moderation.applications GET                                             | door  403   403   403   403   403   403   403   200   200   door
moderation.decide POST public_id=@waiting_version +outcome=approved     | door  403   403   403   403   403   403   303   403   303   door
moderation.decide POST public_id=@draft_version +outcome=approved       | door  403   403   403   403   403   403   404   403   404   door
moderation.lift POST public_id=@suspended                               | door  403   403   403   403   403   403   303   403   303   door
moderation.queue GET                                                    | door  403   403   403   403   403   403   200   403   200   door
moderation.show GET public_id=@waiting_version                          | door  403   403   403   403   403   403   200   403   200   door
moderation.show GET public_id=@draft_version                            | door  403   403   403   403   403   403   404   403   404   door
moderation.suspended GET                                                | door  403   403   403   403   403   403   200   403   200   door
moderation.suspend GET public_id=@craft                                 | door  403   403   403   403   403   403   200   403   200   door
moderation.suspend GET public_id=@draft                                 | door  403   403   403   403   403   403   404   403   404   door
moderation.suspend_now POST public_id=@craft +reasons=photo_dark        | door  403   403   403   403   403   403   303   403   303   door

# office                                            | anon  buyer oper  owner staff other appl  revw  mangr admin susp
office.grant POST +person=@buyer +role=reviewer     | door  403   403   403   403   403   403   403   403   303   door
office.home GET                                     | door  403   403   403   403   403   403   200   200   200   door
office.journal GET                                  | door  403   403   403   403   403   403   403   200   200   door
office.people GET                                   | door  403   403   403   403   403   403   403   403   200   door
office.revoke POST +person=@reviewer +role=reviewer | door  403   403   403   403   403   403   403   403   303   door

# pages
pages.about GET                    | 200
pages.accessibility GET            | 200
pages.cookies GET                  | 200
pages.feed GET                     | 200
pages.help GET                     | 200
pages.help_topic GET topic=sell    | 200
pages.help_topic GET topic=nothing | 404
pages.home GET                     | 200
pages.manifest GET                 | 200
pages.keeper GET                   | 200
pages.offline GET                  | 200
pages.privacy GET                  | 200
pages.robots GET                   | 200
pages.sitemap GET                  | 200
pages.sitemap_part GET part=1      | 200
pages.terms GET                    | 200

# saved searches                                                | anon  buyer oper  owner staff other appl  revw  mangr admin susp
saved_searches.delete POST public_id=@saved                     | door  404   404   303   404   404   404   404   404   404   door
saved_searches.end_notices GET token=made-up                    | 404
saved_searches.end_notices_now POST token=made-up               | 404
saved_searches.index GET                                        | door  200   200   200   200   200   200   200   200   200   door
saved_searches.notice POST public_id=@saved                     | door  404   404   303   404   404   404   404   404   404   door
saved_searches.offer GET                                        | door  303   303   303   303   303   303   303   303   303   door
saved_searches.open_search POST public_id=@saved                | door  404   404   303   404   404   404   404   404   404   door
saved_searches.rename POST public_id=@saved +name=ของฝาก        | door  404   404   303   404   404   404   404   404   404   door
saved_searches.restore POST public_id=@saved                    | door  404   404   303   404   404   404   404   404   404   door
saved_searches.save POST +address=q=skirt                       | door  303   303   303   303   303   303   303   303   303   door
saved_searches.save POST                                        | door  422   422   422   422   422   422   422   422   422   door
saved_searches.seen POST                                        | door  303   303   303   303   303   303   303   303   303   door

# search
search.results GET | 200
search.suggest GET | 200

# words                                                 | anon  buyer oper  owner staff other appl  revw  mangr admin susp
words.leave POST +q=nothing-here                        | door  403   403   403   403   403   403   404   404   404   door
words.made GET                                          | door  403   403   403   403   403   403   200   200   200   door
words.new GET kind=synonym                              | door  403   403   403   403   403   403   200   200   200   door
words.new GET kind=made-up                              | door  403   403   403   403   403   403   404   404   404   door
words.progress GET                                      | door  403   403   403   403   403   403   200   200   200   door
words.publish POST public_id=made-up                    | door  403   403   403   403   403   403   404   404   404   door
words.reopen POST +q=nothing-here                       | door  403   403   403   403   403   403   404   404   404   door
words.save POST kind=synonym                            | door  403   403   403   403   403   403   422   422   422   door
words.searches GET                                      | door  403   403   403   403   403   403   200   200   200   door
words.withdraw POST public_id=made-up                   | door  403   403   403   403   403   403   404   404   404   door

# listings, the seller's desk                                          | anon  buyer oper  owner staff other appl  revw  mangr admin susp
selling.ask_again POST public_id=@rejected                             | door  apply apply 303   303   404   404   apply apply apply door
selling.autosave POST public_id=@draft                                 | door  apply apply 200   200   404   404   apply apply apply door
selling.change POST public_id=@craft +price=2,850 +stock=4 +unit=piece | door  apply apply 303   303   404   404   apply apply apply door
selling.confirm_retire GET public_id=@craft                            | door  apply apply 200   200   404   404   apply apply apply door
selling.confirm_discard GET public_id=@changed                         | door  apply apply 200   200   404   404   apply apply apply door
selling.confirm_discard GET public_id=@craft                           | door  apply apply 303   303   404   404   apply apply apply door
selling.copy POST public_id=@craft                                     | door  apply apply 303   303   404   404   apply apply apply door
selling.difference GET public_id=@craft                                | door  apply apply 404   404   404   404   apply apply apply door
selling.discard POST public_id=@changed                                | door  apply apply 303   303   404   404   apply apply apply door
selling.edit GET public_id=@draft                                      | door  apply apply 200   200   404   404   apply apply apply door
selling.edit GET public_id=made-up                                     | door  apply apply 404   404   404   404   apply apply apply door
selling.edit GET public_id=@craft                                      | door  apply apply 200   200   404   404   apply apply apply door
selling.edit GET public_id=@route_draft                                | door  apply apply 200   200   404   404   apply apply apply door
selling.edit GET public_id=@waiting                                    | door  apply apply 200   200   404   404   apply apply apply door
selling.edit GET public_id=@sent_back                                  | door  apply apply 200   200   404   404   apply apply apply door
selling.history GET public_id=@craft                                   | door  apply apply 302   302   404   404   apply apply apply door
selling.home GET                                                       | door  apply apply 200   200   200   200   apply apply apply door
selling.listings GET                                                   | door  apply apply 200   200   200   200   apply apply apply door
selling.map_svg GET                                                    | door  apply apply 200   200   200   200   apply apply apply door
selling.new GET                                                        | door  apply apply 200   200   200   200   apply apply apply door
selling.pause POST public_id=@craft                                    | door  apply apply 303   303   404   404   apply apply apply door
selling.photos POST public_id=@draft                                   | door  apply apply 201   201   404   404   apply apply apply door
selling.preview GET public_id=@draft                                   | door  apply apply 302   302   404   404   apply apply apply door
selling.reopen POST public_id=@sent_back                               | door  apply apply 303   303   404   404   apply apply apply door
selling.resume POST public_id=@paused                                  | door  apply apply 303   303   404   404   apply apply apply door
selling.retire POST public_id=@route                                   | door  apply apply 303   303   404   404   apply apply apply door
selling.save POST public_id=@draft                                     | door  apply apply 303   303   404   404   apply apply apply door
selling.start POST +kind=craft                                         | door  apply apply 303   303   303   303   apply apply apply door
selling.submit POST public_id=@draft                                   | door  apply apply 303   303   404   404   apply apply apply door
selling.terms GET public_id=@craft                                     | door  apply apply 200   200   404   404   apply apply apply door
selling.version GET public_id=@draft_version                           | door  404   404   200   200   404   404   404   404   404   door
selling.version GET public_id=@waiting_version                         | door  404   404   200   200   404   404   200   404   200   door
selling.withdraw POST public_id=@waiting                               | door  apply apply 303   303   404   404   apply apply apply door
"""
