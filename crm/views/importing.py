"""Companies and contacts out of a file, step by step; what was imported, and back again."""

import csv
import io
import itertools
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.files import File
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm import tasks
from crm.answers import SeeOther
from crm.exporting import plain
from crm.files import shown_name
from crm.forms.importing import ColumnsForm, DecideForm, UploadForm
from crm.importing import matching, tables, targets, working
from crm.models import Import
from crm.sections import COMPANIES, PERSONS
from crm.views.editing import READ

RIGHT = "crm.import_records"
may_import = permission_required(RIGHT, raise_exception=True)
SAMPLES = 3
LOOKED_THROUGH = 50
LISTED = 50
NAMED = 20


def page_of(source):
    return reverse("crm:import-detail", args=[source.public_id])


def own(request, public_id, **narrowed):
    return get_object_or_404(
        Import.objects.filter(user=request.user, **narrowed), public_id=public_id
    )


@require_http_methods(READ)
def import_start(request):
    """Choose a file; below, what one has imported before."""
    if request.method == "POST":
        return upload(request)
    return show_start(request, UploadForm(initial={"kind": asked_kind(request)}))


def asked_kind(request):
    asked = request.GET.get("kind")
    return asked if asked in Import.Kind else Import.Kind.COMPANIES


def show_start(request, form, status=200):
    context = {
        "form": form,
        "may_import": request.user.has_perm(RIGHT),
        "imports": Import.objects.filter(user=request.user)[:LISTED],
    }
    return render(request, "crm/import_start.html", context, status=status)


@may_import
def upload(request):
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_start(request, form, status=400)
    file, headings, count = form.lines
    now, kind = timezone.now(), form.cleaned_data["kind"]
    with file:
        source = Import.objects.create(
            user=request.user,
            owner=request.user,
            kind=kind,
            file=File(file, name="lines"),
            file_name=shown_name(form.cleaned_data["upload"].name),
            headings=headings,
            matching=remembered(request.user, kind, headings) or targets.guess(kind, headings),
            total=count,
            created_at=now,
            beat_at=now,
        )
    return SeeOther(reverse("crm:import-columns", args=[source.public_id]))


def remembered(user, kind, headings):
    """How the same columns were matched the last time; None if they never were."""
    before = Import.objects.filter(user=user, kind=kind, headings=headings)
    before = before.exclude(status=Import.Status.UPLOADED)
    return before.values_list("matching", flat=True).first()


@require_http_methods(READ)
@may_import
def import_columns(request, public_id):
    """What each column fills."""
    source = own(request, public_id)
    if source.status not in (Import.Status.UPLOADED, Import.Status.CHECKED):
        return redirect(page_of(source))
    if request.method != "POST":
        form = ColumnsForm(source=source, matching=source.matching)
        return show_columns(request, source, form)
    form = ColumnsForm(request.POST, source=source, matching=source.matching)
    if not form.is_valid():
        return show_columns(request, source, form, status=400)
    source.match(form.matching)
    source.begin(Import.Status.CHECKING, at=timezone.now())
    source.save()
    tasks.start(source, at_once=source.total <= working.AT_ONCE)
    return SeeOther(page_of(source))


def show_columns(request, source, form, status=200):
    context = {
        "source": source,
        "form": form,
        "columns": list(zip(form, samples(source), strict=True)),
    }
    return render(request, "crm/import_columns.html", context, status=status)


def samples(source):
    """For each column the first things that stand in it."""
    found = [[] for _heading in source.headings]
    with source.file.open("rb") as file:
        for line in itertools.islice(tables.read(file), 1, LOOKED_THROUGH):
            for column, text in zip(found, line.cells, strict=False):
                if text and text not in column and len(column) < SAMPLES:
                    column.append(text)
    return found


@require_http_methods(READ)
@may_import
def import_preview(request, public_id):
    """What would be imported; sent, it is."""
    source = own(request, public_id)
    if source.status != Import.Status.CHECKED:
        return SeeOther(page_of(source)) if request.method == "POST" else redirect(page_of(source))
    if request.method != "POST":
        return show_preview(request, source, DecideForm(source=source))
    form = DecideForm(request.POST, source=source)
    if not form.is_valid():
        return show_preview(request, source, form, status=400)
    if run(source, form):
        tasks.start(source, at_once=source.total <= working.AT_ONCE)
    return SeeOther(page_of(source))


@transaction.atomic
def run(source, form):
    """Sent twice, it runs once."""
    stored = Import.objects.select_for_update().get(pk=source.pk)
    if stored.status != Import.Status.CHECKED:
        return False
    cleaned = form.cleaned_data
    source.decide(cleaned["choice"], form.exceptions, cleaned["owner"])
    source.begin(Import.Status.RUNNING, at=timezone.now())
    source.batch = uuid.uuid4()
    source.save()
    return True


def show_preview(request, source, form, status=200):
    checked, names = source.checked, set(source.checked["columns"])
    columns = [target for target in targets.targets_of(source.kind) if target.name in names]
    counts = {"new": 0, "duplicate": 0, "twice": 0, "refused": 0, "companies": 0}
    context = {
        "source": source,
        "form": form,
        "columns": columns,
        "rows": [
            (row["line"], [row["values"].get(target.name, "") for target in columns])
            for row in checked["rows"]
        ],
        "counts": counts | checked["counts"],
        "duplicates": [
            row | {"field": form[f"line_{row['line']}"], "reason": matching.REASONS[row["by"]]}
            for row in checked["duplicates"]
        ],
        "section": section_of(source),
    }
    return render(request, "crm/import_preview.html", context, status=status)


def section_of(source):
    return COMPANIES if source.kind == Import.Kind.COMPANIES else PERSONS


@require_safe
def import_detail(request, public_id):
    """How far it has come; at the end what came of it."""
    source = own(request, public_id)
    if source.is_active:
        return render(request, "crm/import_progress.html", {"source": source, "job": source})
    if source.status == Import.Status.UPLOADED:
        return redirect("crm:import-columns", source.public_id)
    if source.status == Import.Status.CHECKED:
        return redirect("crm:import-preview", source.public_id)
    section = section_of(source)
    context = {
        "source": source,
        "section": section,
        "made": made_by(source, section.model, NAMED),
        "refused": source.refused_lines.all()[:LISTED],
    }
    return render(request, "crm/import_detail.html", context)


def made_by(source, model, most):
    """The first records that it made, as far as they are there."""
    if not source.batch:
        return []
    rows = model.history.filter(history_change_reason=str(source.batch), history_type="+")
    return model.objects.filter(pk__in=rows.values("id")).order_by("pk")[:most]


@require_POST
def import_undo(request, public_id):
    source = own(request, public_id)
    if begin_undo(source):
        tasks.start(source, at_once=source.records_written <= working.AT_ONCE)
    return SeeOther(page_of(source))


@transaction.atomic
def begin_undo(source):
    stored = Import.objects.select_for_update().get(pk=source.pk)
    if not stored.may_be_undone:
        return False
    source.trouble, source.status = "", Import.Status.UNDOING
    source.beat_at = timezone.now()
    source.save(update_fields=["trouble", "status", "beat_at"])
    return True


@require_POST
def import_discard(request, public_id):
    """Forget a file of which nothing was written."""
    source = own(request, public_id, status__in=Import.OPEN)
    working.discard(source)
    messages.success(request, _("Forgotten: %(name)s") % {"name": source})
    return SeeOther(reverse("crm:import-start"))


@require_safe
def import_refused(request, public_id):
    """The lines that were refused, with the reason at the end: to be mended and sent again."""
    source = own(request, public_id)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"{slugify(source.file_name.rpartition('.')[0]) or 'import'}-{slugify(_('refused'))}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write(refused_csv(source))
    return response


def refused_csv(source):
    text = io.StringIO("\ufeff")
    text.seek(1)
    separator = ";" if get_format("DECIMAL_SEPARATOR") == "," else ","
    writer = csv.writer(text, delimiter=separator)
    width = len(source.headings)
    writer.writerow([plain(each) for each in [*source.headings, _("Reason")]])
    for line in source.refused_lines.iterator():
        cells = [*line.cells, *[""] * (width - len(line.cells))]
        reason = f"{line.column}: {line.reason}" if line.column else line.reason
        writer.writerow([plain(each) for each in [*cells, reason]])
    return text.getvalue()
