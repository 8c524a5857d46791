from django.core.exceptions import SuspiciousOperation
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from crm.clock_phrases import is_day_end, read_time
from crm.phrases import PhraseError, read_date
from followups import wording
from followups.durations import read_duration


@require_safe
def read(request):
    """What `date`, `time`, `end` or `duration` of the address means, for beneath its field."""
    what = next((name for name in READERS if name in request.GET), None)
    if what is None:
        raise SuspiciousOperation("read what?")
    text = request.GET[what].strip()
    try:
        context = READERS[what](text, request.user) if text else {}
    except PhraseError as error:
        context = {"problem": str(error)}
    return render(request, "followups/_read.html", context)


def date(text, reader):
    today, language = timezone.localdate(timezone.now(), reader.preferences.zone), get_language()
    found = read_date(text, today, language)
    said = wording.weekday_and_day if found.year == today.year else wording.long_day
    week = wording.week_number(found.isocalendar().week)
    return {"date": found, "week": week, "said": said(found, language)}


def time(text, reader):
    found = read_time(text)
    said = wording.clock(found.hour, found.minute, reader.preferences.clock)
    return {"minutes": found.hour * 60 + found.minute, "said": said}


def end(text, reader):
    if is_day_end(text):
        return {"minutes": 24 * 60, "said": _("midnight, when the day ends")}
    return time(text, reader)


def duration(text, _reader):
    minutes = int(read_duration(text).total_seconds()) // 60
    return {"minutes": minutes, "said": wording.length(minutes)}


READERS = {"date": date, "time": time, "end": end, "duration": duration}
