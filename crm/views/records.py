import uuid

from django.db.models import Count, Exists, OuterRef, Q, Window
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.custom_fields import Fields
from crm.forms.look_ups import as_id
from crm.history import history_of, number_asked_for
from crm.models import Company, Document, Person, Project, ProjectMember, Sale, Selection
from crm.prepared import Prepared
from crm.sections import COMPANIES, PERSONS, PROJECTS, SALES, part_of

# So many stand in a card of a record, and so many when all are asked for.
SHORT, LONG = 8, 500
# So many documents are brought along: as many as the first page of activities may show.
LATEST_DOCUMENTS = 26


@require_safe
def company_detail(request, public_id):
    company = COMPANIES.shown_or_404(public_id)
    if company.merged_into_id:
        return to_the_kept(COMPANIES, company)
    cards = {
        part: FIRST.instances(Company, part, most_of(request, part), key=company.pk)
        for part in COMPANIES.parts
    }
    cards["selections"] = selections_with(company, request)
    return record_page(request, company, COMPANIES, cards)


@require_safe
def person_detail(request, public_id):
    person = PERSONS.shown_or_404(public_id)
    if person.merged_into_id:
        return to_the_kept(PERSONS, person)
    cards = {
        "sales": FIRST.instances(Person, "sales", most_of(request, "sales"), key=person.pk),
        "selections": selections_with(person, request),
    }
    return record_page(request, person, PERSONS, cards)


@require_safe
def sale_detail(request, public_id):
    sale = SALES.shown_or_404(public_id)
    return record_page(request, sale, SALES, {"sale_alone": [sale]})


@require_safe
def project_detail(request, public_id):
    project = PROJECTS.shown_or_404(public_id)
    cards = {
        "seats": SEATS.instances(project=project.pk),
        "sales": FIRST.instances(Project, "sales", most_of(request, "sales"), key=project.pk),
        "persons": PERSONS_IN.instances(
            most_of(request, "persons"), project=project.pk, company=project.company_id or 0
        ),
    }
    return record_page(request, project, PROJECTS, cards)


def most_of(request, part):
    """How many stand in the card of that part."""
    return LONG if request.GET.get("all") == part else SHORT


def selections_with(record, request):
    """Those that the reader may see and into which `record` was picked by hand."""
    name, most = record._meta.model_name, most_of(request, "selections")
    return SELECTIONS_WITH.instances(name, most, reader=request.user.pk, record=record.pk)


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
        "history": history_of(record, number_asked_for(request.GET), custom),
        "came_from": came_from(request, record),
        "documents": DOCUMENTS.instances(section.name, reader=request.user.pk, record=record.pk),
        **cards,
    }
    return render(request, f"crm/{section.name}_detail.html", context)


def _first(asked, model, part, most):
    rows, _link = part_of(model, part, asked.key)
    return (rows.select_related("stage") if part == "sales" else rows)[:most]


def _seats(asked):
    seats = ProjectMember.objects.filter(project=asked.project).select_related("user")
    return seats.order_by("user__sort_key", "pk")


def _persons_in(asked, most):
    """The contacts of a project: those of its sales first, then the others of its company."""
    in_sales = Sale.objects.active().filter(project=asked.project, person=OuterRef("pk"))
    rows = Person.objects.active().annotate(sells=Exists(in_sales))
    rows = rows.filter(Q(sells=True) | Q(company=asked.company))
    return rows.annotate(of=Window(Count("pk"))).order_by("-sells", "sort_key", "pk")[:most]


def _documents(asked, name):
    rows = Document.objects.visible_to(asked.reader).active().filter(**{name: asked.record})
    rows = rows.select_related("company", "person", "owner")
    return rows.annotate(of=Window(Count("pk")))[:LATEST_DOCUMENTS]  # how many there are in all


def _selections_with(asked, name, most):
    rows = Selection.objects.visible_to(asked.reader).active()
    rows = rows.filter(members__taken_out=None, **{f"members__{name}": asked.record})
    return rows.annotate(of=Window(Count("pk")))[:most]  # how many there are in all


SELECTIONS_WITH = Prepared(_selections_with)
PERSONS_IN = Prepared(_persons_in)
FIRST, SEATS, DOCUMENTS = Prepared(_first), Prepared(_seats), Prepared(_documents)
