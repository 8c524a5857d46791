"""What a list of activities is narrowed to: its dates, whose they are, what is done."""

from functools import cache

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from crm.models import User, UserGroup
from followups.activities import fitting
from followups.lookups import has_words
from followups.sales import of_groups, of_owner


class NarrowingForm(forms.Form):
    """Read from an address; what says nothing there is passed over. `get` gives what is chosen."""

    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("To"), required=False)
    state = forms.ChoiceField(
        label=_("Completed"),
        required=False,
        choices=[("", _("All")), ("open", _("Not completed")), ("done", _("Completed"))],
    )

    def __init__(self, data):
        super().__init__(data, auto_id="narrowing_%s")
        for name in ("since", "until"):
            self.fields[name].widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"
        self.full_clean()

    @classmethod
    def of(cls, query):
        """The form of an address; most ask nothing and share the blank one, which is kept."""
        return cls(query) if cls.base_fields.keys() & query.keys() else _blank(cls)

    def get(self, name):
        return self.cleaned_data.get(name) or None

    @property
    def chosen(self):
        """How many of them narrow the list."""
        return sum(self.get(name) is not None for name in self.fields)


@cache
def _blank(form_class):
    return form_class({})


class RecordNarrowingForm(NarrowingForm):
    """The same for what is tied to a record, which colleagues have planned."""

    whose = forms.CharField(label=_("Whose"), required=False, max_length=100)
    mine = forms.BooleanField(label=_("Mine alone"), required=False)

    def __init__(self, data):
        super().__init__(data)
        self.fields["whose"].widget.attrs["placeholder"] = _("A colleague or a group")
        self.fields["mine"].widget.attrs["class"] = "form-check-input"

    def filter(self, followups, reader):
        """Those of `followups` that fit."""
        followups = fitting(followups, *map(self.get, ("since", "until", "state")))
        if words := self.get("whose"):
            named = User.objects.matching(words).values("pk")
            groups = [row.pk for row in UserGroup.objects.all() if has_words(row.name, words)]
            followups = followups.filter(
                Q(owner__in=named) | Q(owner__in=User.objects.filter(user_groups__in=groups))
            )
        return followups.filter(owner=reader) if self.get("mine") else followups


class SalesNarrowingForm(NarrowingForm):
    """The same for sales below a diary: whose they are, and the days on which they are decided."""

    MINE, OWN_GROUPS, ALL = "", "group", "all"
    state = None
    whose = forms.ChoiceField(label=_("Whose"), required=False)
    field_order = ("whose", "since", "until")

    def __init__(self, data, *, reader):
        super().__init__(data)
        memberships = UserGroup.members.through.objects.filter(
            usergroup=OuterRef("pk"), user=reader
        )
        self.groups = list(UserGroup.objects.annotate(is_own=Exists(memberships)))
        self.own_groups = [group for group in self.groups if group.is_own]
        own = [(self.OWN_GROUPS, _("My groups"))] if self.own_groups else []
        self.fields["whose"].choices = [
            (self.MINE, _("Of this diary")),
            *own,
            *((str(group.public_id), group.name) for group in self.groups),
            (self.ALL, _("Everybody's")),
        ]
        self.fields["since"].label = _("Sale date from")
        self.fields["until"].label = _("Sale date to")
        self.full_clean()

    def rule(self, owner):
        """Whose sales they are, below the diary of `owner`."""
        whose = self.get("whose")
        if whose == self.ALL:
            return Q()
        if whose == self.OWN_GROUPS:
            return of_groups(self.own_groups)
        group = next((group for group in self.groups if str(group.public_id) == whose), None)
        return of_groups([group]) if group else of_owner(owner)

    def filter(self, sales):
        """Those of `sales` that are decided in the days chosen."""
        since, until = self.get("since"), self.get("until")
        sales = sales.filter(sale_on__gte=since) if since else sales
        return sales.filter(sale_on__lte=until) if until else sales
