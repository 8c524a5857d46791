"""What a column can fill, and which column that most likely is by what stands above it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from crm.alphabet import fold
from crm.custom_fields import Field, Fields
from crm.models import Company, Import, Person

BETWEEN = re.compile(r"[\W_]+")
OF_COMPANY = "company."
CUSTOM = "custom."


@dataclass(frozen=True)
class Target:
    """`name`: of the field; that of the company of a contact begins with `company.`.

    `custom`: one of the administrator's own fields, in place of `field`.
    """

    name: str
    label: Any
    field: Any
    headings: frozenset[str]
    custom: Field | None = None

    @property
    def of_company(self) -> bool:
        return self.name.startswith(OF_COMPANY)


def known(text: str) -> str:
    """A heading without its case, accents and punctuation."""
    return " ".join(BETWEEN.sub(" ", fold(text)).split())


# What stands above such a column in English, in Norwegian, and in files of Outlook, Google,
# HubSpot and SuperOffice. The first that is found wins.
COMPANY = {
    "name": "name, company, company name, account, account name, organization, organisation, "
    "organization name, organisation name, customer, full name, file as, display name, navn, "
    "firma, firmanavn, selskap, selskapsnavn, bedrift, organisasjon, organisasjonsnavn, kunde, "
    "kundenavn, konto, foretak, foretaksnavn, contact name",
    "number": "number, company number, organisation number, organization number, org number, "
    "org no, orgno, org nr, orgnr, vat, vat no, vat number, registration number, "
    "company registration number, nummer, firmanummer, organisasjonsnummer, foretaksnummer, "
    "mva nummer, organizational id number",
    "category": "category, categories, industry, business, type, segment, kategori, kategorier, "
    "bransje, næring",
    "phone": "phone, phone number, telephone, tel, business phone, company main phone, main phone, "
    "switchboard, phone 1 value, work phone, telefon, telefonnummer, tlf, sentralbord, "
    "telefon arbeid, firmatelefon",
    "email": "email, e mail, mail, email address, e mail address, e mail 1 value, company email, "
    "epost, e post, epostadresse, e postadresse",
    "website": "website, web site, web page, webpage, url, homepage, web, domain, company domain, "
    "company domain name, website url, web address, website 1 value, internet address, nettsted, "
    "nettside, webside, hjemmeside, webadresse, domene",
    "address": "address, street, street address, business street, visiting address, "
    "postal address, mailing street, address 1 street, address line 1, work street, adresse, "
    "gate, gateadresse, besøksadresse, postadresse, forretningsadresse, adresse arbeid, "
    "gate arbeid",
    "postcode": "postcode, postal code, zip, zip code, zip postal code, business postal code, "
    "mailing zip, address 1 postal code, work postal code, postnummer, postnr, postkode, "
    "postnummer arbeid",
    "city": "city, town, place, business city, mailing city, address 1 city, work city, by, sted, "
    "poststed, poststed arbeid, by arbeid",
    "country": "country, country region, business country region, business country, "
    "mailing country, address 1 country, work country, land, land region, land region arbeid",
}
PERSON = {
    "full_name": "name, full name, contact, contact name, person, display name, file as, navn, "
    "fullt navn, kontakt, kontaktperson, kontaktnavn",
    "first_name": "first name, firstname, given name, forename, first, fornavn",
    "last_name": "last name, lastname, surname, family name, last, etternavn",
    "title": "title, job title, jobtitle, position, role, organization title, "
    "organization 1 title, stilling, stillingstittel, tittel, jobbtittel, rolle",
    "mobile": "mobile, mobile phone, mobile phone number, mobile number, cell, cell phone, "
    "cellphone, phone 2 value, mobil, mobiltelefon, mobilnummer, mobilnr",
    "phone": "phone, phone number, telephone, tel, business phone, work phone, direct phone, "
    "direct, phone 1 value, telefon, telefonnummer, tlf, direkte, direktenummer, telefon arbeid, "
    "arbeidstelefon",
    "email": COMPANY["email"],
}
# Above the columns of the company of a contact.
BESIDE = {
    "name": "company, company name, account, account name, organization, organisation, "
    "organization name, organization 1 name, organisation name, associated company, employer, "
    "customer, firma, firmanavn, selskap, bedrift, organisasjon, kunde, kundenavn, arbeidsgiver",
    "number": COMPANY["number"],
    "category": COMPANY["category"],
    "phone": "company phone, company main phone, main phone, switchboard, firmatelefon, "
    "sentralbord, telefon firma, hovedtelefon",
    "email": "company email, company e mail, firmaepost, e post firma, epost firma",
    **{name: COMPANY[name] for name in ("website", "address", "postcode", "city", "country")},
}


def words(text: str) -> frozenset[str]:
    return frozenset(known(word) for word in text.split(","))


def target(model: Any, name: str, headings: str, of_company: bool = False) -> Target:
    if name == "full_name":
        return Target(name, _("Full name"), None, words(headings))
    field = model._meta.get_field(name)
    label = capfirst(field.verbose_name)
    if of_company:
        label = format_lazy("{}: {}", _("Company"), field.verbose_name)
    return Target(f"{OF_COMPANY}{name}" if of_company else name, label, field, words(headings))


OF_COMPANIES = [target(Company, name, said) for name, said in COMPANY.items()]
OF_PERSONS = [target(Person, name, said) for name, said in PERSON.items()]
OF_THEIRS = [target(Company, name, said, of_company=True) for name, said in BESIDE.items()]
TARGETS: dict[Any, list[Target]] = {
    Import.Kind.COMPANIES: OF_COMPANIES,
    Import.Kind.PERSONS: [*OF_PERSONS, OF_THEIRS[0]],
    Import.Kind.BOTH: [*OF_PERSONS, *OF_THEIRS],
}


def targets_of(kind: str) -> list[Target]:
    """All that a column of that kind of file can fill, the administrator's own fields too."""
    if kind == Import.Kind.COMPANIES:
        return [*OF_COMPANIES, *custom_targets("company")]
    theirs = custom_targets("company", of_company=True) if kind == Import.Kind.BOTH else []
    return [*TARGETS[kind], *custom_targets("person"), *theirs]


def custom_targets(of: str, *, of_company: bool = False) -> list[Target]:
    """They are known by their name, and by what our own export calls them."""
    made = []
    for field in Fields(of).active():
        name, label = f"{CUSTOM}{field.key}", field.name
        if of_company:
            name, label = f"{OF_COMPANY}{name}", format_lazy("{}: {}", _("Company"), field.name)
        headings = frozenset(map(known, (field.name, str(label), f"{CUSTOM}{field.name}")))
        made.append(Target(name, label, None, headings, field))
    return made


def guess(kind: str, headings: Iterable[str]) -> list[str]:
    """For each column the name of what it fills, or ""; nothing is filled twice."""
    left, found = targets_of(kind), []
    for heading in map(known, headings):
        fits = next((each for each in left if heading in each.headings), None)
        if fits:
            left.remove(fits)
        found.append(fits.name if fits else "")
    return found
