"""What is to become of each line: refused, new, a duplicate of a record, or said twice."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from crm.alphabet import fold
from crm.importing import matching
from crm.importing.drafts import Draft
from crm.importing.matching import EMAIL, NAME, NUMBER, PHONE, Found, Key, Known
from crm.models import Company, Import, Person

REFUSED, NEW, DUPLICATE, TWICE = "refused", "new", "duplicate", "twice"
# A contact is tied to the company of that name rather than to one that shares its telephone.
TIED_BY = (NUMBER, NAME, EMAIL, PHONE, matching.DOMAIN)


@dataclass
class Verdict:
    """`found` and `by`: what it is the same as; `company`: what a contact is tied to, if it is
    written; `makes_company`: that this line makes it.
    """

    draft: Draft
    what: str
    found: Found | None = None
    by: str = ""
    company: Found | None = None
    makes_company: bool = False


@dataclass
class Judge:
    """`touched`: the records that earlier lines wrote."""

    source: Import
    main: Known
    companies: Known
    touched: set = field(default_factory=set)

    @classmethod
    def over(cls, source: Import, drafts: Iterable[Draft], touched: Iterable[int] = ()) -> "Judge":
        """Knows what any of `drafts` could be the same as, by one query or two."""
        drafts = [draft for draft in drafts if not draft.faults]
        of_companies = source.kind == Import.Kind.COMPANIES
        wanted = [key for draft in drafts for key in keys_of(source, draft)]
        main = Known.of(Company if of_companies else Person, wanted)
        tied = [key for draft in drafts for key in matching.company_keys(draft.company)]
        return cls(source, main, Known.of(Company, tied), set(touched))

    def judge(self, draft: Draft, choice: Any) -> Verdict:
        self.refuse_strange_company(draft)
        if draft.faults:
            return Verdict(draft, REFUSED)
        keys, name = keys_of(self.source, draft), name_of(self.source, draft)
        found, by = self.main.find(keys, name)
        verdict = Verdict(draft, NEW, found, by)
        if found and choice != Import.Choice.CREATE:
            verdict.what = TWICE if found.line or found.pk in self.touched else DUPLICATE
        if found and verdict.what == DUPLICATE:
            self.touched.add(found.pk)
        if verdict.what == NEW:
            self.main.add(keys, draft.number, name)
        if verdict.what == NEW or (verdict.what == DUPLICATE and choice != Import.Choice.SKIP):
            self.tie(verdict)
        return verdict

    def refuse_strange_company(self, draft):
        if self.source.kind != Import.Kind.PERSONS or not draft.company or draft.faults:
            return
        if not self.companies.find(tied_keys(draft), matching.core(draft.company["name"]))[0]:
            text = _("No company is called “%(name)s”. Make it first, or import with companies.")
            draft.refuse("", text % {"name": draft.company["name"]})

    def tie(self, verdict):
        draft = verdict.draft
        if not draft.company:
            return
        keys, name = tied_keys(draft), matching.core(draft.company["name"])
        verdict.company, _by = self.companies.find(keys, name)
        if verdict.company is None:
            verdict.company = self.companies.add(keys, draft.number, name)
            verdict.makes_company = True


def keys_of(source: Import, draft: Draft) -> list[Key]:
    if source.kind == Import.Kind.COMPANIES:
        return matching.company_keys(draft.values)
    return matching.person_keys(draft.values, draft.company.get("name", ""))


def name_of(source: Import, draft: Draft) -> str:
    return matching.core(draft.name) if source.kind == Import.Kind.COMPANIES else fold(draft.name)


def tied_keys(draft: Draft) -> list[Key]:
    return sorted(matching.company_keys(draft.company), key=lambda key: TIED_BY.index(key.by))
