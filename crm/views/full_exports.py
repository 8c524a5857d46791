"""Everything one may see, as an archive for oneself alone."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm import tasks
from crm.answers import SeeOther
from crm.full_export import making
from crm.full_export.kinds import kinds
from crm.models import FullExport
from crm.views.editing import READ


@require_http_methods(READ)
def full_export(request):
    """One's archives; sent, a new one is made."""
    if request.method == "POST":
        begin(request.user)
        return SeeOther(reverse("crm:full-export"))
    exports = FullExport.objects.filter(user=request.user)
    running = next((each for each in exports if each.is_active), None)
    context = {"exports": exports, "running": running, "job": running, "kinds": kinds}
    return render(request, "crm/full_export.html", context)


def begin(user):
    """One at a time: while one is made, there is no other."""
    now = timezone.now()
    try:
        with transaction.atomic():
            export = FullExport.objects.create(user=user, created_at=now, beat_at=now)
    except IntegrityError:
        return
    tasks.start(export)


@require_safe
def full_export_download(request, public_id):
    export = get_object_or_404(
        FullExport, user=request.user, public_id=public_id, status=FullExport.Status.READY
    )
    try:
        content = export.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"dagbok-{timezone.localdate(export.created_at).isoformat()}.zip"
    return FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")


@require_POST
def full_export_discard(request, public_id):
    export = get_object_or_404(FullExport, user=request.user, public_id=public_id)
    making.discard(export)
    messages.success(request, _("The archive is deleted."))
    return SeeOther(reverse("crm:full-export"))
