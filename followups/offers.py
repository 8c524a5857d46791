"""The next step, offered in whatever way the last open follow-up of an open sale ends."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from crm.models import Sale
from crm.next_steps import step_for
from followups import next_steps

NAMED = 3


@dataclass(frozen=True)
class Offer:
    """`words`: sales left without a step; `plan`: what the step offered starts with."""

    words: tuple[str, ...] = ()
    plan: dict | None = None

    def beside(self, text):
        """`text` as a sentence, and the words behind it."""
        return " ".join([text, *self.words])


NOTHING = Offer()


def after(applied):
    """What is offered after a change (`followups.changes.Applied`)."""
    left = sales_left_alone(applied)
    words = tuple(_("%(sale)s has no next step now.") % {"sale": sale} for sale in left[:NAMED])
    done = next((followup for followup in applied.completed if has_customer(followup)), None)
    if done and (not left or done.sale_id in {sale.pk for sale in left}):
        return Offer(words, {"after": done.public_id})
    return Offer(words, step_for(left[0]) if left else None)


def sales_left_alone(applied):
    """Open sales that nothing is planned for any more."""
    if not applied.left:
        return []
    return list(next_steps.stepless(Sale.objects.active().filter(pk__in=applied.left)))


def has_customer(followup):
    links = (followup.company_id, followup.person_id, followup.sale_id, followup.project_id)
    return any(links)
