from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm.custom_fields import Fields
from crm.exporting import FORMATS
from crm.listing import head_of, query_with, rows_html
from crm.matching import best_first
from crm.pages import Page, page_of

SUGGESTED = 12


@require_safe
def record_list(request, section):
    """Records in the order asked for; with `format=options` the first ones, for a look-up."""
    custom = Fields(section.name)
    form = section.search_form(request.user, request.GET, custom)
    is_valid = form.is_valid()
    if is_valid and request.GET.get("format") == "options":
        records = section.seen_by(request.user, section.records)
        found = best_first(form.filter(records), form.cleaned_data["q"])[:SUGGESTED]
        return render(request, "crm/_options.html", {"records": found})
    columns, page = section.columns_for(request.user, custom), Page([], 1, has_next=False)
    to_mend = []
    if is_valid:
        records = section.seen_by(request.user, section.rows_with(columns))
        page = page_of(form.in_order(form.filter(records)), form.page_number)
        to_mend = form.to_mend(records)
    context = {
        "form": form,
        "page": page,
        "section": section,
        "head": head_of(columns, request.GET),
        "rows": rows_html(columns, page.rows, request.user, timezone.now()),
        "are_chosen": columns is not section.columns,
        "columns": section.columns_to_choose(columns, custom),
        "saved_filters": request.user.saved_filters.filter(section=section.name),
        "formats": FORMATS,
        "to_mend": [
            (text, query_with(request.GET, **changed), is_shown)
            for text, changed, is_shown in to_mend
        ],
    }
    return render(request, "crm/record_list.html", context, status=200 if is_valid else 400)
