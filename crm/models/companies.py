import re

from django.db import connection, models
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from crm.alphabet import SortKeyField
from crm.custom_fields import Fields
from crm.likeness import LikenessField
from crm.linked_keys import LinkedKeyField
from crm.models.records import (
    LinkedQuerySet,
    MergeableRecord,
    alike,
    away_when_merged,
    in_order,
    remembered,
)
from crm.phones import key_of

# What every address of a site begins with.
WEB = re.compile(r"^[a-z]+://(www\.)?", re.IGNORECASE)
CATEGORIES = """
WITH RECURSIVE used(name) AS (
    SELECT MIN(category) FROM crm_company WHERE category > ''
    UNION ALL
    SELECT (SELECT MIN(category) FROM crm_company WHERE category > used.name)
    FROM used WHERE used.name IS NOT NULL
)
SELECT name FROM used WHERE name IS NOT NULL LIMIT 200
"""


class Company(MergeableRecord):
    name = models.CharField(_("name"), max_length=200)
    number = models.CharField(_("company number"), max_length=40, blank=True)
    category = models.CharField(_("category"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=80, blank=True)
    category_key = SortKeyField(of="category")
    city_key = SortKeyField(of="city")
    like_name = LikenessField("company", "name")
    like_number = LikenessField("number", "number")
    like_email = LikenessField("email", "email")
    like_domain = LikenessField("domain", "website", "email")
    like_phone = LikenessField("phone", "phone")

    history = remembered(
        "category_key",
        "city_key",
        "like_name",
        "like_number",
        "like_email",
        "like_domain",
        "like_phone",
    )

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ["sort_key", "pk"]
        indexes = [
            in_order("companies_by_name"),
            in_order("companies_by_category", "category_key"),
            in_order("companies_by_city", "city_key"),
            in_order("companies_by_number", "number"),
            in_order("companies_by_phone", "phone"),
            in_order("companies_of_owner", "owner"),
            in_order("companies_by_owner", "owner_key"),
            models.Index(fields=["category"], name="categories_of_companies"),
            alike("companies_alike_by_name", "like_name"),
            alike("companies_alike_by_number", "like_number"),
            alike("companies_alike_by_email", "like_email"),
            alike("companies_alike_by_domain", "like_domain"),
            alike("companies_alike_by_phone", "like_phone"),
        ]
        constraints = [away_when_merged("merged_company_is_archived")]

    def __str__(self):
        return self.name

    def search_words(self):
        texts = [self.name, self.number, self.category, self.email, key_of(self.phone)]
        texts += [self.address, self.postcode, key_of(self.postcode), self.city]
        return " ".join([*texts, WEB.sub("", self.website)])

    @classmethod
    def spread_words(cls, companies):
        """Contacts are found by the name of their company."""
        by_key = {company.pk: company for company in companies}
        persons = list(Person._base_manager.filter(company__in=by_key))
        custom_fields = Fields("person")
        for person in persons:
            person.company = by_key[person.company_id]
            person.search_key = person.key_of_words(custom_fields)
        Person._base_manager.bulk_update(persons, ["search_key"], batch_size=200)

    @classmethod
    def categories(cls):
        """The categories in use, each found by one step through their index."""
        with connection.cursor() as cursor:
            cursor.execute(CATEGORIES)
            return [name for (name,) in cursor.fetchall()]

    @property
    def numbers(self):
        """(label, number) of its telephone."""
        return [(_("Company"), self.phone)] if self.phone else []

    @property
    def full_address(self):
        return full_address(self.address, self.postcode, self.city)


def full_address(address, postcode, city):
    """Rung Lane 3, 0026 Slantwick; parts that are empty or None are left out."""
    town = " ".join(filter(None, (postcode, city)))
    return ", ".join(filter(None, (address, town)))


class Person(MergeableRecord):
    """A contact: somebody outside the organisation, with or without a company."""

    company = models.ForeignKey(
        Company,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        related_name="persons",
        null=True,
        blank=True,
    )
    company_key = LinkedKeyField(of="company")
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    title = models.CharField(_("job title"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    mobile = models.CharField(_("mobile"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    title_key = SortKeyField(of="title")
    like_name = LikenessField("person", "first_name", "last_name")
    like_email = LikenessField("email", "email")
    like_phone = LikenessField("phone", "phone")
    like_mobile = LikenessField("phone", "mobile")

    objects = LinkedQuerySet.as_manager()
    history = remembered(
        "company_key", "title_key", "like_name", "like_email", "like_phone", "like_mobile"
    )

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["sort_key", "pk"]
        indexes = [
            in_order("persons_by_name"),
            in_order("persons_by_company", "company_key"),
            in_order("persons_by_title", "title_key"),
            in_order("persons_by_phone", "mobile"),
            in_order("persons_by_email", "email"),
            in_order("persons_of_owner", "owner"),
            in_order("persons_by_owner", "owner_key"),
            alike("persons_alike_by_name", "like_name"),
            alike("persons_alike_by_email", "like_email"),
            alike("persons_alike_by_phone", "like_phone"),
            alike("persons_alike_by_mobile", "like_mobile"),
        ]
        constraints = [away_when_merged("merged_contact_is_archived")]

    def __str__(self):
        return f"{self.first_name} {self.last_name}".strip()

    def search_words(self):
        numbers = {key_of(self.mobile), key_of(self.phone)}
        company = self.company.name if self.company else ""
        return " ".join([str(self), self.title, self.email, *sorted(numbers), company])

    @classmethod
    def bring_words(cls, persons):
        prefetch_related_objects(persons, "company")

    @property
    def numbers(self):
        """(label, number) of each telephone that reaches this person, the mobile first."""
        company = self.company.phone if self.company else ""
        found = [(_("Mobile"), self.mobile), (_("Phone"), self.phone), (_("Company"), company)]
        return [(label, number) for label, number in found if number]
