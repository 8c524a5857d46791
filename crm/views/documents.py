"""Documents: handed in, described, opened, changed and put away by those who may."""

import uuid

from django.db import IntegrityError, transaction
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm import changes
from crm.answers import SeeOther, page_asked_for, way_back
from crm.files import content_type_of
from crm.forms.documents import DocumentForm
from crm.forms.look_ups import as_id
from crm.history import history_of, number_asked_for
from crm.models import Document
from crm.views.editing import READ, tell

RELATED = ("owner", "company", "person__company", "sale", "project", "visible_group")
# A downloaded file that a browser shows after all can do nothing there.
HARMLESS = "default-src 'none'; sandbox"


def seen_by(user):
    return Document.objects.visible_to(user).select_related(*RELATED)


@require_safe
def document_detail(request, public_id):
    """What is known of it, and what one may do with it."""
    document = get_object_or_404(seen_by(request.user), public_id=public_id)
    may_edit = document.owner_id in (None, request.user.pk)
    context = {"document": document, "may_edit": may_edit, "next": way_back(request)}
    if may_edit:
        context["history"] = history_of(document, number_asked_for(request.GET))
    return render(request, "crm/document_detail.html", context)


@require_safe
def document_open(request, public_id):
    """The file itself, as a download under its own name; or the address where it lies."""
    document = get_object_or_404(seen_by(request.user), public_id=public_id)
    return handed_out(document)


def handed_out(document):
    if not document.file:
        return HttpResponseRedirect(document.url or page_of(document))
    try:
        content = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content,
        as_attachment=True,
        filename=document.file_name,
        content_type=content_type_of(document.file_name),
    )
    response["Content-Security-Policy"] = HARMLESS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_http_methods(READ)
def document_create(request):
    """A new document. Its form carries the id it will have: sent twice, it makes one."""
    key = as_id(request.POST.get("form_key")) or uuid.uuid4()
    today = timezone.localdate(timezone=request.user.preferences.zone)
    document = Document(public_id=key, dated_on=today)
    if request.method != "POST":
        form = DocumentForm(user=request.user, instance=document, query=request.GET)
        return show(request, form)
    if Document.objects.filter(public_id=key, owner=request.user).exists():
        return go_on(request)
    form = DocumentForm(request.POST, request.FILES, user=request.user, instance=document)
    if not form.is_valid():
        return show(request, form, status=400)
    try:
        batch = changes.save(form.save(commit=False), by=request.user)
    except IntegrityError:
        return go_on(request)
    return saved(request, document, batch)


@require_http_methods(READ)
def document_edit(request, public_id):
    if request.method == "POST":
        return save(request, public_id)
    document = one_to_edit(request.user, public_id)
    return show(request, DocumentForm(user=request.user, instance=document))


@transaction.atomic
def save(request, public_id):
    document = one_to_edit(request.user, public_id, for_update=True)
    form = DocumentForm(request.POST, request.FILES, user=request.user, instance=document)
    if not form.is_valid():
        return show(request, form, status=400)
    if form.seen_version != document.version:
        form.add_error(None, changed_since(document))
        return show(request, form, status=409)
    return saved(request, document, changes.save(form.save(commit=False), by=request.user))


def one_to_edit(user, public_id, *, for_update=False):
    documents = Document.objects.editable_by(user)
    if for_update:
        documents = documents.select_for_update(of=("self",))
    return get_object_or_404(documents.select_related(*RELATED), public_id=public_id)


def changed_since(document):
    newest = document.history.select_related("history_user").latest()
    text = _("%(who)s changed it since you opened it. To save what stands here, save again.")
    return text % {"who": newest.history_user or _("Somebody")}


@require_POST
def document_archive(request, public_id):
    return put_away(request, public_id, _("Deleted: %(name)s"), away=True)


@require_POST
def document_restore(request, public_id):
    return put_away(request, public_id, _("Restored: %(name)s"), away=False)


@transaction.atomic
def put_away(request, public_id, text, *, away):
    document = one_to_edit(request.user, public_id, for_update=True)
    if document.is_archived == away:
        return go_on(request)
    if away:
        document.archive(at=timezone.now())
    else:
        document.restore()
    batch = changes.save(document, by=request.user)
    tell(request, text % {"name": document}, batch)
    return go_on(request)


def saved(request, document, batch):
    tell(request, _("Saved: %(name)s") % {"name": document}, batch)
    return go_on(request)


def go_on(request):
    """To the page that asked, else to one's own documents."""
    return SeeOther(page_asked_for(request) or f"{reverse('diary:week')}?show=documents")


def page_of(document):
    return reverse("crm:document-detail", args=[document.public_id])


def show(request, form, status=200):
    context = {
        "form": form,
        "document": form.instance if form.instance.pk else None,
        "version": form.instance.version if status == 409 else form.seen_version,
        "next": page_asked_for(request),
        "back": way_back(request),
    }
    return render(request, "crm/document_form.html", context, status=status)
