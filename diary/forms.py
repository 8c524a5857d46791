from django import forms
from django.db.models import Prefetch
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from crm.models import User, UserGroup
from crm.models.records import fold
from crm.phrases import LONGEST, PhraseError, read_date
from diary.addresses import VIEWS
from diary.windows import within_bounds
from followups.models import Resource


class GoForm(forms.Form):
    """Goes to the date that somebody types: 3.11, fri, w28, in 2 weeks."""

    to = forms.CharField(
        label=_("Go to"),
        widget=forms.TextInput(
            attrs={
                "class": "form-control",
                "placeholder": _("3.11, Friday, w28"),
                "autocomplete": "off",
                "autofocus": True,
                "maxlength": LONGEST,
            }
        ),
    )

    def __init__(self, data=None, *, today=None):
        self.today = today
        super().__init__(data)

    def clean_to(self):
        try:
            return read_date(self.cleaned_data["to"], self.today, translation.get_language())
        except PhraseError as error:
            raise forms.ValidationError(str(error)) from error


class OwnerSearchForm(forms.Form):
    """Narrows the list of diaries by name or user ID; keeps where the reader came from."""

    q = forms.CharField(
        label=_("Search by name or user ID"),
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={"class": "form-control", "type": "search", "autofocus": True}
        ),
    )
    view = forms.ChoiceField(
        choices=[(view, view) for view in VIEWS], required=False, widget=forms.HiddenInput
    )
    date = forms.DateField(required=False, input_formats=["%Y-%m-%d"], widget=forms.HiddenInput)

    def clean_date(self):
        day = self.cleaned_data["date"]
        if day and not within_bounds(day):
            raise forms.ValidationError("beyond the years of the diary")
        return day

    @property
    def words(self):
        return self.cleaned_data["q"]

    def colleagues(self):
        return User.objects.active().matching(self.words).by_name()

    def groups(self):
        """Groups whose name contains the words, with their people; there are few of them."""
        people = Prefetch("members", User.objects.active().by_name())
        groups = UserGroup.objects.prefetch_related(people)
        return [group for group in groups if _contains(group.name, self.words)]

    def resources(self):
        return Resource.objects.active().matching(self.words)


def _contains(name, words):
    return all(word in fold(name) for word in fold(words).split())
