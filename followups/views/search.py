from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from followups.search import LONG, Search

LAST_PAGE = 40  # the newest thousand are looked through
LONGEST = 200


class SearchForm(forms.Form):
    """`in`: the one group that is shown, all of it, page by page."""

    q = forms.CharField(label=_("Search"), required=False, max_length=LONGEST)
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)

    @property
    def page_number(self):
        return self.cleaned_data["page"] or 1


SearchForm.base_fields["in"] = forms.ChoiceField(
    choices=[("followups", ""), ("documents", "")], required=False
)


@require_safe
def search(request):
    """Everything that the words find; with `format=options` the first, for the field on top."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "followups/search.html", {"form": form}, status=400)
    words, only = form.cleaned_data["q"], form.cleaned_data["in"]
    found = Search(words, request.user, timezone.now())
    if request.GET.get("format") == "options":
        context = {"groups": found.groups() if words else [], "words": words}
        return render(request, "followups/_search_options.html", context)
    if only:
        groups = [getattr(found, f"find_{only}")(LONG, form.page_number)]
    else:
        groups = found.groups() if words else []
    context = {"form": form, "words": words, "groups": groups, "only": only}
    return render(request, "followups/search.html", context)
