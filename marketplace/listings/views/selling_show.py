"""Where a listing stands: decisions with advice, differences, history, and the next steps."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.db import reader
from marketplace.listings.coaching import Coached, coached
from marketplace.listings.difference import Name, differences
from marketplace.listings.labels import FIELDS, LANGUAGES, LISTING_STATES, VERSION_STATES
from marketplace.listings.photo_difference import photo_summary
from marketplace.listings.policies import (
    can_ask_again,
    can_discard,
    can_draft,
    can_reopen,
    can_sell,
    can_submit,
)
from marketplace.listings.queries import decided
from marketplace.listings.queries.own import Own, look_of, version_of
from marketplace.listings.queries.vocabulary import Vocabulary, Word, vocabulary
from marketplace.listings.reasons import REASONS, Reason
from marketplace.listings.views.selling_blueprint import load, require_seller, seller, selling
from marketplace.listings.wording import DIFFICULTY
from marketplace.web.i18n import ENGLISH, current_lang
from models.communities import TermKind
from models.errors import NotFoundError
from models.listings import LISTING_LIFECYCLE, ListingAction, ListingState, VersionState

_KINDS = {
    "themes": TermKind.THEME,
    "sustainability": TermKind.SUSTAINABILITY,
    "accessibility_level": TermKind.ACCESSIBILITY,
}
_LABELS = {"communities": "made_in", "duration_minutes": "duration"}


@dataclass(frozen=True, slots=True)
class Steps:
    """Which acts the page offers: what the lifecycle allows and the policy grants."""

    edit: bool
    withdraw: bool
    pause: bool
    resume: bool
    retire: bool
    copy: bool
    discard: bool
    terms: bool
    ask_again: bool


def steps_of(own: Own) -> Steps:
    """Return the acts open to the seller who asks."""
    actor, _grant = seller()
    organisation_id = own.listing.organisation_id
    state, newest = own.listing.state, own.newest.state
    open_acts = LISTING_LIFECYCLE.open_actions(state)
    drafting = can_draft(actor, organisation_id)
    reopenable = can_reopen(state, newest, approved=own.approved is not None)
    return Steps(
        edit=drafting and (own.is_editing or reopenable),
        withdraw=newest is VersionState.IN_REVIEW and can_submit(actor, organisation_id),
        pause=ListingAction.PAUSE in open_acts,
        resume=ListingAction.RESUME in open_acts,
        retire=ListingAction.RETIRE in open_acts and can_sell(actor, organisation_id),
        copy=drafting,
        discard=drafting and can_discard(state, newest, approved=own.approved is not None),
        terms=state not in {ListingState.DRAFT, ListingState.RETIRED},
        ask_again=can_submit(actor, organisation_id)
        and can_ask_again(state, newest, looked=own.newest.second_look_of_id is not None),
    )


def show_page(own: Own) -> ResponseReturnValue:
    """Show where a listing stands when none of its versions can be typed into."""
    session = reader()
    judgement = decided.judgement(session, own.newest)
    suspension = None
    if own.listing.state is ListingState.SUSPENDED:
        suspension = decided.suspension(session, own.listing)
    waiting = own.newest.state is VersionState.IN_REVIEW
    return render_template(
        "selling/show.html",
        own=own,
        steps=steps_of(own),
        judgement=judgement,
        suspension=suspension,
        reasons=coached(reasons_of(judgement)),
        suspended_for=reasons_of(suspension),
        place=decided.queue_place(session, own.newest) if waiting else None,
        history=decided.history(session, own.listing),
        listing_states=LISTING_STATES,
        version_states=VERSION_STATES,
    )


def reasons_of(judgement: decided.Judgement | None) -> list[Reason]:
    """Return the reasons of a decision with their advice."""
    codes = () if judgement is None else judgement.reasons
    return [REASONS[code] for code in codes if code in REASONS]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the version before an open one was sent back for.

    Attributes:
        number: of that version.
        reasons: with what was changed since.
    """

    number: int
    judgement: decided.Judgement
    reasons: list[Coached]

    @property
    def touched(self) -> int:
        """How many reasons were worked on."""
        return sum(entry.touched for entry in self.reasons)


def asked(own: Own) -> Asked | None:
    """Return what an officer asked for before this version was opened; None for nothing."""
    if own.newest.number == 1:
        return None
    session = reader()
    before = version_of(session, own.listing, own.newest.number - 1)
    judgement = decided.judgement(session, before)
    if before.state is not VersionState.CHANGES_REQUESTED or judgement is None:
        return None
    kind = own.listing.kind
    looks = look_of(before, kind), look_of(own.newest, kind)
    return Asked(before.number, judgement, coached(reasons_of(judgement), *looks))


def field_words(name: str) -> str:
    """Return the label of a content field."""
    return str(FIELDS.get(_LABELS.get(name, name), name))


@selling.get("/sell/listings/<public_id>/difference")
@require_seller
def difference(public_id: str) -> ResponseReturnValue:
    """Show what changed between two versions: ``?from=1&to=2``; without, public against newest."""
    session = reader()
    own = load(session, public_id)
    after = own.newest
    before = own.approved
    if request.args.get("to", "").isdecimal():
        after = version_of(session, own.listing, int(request.args["to"][:6]))
    if request.args.get("from", "").isdecimal():
        before = version_of(session, own.listing, int(request.args["from"][:6]))
    if before is None or before.number == after.number:
        previous = after.number - 1
        if previous < 1:
            raise NotFoundError
        before = version_of(session, own.listing, previous)
    kind = own.listing.kind
    rows = differences(before.content(kind), after.content(kind), code_names(vocabulary(session)))
    return render_template(
        "selling/difference.html",
        own=own,
        before=before,
        after=after,
        rows=[row for row in rows if row.changes],
        photos=photo_summary(look_of(before, kind).photos, look_of(after, kind).photos),
        field_words=field_words,
        version_states=VERSION_STATES,
    )


@selling.get("/sell/listings/<public_id>/history")
@require_seller
def history(public_id: str) -> ResponseReturnValue:
    """Send old links to the history on the listing's page."""
    load(reader(), public_id)
    return redirect(url_for("selling.edit", public_id=public_id) + "#history", 302)


def code_names(words: Vocabulary) -> Name:
    """Return the look-up of names by (field, code) that ``differences`` asks for."""

    def name(field: str, code: str) -> str:
        if field == "languages":
            return str(LANGUAGES.get(code, code))
        if field == "difficulty":
            return str(DIFFICULTY.get(code, code))
        return _word(_choices(words, field), code)

    return name


def _choices(words: Vocabulary, field: str) -> tuple[Word, ...]:
    if field == "communities":
        return words.communities
    if field == "category":
        return words.categories
    return words.of(_KINDS[field]) if field in _KINDS else ()


def _word(choices: tuple[Word, ...], code: str) -> str:
    for word in choices:
        if word.code == code:
            return (word.en or word.th) if current_lang() == ENGLISH else word.th
    return code
