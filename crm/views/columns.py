from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crm.answers import SeeOther, way_back
from crm.custom_fields import Fields


@require_POST
def choose_columns(request, section):
    """Keep which columns the reader wants to see in this list, or the usual ones again."""
    kept = request.user.list_columns.filter(section=section.name)
    if "usual" in request.POST:
        kept.delete()
        messages.success(request, _("The list has its usual columns."))
    else:
        wanted = set(request.POST.getlist("column"))
        columns = section.all_columns(Fields(section.name))
        names = [column.name for column in columns if column.name in wanted]
        kept.update_or_create(user=request.user, section=section.name, defaults={"names": names})
        messages.success(request, _("Kept: the columns that you chose."))
    return SeeOther(way_back(request) or section.address("list"))
