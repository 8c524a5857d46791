from django.utils import timezone
from django.views.decorators.http import require_POST

from followups import changes
from followups.forms import FollowUpForm
from followups.models import Change, Kind
from followups.views.editing import already_made, saved, show

# What a line on the page of a record becomes: its kind, and what is filled in with it.
BECOMES = {
    "call": (Kind.CALL, {"made": "1", "completed": "on"}),
    "done": (Kind.TASK, {"completed": "on"}),
    "task": (Kind.TASK, {}),
}


@require_POST
def note(request):
    """What happened, in one line: a call just made, something done, or something to do."""
    now = timezone.now()
    if made := already_made(request):
        return saved(request, made, now)
    kind, filled = BECOMES.get(request.POST.get("as"), BECOMES["call"])
    data = request.POST.copy()
    for name, value in filled.items():
        data[name] = value
    form = FollowUpForm(data, user=request.user, now=now, kind=kind, query=data)
    if not form.is_valid():
        return show(request, form, status=400)
    draft = form.draft()
    plan = changes.plan([draft], verb=Change.Verb.CREATE, by=request.user, at=now)
    applied = changes.apply(plan)
    return saved(request, draft.followup, now, applied)
