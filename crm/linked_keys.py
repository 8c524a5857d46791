"""Sort keys of what a link leads to, kept beside the link: an index has a list in their order.

    owner_key = LinkedKeyField(of="owner")

They follow when the record is saved, and when that which the link leads to gets another name.
"""

from django.db.models import Model, OuterRef, Subquery

from crm.alphabet import SortKeyField


class LinkedKeyField(SortKeyField):
    """The sort key of the row that the link `of` leads to; "" where it leads nowhere."""

    def key_for(self, model_instance):
        linked = getattr(model_instance, self.of)
        return linked.sort_key if linked else ""


def keeping(model: type[Model]):
    """(model, name of its key, its link) of all that keep the sort key of rows of `model`."""
    for relation in model._meta.related_objects:
        for field in relation.related_model._meta.local_fields:
            if isinstance(field, LinkedKeyField) and field.of == relation.field.name:
                yield relation.related_model, field.name, field.of


def links_of(model: type[Model]) -> list[str]:
    """The links of `model` whose keys it keeps."""
    return [field.of for field in model._meta.local_fields if isinstance(field, LinkedKeyField)]


def follow(model: type[Model], keys: list[int]) -> None:
    """Write the sort keys of these rows of `model` anew wherever they are kept."""
    if not keys:
        return
    for other, name, link in keeping(model):
        stored = model._base_manager.filter(pk=OuterRef(link)).values("sort_key")
        rows = other._base_manager.filter(**{f"{link}__in": keys})
        rows.update(**{name: Subquery(stored)})
