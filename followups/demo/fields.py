"""The administrator's own fields of the demo, and what stands in them."""

import datetime
import random

from crm.models import CustomField
from followups.demo.bokmal import said
from followups.demo.people import random_id
from followups.models import Kind

Of, Asked = CustomField.Of, CustomField.Kind


class Extras:
    """A date of companies, a tick of contacts, a number of meetings at the customer's."""

    def __init__(self, lists, *, seed, today):
        rng = random.Random(f"{seed} custom fields")
        self.today, self.at_customers = today, lists.type(Kind.APPOINTMENT, 0)
        self.contract = _field(rng, Of.COMPANY, Asked.DATE, "Contract until")
        self.newsletter = _field(rng, Of.PERSON, Asked.TICK, "Newsletter")
        self.travel = _field(rng, Of.FOLLOWUP, Asked.NUMBER, "Travel (km)")
        self.travel.followup_types.add(self.at_customers)

    def sign(self, company):
        """Two of three have a contract, for at most two years from today."""
        number = company.public_id.int
        if number % 3:
            day = self.today + datetime.timedelta(days=number % 720 - 30)
            company.custom = {self.contract.key: day.isoformat()}

    def subscribe(self, person):
        if person.public_id.int % 5 < 2:
            person.custom = {self.newsletter.key: True}

    def drive(self, followup):
        number = followup.public_id.int
        if followup.type == self.at_customers and followup.company_id and number % 4:
            followup.custom = {self.travel.key: number % 180 + 4}


def _field(rng, of, kind, name):
    return CustomField.objects.create(
        public_id=random_id(rng), of=of, kind=kind, name=said(name), order=10
    )
