import uuid

from django.db.models import Count, Window
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.custom_fields import Fields
from crm.forms.look_ups import as_id
from crm.history import history_of
from crm.models import Company, Document, Person, ProjectMember, Selection
from crm.prepared import Prepared
from crm.sections import COMPANIES, PERSONS, PROJECTS, SALES, part_of

# So many stand in a card of a record; the list behind its heading has them all.
SHORT = 8


@require_safe
def company_detail(request, public_id):
    company = COMPANIES.shown_or_404(public_id)
    if company.merged_into_id:
        return to_the_kept(COMPANIES, company)
    cards = {part: FIRST.instances(Company, part, key=company.pk) for part in COMPANIES.parts}
    cards["selections"] = selections_with(company, request.user)
    return record_page(request, company, COMPANIES, cards)


@require_safe
def person_detail(request, public_id):
    person = PERSONS.shown_or_404(public_id)
    if person.merged_into_id:
        return to_the_kept(PERSONS, person)
    cards = {
        "sales": FIRST.instances(Person, "sales", key=person.pk),
        "selections": selections_with(person, request.user),
    }
    return record_page(request, person, PERSONS, cards)


@require_safe
def sale_detail(request, public_id):
    sale = SALES.shown_or_404(public_id)
    return record_page(request, sale, SALES, {"sale_alone": [sale]})


@require_safe
def project_detail(request, public_id):
    project = PROJECTS.shown_or_404(public_id)
    return record_page(request, project, PROJECTS, {"seats": SEATS.instances(project=project.pk)})


def selections_with(record, reader):
    """Those that `reader` may see and into which `record` was picked by hand."""
    return SELECTIONS_WITH.instances(record._meta.model_name, reader=reader.pk, record=record.pk)


def to_the_kept(section, record):
    """The address of a merged record leads to the one that took its place."""
    return redirect(f"{section.page_of(record.current)}?merged={record.public_id}")


def came_from(request, record):
    """The record merged into this one by whose address the reader came, or None."""
    key = as_id(request.GET.get("merged"))
    merged = key and type(record).objects.filter(public_id=key).exclude(archived_at=None).first()
    return merged if merged and merged.current == record else None


def record_page(request, record, section, cards):
    """The page of one record; what is planned from it starts with it filled in."""
    custom = Fields(section.name)
    context = {
        "record": record,
        "custom_facts": custom.facts(record.custom),
        "section": section,
        "name": section.name,
        "form_key": uuid.uuid4(),
        "now": timezone.now(),
        "new_query": f"&{section.name}={record.public_id}",
        "history": history_of(record, custom=custom),
        "came_from": came_from(request, record),
        "documents": DOCUMENTS.instances(section.name, reader=request.user.pk, record=record.pk),
        **cards,
    }
    return render(request, f"crm/{section.name}_detail.html", context)


def _first(asked, model, part):
    rows, _link = part_of(model, part, asked.key)
    return (rows.select_related("stage") if part == "sales" else rows)[:SHORT]


def _seats(asked):
    seats = ProjectMember.objects.filter(project=asked.project).select_related("user")
    return seats.order_by("user__first_name", "user__last_name")


def _documents(asked, name):
    rows = Document.objects.visible_to(asked.reader).active().filter(**{name: asked.record})
    return rows.annotate(of=Window(Count("pk")))[:SHORT]  # how many there are in all


def _selections_with(asked, name):
    rows = Selection.objects.visible_to(asked.reader).active()
    rows = rows.filter(members__taken_out=None, **{f"members__{name}": asked.record})
    return rows.annotate(of=Window(Count("pk")))[:SHORT]  # how many there are in all


SELECTIONS_WITH = Prepared(_selections_with)
FIRST, SEATS, DOCUMENTS = Prepared(_first), Prepared(_seats), Prepared(_documents)
