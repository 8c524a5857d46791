"""What a follow-up links to: plain values of the links, and those that a reader may see."""

from dataclasses import asdict, dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from crm.models import Document, Project, Sale
from crm.prepared import Prepared
from followups.lookups import Option, fitting
from followups.models import FollowUp, Link

EACH = 8
MODELS = {"document": Document, "other": FollowUp, "sale": Sale, "project": Project}


@dataclass(frozen=True)
class Leads:
    """Where a link leads: one of the primary keys, or an address."""

    document: int | None = None
    other: int | None = None
    sale: int | None = None
    project: int | None = None
    url: str = ""

    @classmethod
    def of(cls, row):
        return cls(row.document_id, row.other_id, row.sale_id, row.project_id, row.url)

    def as_json(self):
        return asdict(self)


def links_of(followup):
    return tuple(Leads.of(row) for row in Link.objects.filter(followup=followup))


def write_links(followup, links):
    """Make the links of `followup` these, in this order."""
    rows = {Leads.of(row): row.pk for row in Link.objects.filter(followup=followup)}
    gone = [pk for leads, pk in rows.items() if leads not in links]
    if gone:
        Link.objects.filter(pk__in=gone).delete()
    Link.objects.bulk_create(
        Link(
            followup=followup,
            document_id=leads.document,
            other_id=leads.other,
            sale_id=leads.sale,
            project_id=leads.project,
            url=leads.url,
        )
        for leads in links
        if leads not in rows
    )


def still_there(values):
    """The links of stored `values` whose records were not deleted for good since."""
    if values is None:
        return None
    links = [Leads(**value) for value in values]
    there = {
        name: set(model._base_manager.filter(pk__in=wanted).values_list("pk", flat=True))
        for name, model in MODELS.items()
        if (wanted := {getattr(link, name) for link in links} - {None})
    }
    return tuple(
        link
        for link in links
        if link.url or any(getattr(link, name) in keys for name, keys in there.items())
    )


def seen_links(followup, reader):
    """The rows of its links that `reader` may follow, with where they lead."""
    return SEEN.instances(followup=followup.pk, reader=reader.pk)


def links_seen_by(reader):
    """The links that `reader` may follow, with where they lead."""
    documents = Document.objects.visible_to(reader).active().filter(pk=OuterRef("document"))
    others = FollowUp.objects.visible_to(reader).filter(pk=OuterRef("other"))
    seen = Q(document=None, other=None) | Exists(documents) | Exists(others)
    rows = Link.objects.filter(seen).order_by("pk")
    return rows.select_related(*(f"{name}__company" for name in MODELS), "other__type")


SEEN = Prepared(lambda asked: links_seen_by(asked.reader).filter(followup=asked.followup))


def leads_of(option):
    """Where the link leads that was chosen."""
    return Leads(url=option.key) if option.kind == "url" else Leads(**{option.kind: option.pk})


def option_of_link(row):
    """A link as something chosen in the form."""
    for name in MODELS:
        record = getattr(row, name)
        if record is not None:
            return option_to(name, record)
    return option_to_address(row.url)


def option_to_address(url):
    return Option(f"url:{url}", url, url=url)


def option_to(name, record):
    """A record as something to link to; `name` is its place in a link."""
    return Option(
        f"{name}:{record.public_id}", str(record), note_of(record), record.pk, address_of(record)
    )


def note_of(record):
    """What it is, and with whom."""
    kind = record._meta.verbose_name
    if isinstance(record, FollowUp):
        kind = record.type
    elif isinstance(record, Document):
        kind = record.kind or kind
    return ", ".join(str(part) for part in (kind, record.company) if part)


def address_of(record):
    names = {FollowUp: "followups:follow-up-detail", Document: "crm:document-detail"}
    name = names.get(type(record), f"crm:{record._meta.model_name}-detail")
    return reverse(name, args=[record.public_id])


def what_is_seen(name, reader):
    """The records of that kind that `reader` may link to."""
    if name == "other":
        return FollowUp.objects.visible_to(reader).select_related("type", "company")
    rows = MODELS[name].objects.active().select_related("company")
    return rows.visible_to(reader) if name == "document" else rows


def found(words, reader):
    """What fits the words typed, or the address that was typed."""
    if words.startswith(("http://", "https://")):
        return [option_to_address(words)]
    options = []
    for name in MODELS:
        rows = what_is_seen(name, reader).filter(search_key__has_words=words)
        rows = rows.order_by("-listed_on", "-pk") if name == "other" else rows.order_by("-pk")
        options += [option_to(name, row) for row in rows[:EACH]]
    return fitting(options, words)
