"""A few selections: some picked by hand, some kept by a search, one of them private."""

from urllib.parse import urlencode

from crm import changes, selections
from crm.models import Company, Person, Selection, Visibility
from followups.demo.bokmal import said
from followups.demo.people import random_id


def keep(staff, won, rng):
    """Six of them. `won`: the customers."""
    ingrid, lars, sales = staff.named("ingrid"), staff.teams[0].manager, staff.teams[0]
    care = staff.teams[1]
    companies = [customer.company for customer in won]
    contacts = [customer.persons[0] for customer in won]

    _searching(rng, lars, "All our A customers", {"category": said("Customer, A")})
    _searching(rng, ingrid, "My customers", {"owner": f"user:{ingrid.public_id}"})
    _searching(rng, lars, "Partners", {"category": said("Partner")}, group=sales.group)
    _picked(rng, ingrid, "Invited to the ladder day", companies[2:40:3])
    _picked(rng, care.manager, "Service agreements to renew", contacts[1:46:3], group=care.group)
    _picked(rng, ingrid, "Christmas greetings", contacts[:45:4], private=True)


def _searching(rng, owner, name, asked, **shown):
    selection = _selection(rng, owner, name, Company, **shown)
    selection.is_dynamic, selection.query = True, urlencode(asked)
    changes.save(selection, by=owner)


def _picked(rng, owner, name, records, **shown):
    model = type(records[0])
    selection = _selection(rng, owner, name, model, **shown)
    chosen = model.objects.filter(pk__in=[record.pk for record in records])
    selections.take_in(selection, chosen, by=owner)


def _selection(rng, owner, name, model, *, group=None, private=False):
    visibility = Visibility.OWNER if private else Visibility.EVERYBODY
    return Selection(
        public_id=random_id(rng),
        owner=owner,
        name=said(name),
        holds="person" if model is Person else "company",
        visibility=Visibility.GROUP if group else visibility,
        visible_group=group,
    )
