"""The queue and the review of one version."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.db import reader, transaction
from marketplace.listings.labels import FIELDS, KINDS
from marketplace.listings.reasons import REASONS
from marketplace.moderation import labels
from marketplace.moderation.actions.decide import decide_version, judged_before
from marketplace.moderation.forms import DecisionForm
from marketplace.moderation.policies import can_decide
from marketplace.moderation.queries.queue import (
    QueueFilter,
    communities,
    next_waiting,
    queue_counts,
    review_queue,
    waiting,
)
from marketplace.moderation.queries.review import (
    Review,
    kind_under_review,
    review,
    version_for_review,
    was_withdrawn,
)
from marketplace.moderation.queries.suspensions import count_suspended
from marketplace.moderation.views.blueprint import bp
from marketplace.web.dates import bangkok_day
from marketplace.web.guards import require_officer, require_signed_in
from marketplace.web.headers import Policy, use_policy
from marketplace.web.i18n import _, current_lang
from marketplace.web.messages import sentence, sentence_of
from marketplace.web.pages import page_number
from marketplace.web.ports import current_ports
from models.accounts import OfficerRole
from models.errors import ConflictError, InputRejectedError, NotFoundError
from models.listings import ListingKind, VersionState

WAITING_DAYS = (1, 3, 7)


@bp.get("/office/reviews")
@require_officer(OfficerRole.REVIEWER)
def queue() -> ResponseReturnValue:
    """Show what waits for a decision, oldest first, and the piles of what was decided."""
    now = current_ports().clock.now()
    wanted = _wanted()
    session = reader()
    found = review_queue(session, require_signed_in(), wanted, page_number(), now)
    return render_template(
        "moderation/queue.html",
        found=found,
        wanted=wanted,
        counts=queue_counts(session),
        standing=waiting(session, now),
        suspended=count_suspended(session),
        communities=communities(session, current_lang()),
        labels=labels,
        kinds=KINDS,
        waiting_days=WAITING_DAYS,
        now=now,
    )


def _wanted() -> QueueFilter:
    state = request.args.get("state", "")
    kind = request.args.get("kind", "")
    reason = request.args.get("reason", "")
    days = request.args.get("waiting", "")
    return QueueFilter(
        state=VersionState(state) if state in labels.PILES else VersionState.IN_REVIEW,
        kind=ListingKind(kind) if kind in set(ListingKind) else None,
        community=request.args.get("community") or None,
        reason=reason if reason in {"new", "change"} else None,
        waiting_days=int(days) if days in {str(number) for number in WAITING_DAYS} else None,
        text=request.args.get("q", "").strip()[:100],
    )


@bp.get("/office/reviews/<public_id>")
@require_officer(OfficerRole.REVIEWER)
def show(public_id: str) -> ResponseReturnValue:
    """Show one version beside the approved one, with what changed, and the decision form."""
    return _page(_Shown(public_id, _form(public_id)))


@bp.post("/office/reviews/<public_id>")
@require_officer(OfficerRole.REVIEWER)
def decide(public_id: str) -> ResponseReturnValue:
    """Take the decision. A second officer gets a conflict and keeps what they wrote."""
    form = _form(public_id)
    if not form.validate():
        return _page(_Shown(public_id, form), 422)
    actor, now = require_signed_in(), current_ports().clock.now()
    try:
        with transaction() as session:
            version = version_for_review(session, public_id)
            decide_version(session, actor, version, form.to_request(), now)
    except InputRejectedError as error:
        form.pin(error)
        return _page(_Shown(public_id, form), 422)
    except ConflictError as error:
        return _page(_Shown(public_id, form, conflict=sentence_of(error)), 409)
    except NotFoundError:
        return _withdrawn(public_id, form)
    flash(_("บันทึกผลการตรวจแล้ว"))
    following = next_waiting(reader(), actor)
    if following is None:
        return redirect(url_for("moderation.queue"), 303)
    return redirect(url_for("moderation.show", public_id=following), 303)


def _withdrawn(public_id: str, form: DecisionForm) -> ResponseReturnValue:
    """Say that the seller took the version back, and give what was typed back to copy.

    Raises:
        NotFoundError: nothing was typed, or no such version was ever submitted.
    """
    if request.method == "GET" or not was_withdrawn(reader(), public_id):
        raise NotFoundError
    text = sentence("conflict.withdrawn")
    return render_template("moderation/withdrawn.html", conflict=text, form=form), 409


def _form(public_id: str) -> DecisionForm:
    form = DecisionForm.bind()
    form.offer(kind_under_review(reader(), public_id))
    return form


@dataclass(frozen=True, slots=True)
class _Shown:
    public_id: str
    form: DecisionForm
    conflict: str = ""


def _page(shown: _Shown, status: int = 200) -> ResponseReturnValue:
    try:
        found: Review = review(reader(), shown.public_id, current_lang())
    except NotFoundError:
        return _withdrawn(shown.public_id, shown.form)
    actor = require_signed_in()
    judged = judged_before(reader(), found.version, actor.user_id)
    content = found.version.content(found.listing.kind)
    today = bangkok_day(current_ports().clock.now())
    shown.form.offer_papers(content, today)
    use_policy(Policy.FRAMES)
    page = render_template(
        "moderation/show.html",
        certificates=content.certificates,
        today=today,
        review=found,
        form=shown.form,
        conflict=shown.conflict,
        open=found.version.state is VersionState.IN_REVIEW
        and can_decide(actor, found.listing.organisation_id)
        and not judged,
        judged=judged,
        own=actor.belongs_to(found.listing.organisation_id),
        reasons=REASONS,
        fields=dict(FIELDS) | {"duration_minutes": FIELDS["duration"]},
        kinds=KINDS,
        labels=labels,
    )
    return page, status
