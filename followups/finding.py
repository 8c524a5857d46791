"""What the search asks the database, each question with one row more than is shown."""

from django.db.models import Case, Value, When
from django.db.models.functions import Left
from django.db.models.lookups import Exact

from crm.models import Document
from crm.prepared import Prepared
from followups.models import FollowUp


def _records(asked, model, related, most):
    """Those in use, the ones that begin with what was typed first; then by the alphabet."""
    begins = Exact(Left("search_key", asked.length), asked.typed)
    rank = Case(When(begins, then=Value(0)), default=Value(1))
    rows = model.objects.active().filter(search_key__answers_to=asked.words)
    return rows.select_related(*related).order_by(rank, "sort_key", "pk")[: most + 1]


def _followups(asked, most, page):
    """The latest first, what is planned far ahead included."""
    rows = FollowUp.objects.visible_to(asked.viewer).filter(search_key__answers_to=asked.words)
    rows = rows.select_related("company", "owner").order_by("-listed_on", "-pk")
    return rows[(page - 1) * most : page * most + 1]


def _documents(asked, most, page):
    rows = Document.objects.visible_to(asked.viewer).active()
    rows = rows.filter(search_key__answers_to=asked.words)
    rows = rows.select_related("company").order_by("-dated_on", "-pk")
    return rows[(page - 1) * most : page * most + 1]


# How to find a word depends on how many have it: no plan fits all.
RECORDS, FOLLOWUPS, DOCUMENTS = (
    Prepared(build, keeps_plan=False) for build in (_records, _followups, _documents)
)
