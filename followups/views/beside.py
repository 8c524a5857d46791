from django.shortcuts import render
from django.views.decorators.http import require_safe

from crm.forms.look_ups import as_id
from crm.models import Company, Person
from followups.beside import numbers_of


@require_safe
def beside(request):
    """What a form shows beside the company and the contact of the address."""
    company = chosen(Company.objects, request.GET.get("company"))
    person = chosen(Person.objects.select_related("company"), request.GET.get("person"))
    context = {"numbers": numbers_of(person, company), "chosen": person or company}
    return render(request, "followups/_beside.html", context)


def chosen(rows, text):
    key = as_id(text)
    return rows.filter(public_id=key).first() if key else None
