from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crm.answers import SeeOther, way_back
from crm.models.filters import MOST


@require_POST
def save_filter(request, section):
    """Keep what the list is narrowed by now, under a name; a name used before is used anew."""
    asked = QueryDict(request.POST.get("query", "")[:2000])
    form, name = section.search_form(request.user, asked), request.POST.get("name", "").strip()[:60]
    own = request.user.saved_filters.filter(section=section.name)
    if not form.is_valid() or not name:
        messages.error(request, _("Nothing was kept. Write a name for what you chose above."))
    elif own.exclude(name=name).count() >= MOST:
        messages.error(request, _("You have %(most)s filters. Remove one first.") % {"most": MOST})
    else:
        own.update_or_create(
            user=request.user,
            section=section.name,
            name=name,
            defaults={"query": form.as_query()},
        )
        messages.success(request, _("Kept: %(name)s") % {"name": name})
    return SeeOther(way_back(request) or section.address("list"))


@require_POST
def remove_filter(request, section):
    own = request.user.saved_filters.filter(section=section.name)
    kept = get_object_or_404(own, name=request.POST.get("name", ""))
    kept.delete()
    messages.success(request, _("Removed: %(name)s") % {"name": kept.name})
    return SeeOther(way_back(request) or section.address("list"))
