"""Images in agendas: handed in, held by the follow-ups that show them, and cleared away."""

import re
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _

from crm import files
from crm.images import reencoded
from crm.models import Document, FullExport, Import
from followups.models import AgendaImage
from followups.richtext import ADDRESS

# The former file of a document can be brought back.
KEEPING_FILES = (AgendaImage, Document, Document.history.model, Import, FullExport)
IMAGE = re.compile(rf'<img src="{ADDRESS}"[^>]*>')


def keep(upload, *, by, at):
    """Store an uploaded image; gives the HTML that shows it. Raises a `ValidationError`."""
    if not upload:
        raise ValidationError(_("Choose an image first."))
    made = reencoded(upload)
    image = AgendaImage(
        kind=made.kind, width=made.width, height=made.height, by=by, created_at=at, used_at=at
    )
    image.file.save("", ContentFile(made.content), save=False)
    image.save()
    return format_html(
        '<img src="/followups/images/{}/" alt="{}" width="{}" height="{}">',
        image.public_id,
        Path(files.shown_name(upload.name)).stem,
        image.width,
        image.height,
    )


def leave_out_strange(followup, before, *, by, trusted):
    """Take images out of the agenda that `by` may not put there; gives the rows of the others.

    None where the images stay what they were. `trusted`: the agenda stood there before.
    """
    old = named(before.agenda) if before else set()
    new = named(followup.agenda)
    if old == new:
        return None
    rows = AgendaImage.objects.filter(public_id__in=new)
    if not trusted:
        rows = rows.visible_to(by) | rows.filter(public_id__in=old)
    found = {str(row.public_id): row for row in rows}
    followup.agenda = IMAGE.sub(
        lambda match: match[0] if match[1] in found else "", followup.agenda
    )
    return list(found.values())


def hold(followup, images, at):
    """Write that `followup` holds these images and no others, and when that became so."""
    was = set(AgendaImage.objects.filter(held_by=followup).values_list("pk", flat=True))
    touched = was ^ {image.pk for image in images}
    AgendaImage.objects.filter(pk__in=touched).update(used_at=at)
    followup.agenda_images.set(images)


def named(agenda):
    """The ids of the images in a stored agenda."""
    return set(IMAGE.findall(agenda))


def delete_unused(before):
    """Delete images that no agenda holds since `before`, and files that nothing names.

    Gives how many files.
    """
    with transaction.atomic():
        unused = list(AgendaImage.objects.unused(before).select_for_update())
        AgendaImage.objects.filter(pk__in=[image.pk for image in unused]).delete()
    for image in unused:
        image.file.storage.delete(image.file.name)
    names = set()
    for model in KEEPING_FILES:
        names.update(model._base_manager.values_list("file", flat=True))
    return len(unused) + files.delete_orphans(names, before)
