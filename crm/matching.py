"""What fits best of the rows found by the words one types."""

from django.db.models import Case, IntegerField, Value, When

from crm.alphabet import fold

STARTS, WORD_STARTS, CONTAINS = range(3)


def best_first(queryset, words):
    """Rows whose key starts with what was typed, then those with such a word, then the others."""
    typed = fold(words)
    if not typed:
        is_sorted = hasattr(queryset.model, "sort_key")
        return queryset.order_by("sort_key" if is_sorted else "search_key", "pk")
    rank = Case(
        When(search_key__startswith=typed, then=Value(STARTS)),
        When(search_key__contains=f" {typed}", then=Value(WORD_STARTS)),
        default=Value(CONTAINS),
        output_field=IntegerField(),
    )
    return queryset.order_by(rank, "search_key", "pk")


def rank_of(text, words):
    """The same for a text that is at hand."""
    folded, typed = fold(text), fold(words)
    if folded.startswith(typed):
        return STARTS
    return WORD_STARTS if f" {typed}" in folded else CONTAINS
