from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crm import changes, next_steps
from crm.answers import SeeOther, way_back
from crm.models import Sale
from crm.sections import SALES
from crm.views.editing import locked, tell


@require_POST
@transaction.atomic
def sale_status(request, public_id):
    """One click: sold, lost, stalled, or open again."""
    sale = locked(request.user, SALES, public_id)
    was, status = sale.status, request.POST.get("status")
    if status not in Sale.Status.values:
        raise SuspiciousOperation("a status that there is not")
    back = way_back(request) or SALES.page_of(sale)
    if status == was:
        return SeeOther(back)
    sale.take_status(status)
    batch = changes.save(sale, by=request.user)
    text = _("%(name)s: %(status)s") % {"name": sale, "status": sale.get_status_display()}
    tell(request, text, batch, next_steps.offered_after(sale, was=was))
    return SeeOther(back)
