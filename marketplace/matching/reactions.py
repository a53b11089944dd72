"""Regular work of the matching room: end what is over, gather what is new."""

from sqlalchemy import select, update

from marketplace.events import record
from marketplace.facts import RequestsGathered
from marketplace.matching.actions.course import expire_requests
from marketplace.matching.queries.calls import is_open_call, sellers_asked
from marketplace.web.dates import bangkok_day
from marketplace.work import Work
from models.matching import MatchRequest


def end_requests(work: Work) -> None:
    """End the requests whose last day for answers is over."""
    with work.database.transaction() as session:
        expire_requests(session, bangkok_day(work.now), work.now)


def gather_requests(work: Work) -> None:
    """Tell each seller, in one mail a day, of the open calls that fit it and are new.

    What is hidden now is told later, if it is shown again.
    """
    day = bangkok_day(work.now)
    with work.database.transaction() as session:
        # Taken first: another worker in the same round then finds nothing left to tell.
        taken = session.scalars(
            select(MatchRequest.id)
            .where(is_open_call(day), MatchRequest.told_at.is_(None))
            .with_for_update()
        ).all()
        for organisation_id, ids in sellers_asked(session, taken).items():
            fact = RequestsGathered(organisation_id=organisation_id, request_ids=ids)
            record(session, fact, None, work.now)
        session.execute(
            update(MatchRequest).where(MatchRequest.id.in_(taken)).values(told_at=work.now)
        )
