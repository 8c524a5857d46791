from django.shortcuts import render
from django.views.decorators.http import require_safe

from crm.forms.look_ups import as_id
from crm.models import Company, Person
from followups.beside import numbers_of, places_of, used_places
from followups.models import Resource

MOST = 20


@require_safe
def beside(request):
    """What a form shows beside the company, the contact and the rooms of the address."""
    company = chosen(Company.objects, request.GET.get("company"))
    person = chosen(Person.objects.select_related("company"), request.GET.get("person"))
    where = company or (person and person.company)
    places = places_of(request.user, where, rooms_of(request), used_places(request.user, where))
    context = {"chosen": person or company, "places": places}
    context["numbers"] = numbers_of(person, company)
    return render(request, "followups/_beside.html", context)


def chosen(rows, text):
    key = as_id(text)
    return rows.filter(public_id=key).first() if key else None


def rooms_of(request):
    """The names of the resources in the address, named by their tokens."""
    tokens = request.GET.getlist("resources")[:MOST]
    keys = [key for token in tokens if (key := as_id(token.partition(":")[2]))]
    return list(map(str, Resource.objects.active().filter(public_id__in=keys))) if keys else []
