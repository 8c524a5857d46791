"""The next step of a sale: when a change of the sale itself calls for one."""

from crm.models import Sale

CALL_FOR_ONE = (Sale.Status.OPEN, Sale.Status.STALLED)


def step_for(sale):
    """What the form of a next step starts with: the sale, and the day it is taken up again."""
    day = {"date": sale.reopen_on.isoformat()} if sale.reopen_on else {}
    return {"sale": sale.public_id} | day


def offered_after(sale, *, was):
    """What an offered step starts with when the status changed from `was`; None where none is.

    One is offered for a sale that is new, opens again or is stalled: who asks, and when?
    """
    return step_for(sale) if sale.status != was and sale.status in CALL_FOR_ONE else None
