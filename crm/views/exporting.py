from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from crm import exporting
from crm.custom_fields import Fields


@require_safe
def export(request, section, kind):
    """What the list shows, all of its pages, as a file."""
    custom = Fields(section.name)
    form = section.search_form(request.user, request.GET, custom)
    if kind not in exporting.FORMATS or not form.is_valid():
        raise Http404
    records = form.in_order(form.filter(section.seen_by(request.user, section.records)))
    if records[exporting.MOST : exporting.MOST + 1].exists():
        text = _("A file holds at most %(most)s rows. Narrow the list first.")
        messages.error(request, text % {"most": exporting.MOST})
        return redirect(f"{section.address('list')}?{form.as_query()}")
    return file_of(section, records, kind, section.title, custom, request.user)


def file_of(section, records, kind, title, custom, reader):
    make, content_type = exporting.FORMATS[kind]
    return FileResponse(
        make(exporting.table_of(section, records, custom.active(), reader, timezone.now())),
        as_attachment=True,
        filename=f"{slugify(title) or section.name}.{kind}",
        content_type=content_type,
    )
