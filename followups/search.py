"""What is found by words: customers, sales, projects, follow-ups and documents, in groups.

Follow-ups and documents only as far as the reader may see them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from crm import words
from crm.alphabet import fold
from crm.models import Company, Person, Project, Sale
from followups.activity_lines import ICONS
from followups.finding import DOCUMENTS, FOLLOWUPS, RECORDS
from followups.moments import Moments

SHORT, LONG = 5, 25  # of each group; of one group on a page of its own


class Found(NamedTuple):
    """One row. `opens_form`: its address opens in the dialog."""

    text: str
    note: str
    url: str
    icon: str
    opens_form: bool = False


@dataclass(frozen=True)
class Group:
    name: str
    label: str
    found: list[Found]
    more: str = ""  # where all of them stand, when there are more
    pages: dict[str, Any] = field(default_factory=dict)


class Search:
    """What `reader` finds with the words `typed`."""

    def __init__(self, typed: str, reader, now):
        self.typed, self.reader = typed, reader
        self.words = words.asked(typed)
        self.moments = Moments.of(reader, now)

    def groups(self, most: int = SHORT) -> list[Group]:
        """The groups in which there is anything, each with its best `most`."""
        if not self.words:
            return []
        makers: list[Callable[[int], Group]] = [
            self.find_companies,
            self.find_persons,
            self.find_sales,
            self.find_projects,
            self.find_followups,
            self.find_documents,
        ]
        return [group for maker in makers if (group := maker(most)).found]

    # -- customers -----------------------------------------------------------------------------

    def find_companies(self, most: int) -> Group:
        return self._records(Company, _("Companies"), "ph-buildings", lambda row: row.city, most)

    def find_persons(self, most: int) -> Group:
        def note(row):
            return ", ".join(filter(None, [row.title, str(row.company or "")]))

        return self._records(Person, _("Contacts"), "ph-user-circle", note, most, "company")

    def find_sales(self, most: int) -> Group:
        def note(row):
            status = row.get_status_display() if row.status != Sale.Status.OPEN else row.stage
            return ", ".join(filter(None, [str(row.company or ""), str(status)]))

        icon = "ph-currency-circle-dollar"
        return self._records(Sale, _("Sales"), icon, note, most, "company", "stage")

    def find_projects(self, most: int) -> Group:
        def note(row):
            return str(row.company or "")

        return self._records(Project, _("Projects"), "ph-clipboard-text", note, most, "company")

    def _records(self, model, label, icon, note, most, *related) -> Group:
        begins = {"typed": fold(self.typed), "length": len(fold(self.typed))}
        rows = RECORDS.instances(model, related, most, words=self.words, **begins)
        name = model._meta.model_name
        found = [
            Found(str(row), note(row), reverse(f"crm:{name}-detail", args=[row.public_id]), icon)
            for row in rows[:most]
        ]
        query = urlencode({"q": self.typed})
        more = f"{reverse(f'crm:{name}-list')}?{query}" if len(rows) > most else ""
        return Group(name, label, found, more)

    # -- what is planned and written -------------------------------------------------------------

    def find_followups(self, most: int, page: int = 1) -> Group:
        label = _("Follow-ups")
        return self._paged("followups", label, FOLLOWUPS, self._followup, most, page)

    def _followup(self, row) -> Found:
        owner = "" if row.owner_id == self.reader.pk else str(row.owner)
        note = ", ".join(filter(None, [self.moments.when(row), str(row.company or ""), owner]))
        url = reverse("followups:follow-up-detail", args=[row.public_id])
        return Found(row.title, note, url, ICONS[row.kind], opens_form=True)

    def find_documents(self, most: int, page: int = 1) -> Group:
        label = _("Documents")
        return self._paged("documents", label, DOCUMENTS, self._document, most, page)

    def _document(self, row) -> Found:
        note = ", ".join(filter(None, [self.moments.day(row.dated_on), str(row.company or "")]))
        url = reverse("crm:document-detail", args=[row.public_id])
        return Found(row.title, note, url, "ph-note", opens_form=True)

    def _paged(self, name, label, question, found, most, page) -> Group:
        asked = {"viewer": self.reader.pk, "words": self.words}
        rows = question.instances(most, page, **asked) if self.words else []
        has_next = len(rows) > most
        more = self._address(name) if has_next else ""
        pages = {
            "number": page,
            "before": self._address(name, page - 1) if page > 1 else "",
            "after": self._address(name, page + 1) if has_next else "",
        }
        return Group(name, label, [found(row) for row in rows[:most]], more, pages)

    def _address(self, name, page=1):
        query = {"q": self.typed, "in": name} | ({"page": page} if page > 1 else {})
        return f"{reverse('followups:search')}?{urlencode(query)}"
