import uuid

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from crm import changes
from crm.answers import SeeOther, way_back
from crm.forms.owners import OwnerForm
from crm.models import User
from crm.pages import MOST
from crm.views.editing import tell

NAMED = 12


@require_http_methods(["GET", "HEAD", "POST"])
def change_owner(request, section):
    """What would change, with a form for the new owner; sent, the change as one batch."""
    is_sent = request.method == "POST"
    asked = request.POST if is_sent else request.GET
    data = request.POST if is_sent else None
    form = OwnerForm(data, section=section, asked=asked, user=request.user)
    back = way_back(request) or section.address("list")
    if form.records is None or not form.records.exists():
        text = _("Tick at least one, and at most %(most)s. Nothing was changed.")
        messages.error(request, text % {"most": MOST})
        return SeeOther(back) if is_sent else redirect(back)
    if not is_sent or not form.is_valid():
        return show(request, section, form, back, status=400 if is_sent else 200)
    give(request, section.model, form.records, form.cleaned_data["new_owner"])
    return SeeOther(back)


@transaction.atomic
def give(request, model, records, owner):
    """Make `owner` the owner of `records`, in one batch that can be taken back."""
    records = list(records.exclude(owner=owner).select_for_update(of=("self",)))
    changes.remember(records)
    for record in records:
        record.owner = owner
    batch = uuid.uuid4()
    changes.save_many(model, records, {"owner"}, by=request.user, at=timezone.now(), batch=batch)
    text = ngettext(
        "%(count)s now belongs to %(owner)s", "%(count)s now belong to %(owner)s", len(records)
    )
    tell(request, text % {"count": len(records), "owner": owner}, batch if records else None)


def show(request, section, form, back, status):
    owners = form.records.order_by().values_list("owner").annotate(number=Count("pk"))
    owners = dict(owners)
    names = User.objects.in_bulk(owners)
    context = {
        "section": section,
        "form": form,
        "count": sum(owners.values()),
        "owners": [(names.get(key), number) for key, number in owners.items()],
        "named": form.records[:NAMED],
        "next": back,
    }
    return render(request, "crm/record_owner.html", context, status=status)
