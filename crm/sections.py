"""The parts of the CRM. Each has a list, a page and a form; the views are the same for all."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm import columns, duplicates
from crm.columns import Column, of_field
from crm.custom_fields import Fields
from crm.forms import records as forms
from crm.forms import search
from crm.forms.selections import SelectionForm
from crm.models import Company, Import, Person, Project, Sale, Selection
from crm.prepared import Prepared


@dataclass(frozen=True)
class Section:
    """`related`: what the page of a record fetches with it, `listed`: what its list does,
    with the fields `shown`; `columns`: the usual ones, `more`: others that can be chosen;
    `parts`: relations that stand on its page with their number; `is_selectable`: whether
    selections hold its records; `imported_as`: the kind of files that it comes from.
    """

    model: type
    title: str
    search_label: str
    search_hint: str
    form_class: type
    search_class: type
    columns: list
    related: tuple[str, ...]
    listed: tuple[str, ...]
    shown: tuple[str, ...]
    parts: tuple[str, ...] = ()
    is_selectable: bool = False
    imported_as: Any = ""
    more: tuple[Column, ...] = ()

    @property
    def name(self):
        return self.model._meta.model_name

    @property
    def told_by(self):
        """The fields by which duplicates are told; none where there is no such thing."""
        return duplicates.fields_of(self.model)

    @property
    def new_label(self):
        return self.form_class.heading_new

    @property
    def records(self):
        """All records with what their page shows."""
        return self.model.objects.select_related(*self.related)

    @property
    def counted(self):
        """The same with the number of each of their `parts`, as `persons_count`."""
        counts = {f"{part}_count": number_of(self.model, part) for part in self.parts}
        return self.records.annotate(**counts)

    def shown_or_404(self, public_id):
        """The record with that id, with all that its page shows."""
        for record in self._shown.instances(public_id=public_id):
            return record
        raise Http404

    @cached_property
    def _shown(self):
        return Prepared(lambda asked: self.counted.filter(public_id=asked.public_id))

    def seen_by(self, user, records):
        """Those of `records` that `user` may see: here all."""
        return records

    def editable_by(self, user, records):
        """Those of `records` that `user` may change: here all."""
        return records

    def address(self, page, *args):
        return reverse(f"crm:{self.name}-{page}", args=args)

    def page_of(self, record):
        return self.address("detail", record.public_id)

    def search_form(self, user, asked, custom=None):
        """The form of what the list is narrowed by, filled with the query `asked`.

        `custom`: the `Fields` of its records.
        """
        custom = custom or Fields(self.name)
        columns = self.all_columns(custom)
        return self.search_class(asked, user=user, columns=columns, custom=custom.active())

    def all_columns(self, custom):
        return [*self.columns, *self.more, *map(of_field, custom.active())]

    def columns_for(self, user, custom):
        """Those that `user` has chosen, in the order of all; else the usual ones."""
        kept = user.list_columns.filter(section=self.name).values_list("names", flat=True).first()
        if kept is None:
            return self.columns
        name, *others = self.all_columns(custom)
        return [name, *(column for column in others if column.name in kept)]

    def columns_to_choose(self, shown, custom):
        """(column, whether it is among those `shown`) of each but the name."""
        names = {column.name for column in shown}
        return [(column, column.name in names) for column in self.all_columns(custom)[1:]]

    def rows_with(self, columns):
        """All records with no more than a list of these columns shows."""
        needs = {name for column in columns for name in column.needs}
        fields = ("public_id", *self.shown, *needs)
        joined = {*self.listed, *(name.partition("__")[0] for name in needs if "__" in name)}
        return self.model.objects.select_related(*joined).only(*fields)


OWNER = ("owner__first_name", "owner__last_name", "owner__username")
COMPANY = ("company__public_id", "company__name")


def number_of(model, part):
    """How many active rows of the relation `part` a row of `model` has."""
    rows, link = part_of(model, part, OuterRef("pk"))
    count = rows.order_by().values(link).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(count), 0)


def part_of(model, part, key):
    """(the active rows of the relation `part` of that row of `model`, their link to it)"""
    relation = model._meta.get_field(part)
    link = relation.field.name
    return relation.related_model.objects.active().filter(**{link: key}), link


COMPANIES = Section(
    model=Company,
    title=_("Companies"),
    search_label=_("Search companies"),
    search_hint=_("Name, address, category, number, phone or website"),
    form_class=forms.CompanyForm,
    search_class=search.CompanySearchForm,
    columns=columns.OF_COMPANIES,
    related=("owner",),
    listed=("owner",),
    shown=("name", "category", "city", "phone", "number", *OWNER),
    parts=("persons", "sales", "projects"),
    is_selectable=True,
    imported_as=Import.Kind.COMPANIES,
)
PERSONS = Section(
    model=Person,
    title=_("Contacts"),
    search_label=_("Search contacts"),
    search_hint=_("Name, company, e-mail or phone"),
    form_class=forms.PersonForm,
    search_class=search.PersonSearchForm,
    columns=columns.OF_PERSONS,
    related=("owner", "company"),
    listed=("owner", "company"),
    shown=("first_name", "last_name", "title", "phone", "mobile", "email", *COMPANY, *OWNER),
    parts=("sales",),
    is_selectable=True,
    imported_as=Import.Kind.BOTH,
)
SALES = Section(
    model=Sale,
    title=_("Sales"),
    search_label=_("Search sales"),
    search_hint=_("Name or company"),
    form_class=forms.SaleForm,
    search_class=search.SaleSearchForm,
    columns=columns.OF_SALES,
    related=("owner", "company", "person", "project", "stage", "reason"),
    listed=("owner", "company", "stage"),
    shown=("name", "status", "amount", "currency", "sale_on", "stage__name", *COMPANY, *OWNER),
    more=(columns.PROJECT,),
)
PROJECTS = Section(
    model=Project,
    title=_("Projects"),
    search_label=_("Search projects"),
    search_hint=_("Name or company"),
    form_class=forms.ProjectForm,
    search_class=search.ProjectSearchForm,
    columns=columns.OF_PROJECTS,
    related=("owner", "company"),
    listed=("owner", "company"),
    shown=("name", "status", "starts_on", "ends_on", *COMPANY, *OWNER),
    parts=("sales",),
)


class SelectionSection(Section):
    """A selection says itself who may see it."""

    @property
    def records(self):
        return super().records.annotate(members_count=number_of(Selection, "members"))

    def rows_with(self, columns):
        return super().rows_with(columns).annotate(members_count=number_of(Selection, "members"))

    def seen_by(self, user, records):
        return records.visible_to(user)

    def editable_by(self, user, records):
        return records.editable_by(user)


SELECTIONS = SelectionSection(
    model=Selection,
    title=_("Selections"),
    search_label=_("Search selections"),
    search_hint=_("Name or description"),
    form_class=SelectionForm,
    search_class=search.SelectionSearchForm,
    columns=columns.OF_SELECTIONS,
    related=("owner", "visible_group"),
    listed=("owner", "visible_group"),
    shown=("name", "holds", "is_dynamic", "visibility", "visible_group__name", *OWNER),
)
