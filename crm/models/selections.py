from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from crm.models.companies import Company, Person
from crm.models.records import Record, RecordQuerySet, in_order, remembered
from crm.models.users import UserGroup
from crm.models.visibility import Visibility


class SelectionQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """Those for everyone, the reader's own, and those of a group of theirs."""
        memberships = UserGroup.members.through.objects.filter(
            usergroup=OuterRef("visible_group"), user=user
        )
        return self.filter(
            Q(visibility=Visibility.EVERYBODY)
            | Q(owner=user)
            | (Q(visibility=Visibility.GROUP) & Exists(memberships))
        )

    def editable_by(self, user):
        """The reader's own, and those that are nobody's."""
        return self.filter(Q(owner=user) | Q(owner=None, visibility=Visibility.EVERYBODY))

    def picked(self):
        return self.filter(is_dynamic=False)


class Selection(Record):
    """Companies or contacts kept together: picked by hand, or whatever a search finds now.

    `query` is that of the list which is searched. `size` is how many were picked at the last
    change; who is archived counts there and is left out everywhere else.
    """

    class Holds(models.TextChoices):
        COMPANIES = "company", _("Companies")
        PERSONS = "person", _("Contacts")

    name = models.CharField(_("name"), max_length=200)
    description = models.CharField(_("description"), max_length=500, blank=True)
    holds = models.CharField(_("holds"), max_length=7, choices=Holds, default=Holds.COMPANIES)
    is_dynamic = models.BooleanField(_("kept by a search"), default=False, editable=False)
    query = models.CharField(_("search"), max_length=1000, blank=True, editable=False)
    size = models.PositiveIntegerField(_("members"), default=0, editable=False)
    visibility = models.CharField(
        _("visible for"), max_length=5, choices=Visibility, default=Visibility.EVERYBODY
    )
    visible_group = models.ForeignKey(
        UserGroup,
        verbose_name=_("group"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    history = remembered()
    objects = SelectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("selection")
        verbose_name_plural = _("selections")
        ordering = ["sort_key", "pk"]
        indexes = [in_order("selections_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(holds__in=["company", "person"]),
                name="selection_holds_companies_or_contacts",
            ),
            models.CheckConstraint(
                condition=Q(is_dynamic=True) | Q(query=""),
                name="selection_picked_by_hand_has_no_search",
            ),
            models.CheckConstraint(
                condition=Q(visibility=Visibility.GROUP, visible_group__isnull=False)
                | (~Q(visibility=Visibility.GROUP) & Q(visible_group=None)),
                name="selection_for_a_group_names_it",
            ),
        ]

    def __str__(self):
        return self.name

    def search_words(self):
        return f"{self.name} {self.description}"

    def bring_parts_back(self, version):
        """Who was taken in or out by that version of it is out or in again."""
        self.members.filter(taken_out=version).update(taken_out=None)
        self.members.filter(taken_in=version).delete()


class MemberQuerySet(models.QuerySet):
    def current(self):
        return self.filter(taken_out=None)

    def active(self):
        """Those that are in it now and not archived."""
        return self.current().filter(
            Q(company__isnull=False, company__archived_at=None)
            | Q(person__isnull=False, person__archived_at=None)
        )


class SelectionMember(models.Model):
    """Who was picked by hand, from which version of the selection on, and until which.

    Rows that ended stay, so that taking somebody out can be taken back.
    """

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="members")
    company = models.ForeignKey(
        Company, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True
    )
    taken_in = models.PositiveIntegerField()
    taken_out = models.PositiveIntegerField(null=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a selection")
        verbose_name_plural = _("members of selections")
        constraints = [
            models.CheckConstraint(
                condition=Q(company=None, person__isnull=False)
                | Q(company__isnull=False, person=None),
                name="member_is_a_company_or_a_contact",
            ),
            models.CheckConstraint(
                condition=Q(taken_out=None) | Q(taken_out__gt=F("taken_in")),
                name="member_is_taken_out_after_it_was_taken_in",
            ),
            *(
                models.UniqueConstraint(
                    fields=["selection", holds],
                    condition=Q(taken_out=None),
                    name=f"{holds}_is_in_a_selection_once",
                )
                for holds in ("company", "person")
            ),
        ]

    def __str__(self):
        return str(self.company or self.person)
