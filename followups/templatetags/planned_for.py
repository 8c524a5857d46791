"""What was planned for the members of a selection, on its page, and the way to plan more."""

from dataclasses import dataclass

from django import template

from followups.models import Round
from followups.rounds import RIGHT, counts_of

register = template.Library()
SHOWN = 20


@dataclass(frozen=True)
class Line:
    round: Round
    made: int
    done: int


@register.inclusion_tag("followups/_plan_button.html", takes_context=True)
def plan_button(context, selection):
    may_plan = context["request"].user.has_perm(RIGHT) and not selection.is_archived
    return {"selection": selection, "may_plan": may_plan}


@register.inclusion_tag("followups/_rounds.html", takes_context=True)
def planned_for(context, selection):
    """The latest rounds of which the reader sees a part, counted as far as that goes."""
    rounds = list(selection.rounds.select_related("planned_by")[:SHOWN])
    seen = counts_of([each.batch for each in rounds], context["request"].user)
    return {"lines": [Line(each, *seen[each.batch]) for each in rounds if each.batch in seen]}
