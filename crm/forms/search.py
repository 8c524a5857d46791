"""What the lists of records are narrowed by: words, owner, where things stand; and their order."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.alphabet import sort_key
from crm.custom_fields import Kind
from crm.models import Company, Project, Sale, Selection, Stage, User, UserGroup
from crm.pages import LAST_PAGE, MOST, counted


class QuickSelect(forms.Select):
    """A select written as text: one with all colleagues costs no more than a line of a list."""

    def use_required_attribute(self, initial):
        return False  # Django would fetch the choices to know

    def render(self, name, value, attrs=None, renderer=None):
        chosen = str(value or "")
        attrs = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        options = "".join(option_html(*choice, chosen) for choice in self.choices)
        return format_html(
            "<select{}>{}</select>",
            format_html_join("", ' {}="{}"', attrs.items()),
            mark_safe(options),  # noqa: S308  each escaped below
        )


def option_html(value, label, chosen):
    if isinstance(label, list):
        inside = "".join([option_html(*one, chosen) for one in label])
        return f'<optgroup label="{escape(str(value))}">{inside}</optgroup>'
    selected = " selected" if str(value) == chosen else ""
    return f'<option value="{escape(str(value))}"{selected}>{escape(str(label))}</option>'


class Narrowing(forms.ChoiceField):
    """One of the choices that narrow a list; the first of them, "", does not."""

    def __init__(self, label, choices, **kwargs):
        widget = QuickSelect(attrs={"class": "form-select", "aria-label": label})
        super().__init__(label=label, choices=choices, required=False, widget=widget, **kwargs)


NAME = ("first_name", "last_name", "username")


def owner_choices():
    groups = UserGroup.objects.values_list("public_id", "name")
    groups = [(f"group:{key}", name) for key, name in groups]
    names = User.objects.active().by_name().values_list("public_id", *NAME)
    people = [
        (f"user:{key}", f"{first} {last}".strip() or user) for key, first, last, user in names
    ]
    return [
        ("", _("Any owner")),
        ("me", _("Mine")),
        ("none", _("Without an owner")),
        *([(_("User groups"), groups)] if groups else []),
        (_("Colleagues"), people),
    ]


def owned(queryset, token, user):
    """The records of whom `token` means: me, none, user:<id> or group:<id>."""
    kind, _colon, key = token.partition(":")
    if kind == "me":
        return queryset.filter(owner=user)
    if kind == "none":
        return queryset.filter(owner=None)
    asked = Q(public_id=key) if kind == "user" else Q(user_groups__public_id=key)
    return queryset.filter(owner__in=User.objects.filter(asked))


NARROWED = (Kind.CHOICE, Kind.CHOICES, Kind.TICK)
TICKED, UNTICKED = "yes", "no"


def choices_of(field):
    """What a list is narrowed to by a custom field, the first of which leaves it as it is."""
    if field.kind == Kind.TICK:
        answers = [(TICKED, _("yes")), (UNTICKED, _("no"))]
        return [
            ("", field.name),
            *((key, format_lazy("{}: {}", field.name, word)) for key, word in answers),
        ]
    return [("", field.name), *((key, one.name) for key, one in field.choices.items())]


def narrowed(queryset, field, chosen):
    """The records of which the custom field says that."""
    if field.kind == Kind.CHOICE:
        return queryset.filter(**{f"custom__{field.key}": chosen})
    if field.kind == Kind.CHOICES:
        return queryset.filter(**{f"custom__{field.key}__has_key": chosen})
    ticked = Q(custom__has_key=field.key)
    return queryset.filter(ticked if chosen == TICKED else ~ticked)


def label_of(choices, chosen):
    """What stands for the value `chosen` in a list of choices; "" for none."""
    flat = [one for value, label in choices for one in inside(value, label)]
    return next((label for value, label in flat if chosen and str(value) == str(chosen)), "")


def inside(value, label):
    """The choices of a group of them, or the one that this is."""
    return label if isinstance(label, list) else [(value, label)]


@dataclass(frozen=True)
class Also:
    """What another app narrows a list by: `filter(records, chosen)` gives those that fit.

    `missing`: the choice that shows what is to be mended, as `counted(number)` says it.
    """

    label: Any
    choices: list
    filter: Callable
    missing: str
    counted: Callable


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Search by name"), required=False, max_length=200)
    owner = Narrowing(_("Owner"), owner_choices)
    show = Narrowing(_("Show"), [("", _("In use")), ("archived", _("Archived"))])
    sort = forms.ChoiceField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)

    # {field of this form: field of the record} that must be the same
    exact = {}
    # {field of this form: Also}
    also = {}

    def __init__(self, data, *, user, columns, custom):
        """`custom`: the custom fields of these records."""
        super().__init__(data)
        self.user, self.columns = user, {column.name: column for column in columns}
        self.fields["sort"].choices = [
            (f"{sign}{column.name}", column.name)
            for column in columns
            if column.sort
            for sign in ("", "-")
        ]
        self.custom = {field.form_name: field for field in custom if field.kind in NARROWED}
        for name, also in self.also.items():
            self.fields[name] = Narrowing(also.label, also.choices)
        for name, field in self.custom.items():
            self.fields[name] = Narrowing(field.name, choices_of(field))

    @property
    def narrowings(self):
        """The fields that stand beside the search, the archive last."""
        fields = [field for field in self if isinstance(field.field, Narrowing)]
        return sorted(fields, key=lambda field: field.name == "show")

    def filter(self, queryset):
        queryset = self.filter_apart(queryset)
        for name, also in self.also.items():
            if chosen := self.cleaned_data[name]:
                queryset = also.filter(queryset, chosen)
        return queryset

    def filter_apart(self, queryset):
        """By all but what another app narrows by."""
        cleaned = self.cleaned_data
        queryset = queryset.filter(archived_at__isnull=cleaned["show"] != "archived")
        if cleaned["owner"]:
            queryset = owned(queryset, cleaned["owner"], self.user)
        for name, field in self.exact.items():
            if cleaned[name]:
                queryset = queryset.filter(**{field: cleaned[name]})
        for name, field in self.custom.items():
            if cleaned[name]:
                queryset = narrowed(queryset, field, cleaned[name])
        return queryset.matching(cleaned["q"])

    def to_mend(self, queryset):
        """(text, changed query, whether it is shown) for what is missing in some of the records."""
        if self.cleaned_data["show"] == "archived":
            return []
        found = []
        for name, also in self.also.items():
            records = also.filter(self.filter_apart(queryset), also.missing)
            number = counted(records)
            is_shown = self.cleaned_data[name] == also.missing
            if number != 0 or is_shown:
                text = also.counted(MOST if number is None else number)
                found.append((text, {name: "" if is_shown else also.missing}, is_shown))
        return found

    def in_order(self, queryset):
        sort = self.cleaned_data["sort"]
        column = self.columns.get(sort.removeprefix("-"))
        fields = column.sort if column else ()
        if column and column.rank:
            queryset = column.rank(queryset, self.user)
        fields = dict.fromkeys([*fields, "sort_key", "pk"])
        return queryset.order_by(*(f"-{name}" if sort.startswith("-") else name for name in fields))

    @property
    def is_narrowed(self):
        """Whether anything but the order and the page was asked for."""
        return any(self.data.get(name) for name in self.fields if name not in ("sort", "page"))

    def asked_for(self):
        """(name, value) of what was asked for, without the page."""
        return [
            (name, self.data[name])
            for name in self.fields
            if name != "page" and self.data.get(name)
        ]

    def as_query(self):
        """The same as the query of an address."""
        return urlencode(self.asked_for())

    def in_words(self):
        """(label, value) of what it narrows by, as people read it."""
        asked = self.cleaned_data
        found = [(self.fields["q"].label, asked["q"])]
        for bound in self.narrowings:
            found.append((bound.label, label_of(bound.field.choices, asked[bound.name])))
        found += [(self.fields[name].label, asked.get(name)) for name in self.hidden]
        return [(label, value) for label, value in found if value]

    @property
    def hidden(self):
        """The names of the records that the list is of."""
        return [name for name in ("company", "project") if name in self.fields]

    def is_of(self):
        """(name, record) of what the list is of: a company, a project."""
        given = ((name, self.cleaned_data.get(name)) for name in self.hidden)
        return [(name, record) for name, record in given if record]

    @property
    def page_number(self):
        return self.cleaned_data["page"] or 1


class CompanySearchForm(SearchForm):
    category = Narrowing(
        _("Category"),
        lambda: [("", _("Any category")), *((name, name) for name in Company.categories())],
    )

    def filter(self, queryset):
        queryset = super().filter(queryset)
        category = self.cleaned_data["category"]
        return queryset.filter(category_key=sort_key(category)) if category else queryset


class PersonSearchForm(SearchForm):
    """The same for records that may belong to a company."""

    company = forms.ModelChoiceField(
        Company.objects.all(),
        label=_("Company"),
        to_field_name="public_id",
        required=False,
        widget=forms.HiddenInput,
    )
    exact = {"company": "company"}

    def clean_company(self):
        """A filter kept for a company that was merged is one for the company that stayed."""
        company = self.cleaned_data["company"]
        return company and company.current


class SaleSearchForm(PersonSearchForm):
    also = {}
    status = Narrowing(_("Status"), [("", _("Any status")), *Sale.Status.choices])
    stage = Narrowing(
        _("Stage"),
        lambda: [("", _("Any stage")), *Stage.objects.values_list("pk", "name")],
    )
    project = forms.ModelChoiceField(
        Project.objects.all(),
        label=_("Project"),
        to_field_name="public_id",
        required=False,
        widget=forms.HiddenInput,
    )
    exact = PersonSearchForm.exact | {"project": "project", "status": "status", "stage": "stage"}


class ProjectSearchForm(PersonSearchForm):
    status = Narrowing(_("Status"), [("", _("Any status")), *Project.Status.choices])
    exact = PersonSearchForm.exact | {"status": "status"}


class SelectionSearchForm(SearchForm):
    holds = Narrowing(_("Holds"), [("", _("Companies and contacts")), *Selection.Holds.choices])
    exact = {"holds": "holds"}
