"""The pages of the diary. Each reads its address, fetches once, and draws."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from diary import diaries, lines, rows, windows, workday
from diary.addresses import SMALL, VIEWS, Address
from diary.agenda import Agenda
from diary.choices import Choices
from diary.entries import Entries
from diary.forms import GoForm, OwnerSearchForm
from diary.grid import GridMaker
from diary.mini_month import MiniMonthMaker, months_beside, weekday_names
from diary.month import MonthMaker
from diary.next_days import Ahead
from diary.overview import OverviewMaker
from diary.pages import Page
from diary.reader import Reader
from followups import wording


@require_safe
def day(request, day=None):
    reader = Reader.of(request.user, timezone.now())
    address = Address.of("day", day, request.GET)
    window = windows.day_of(day or reader.today, reader.zone)
    page = open_page(request, address, window, reader)
    return show(request, page, grid=GridMaker(page).grid(), sums=workday.sums(page))


@require_safe
def week(request, day=None):
    reader = Reader.of(request.user, timezone.now())
    address = Address.of("week", day, request.GET)
    shown, first = (day or reader.today, reader.zone), reader.first_weekday
    if address.get("days"):
        window = windows.working_week_of(*shown, reader.work_week, first)
    else:
        window = windows.week_of(*shown, first)
    page = open_page(request, address, window, reader)
    return show(request, page, grid=GridMaker(page).grid())


@require_safe
def month(request, day=None):
    reader = Reader.of(request.user, timezone.now())
    address = Address.of("month", day, request.GET)
    window = windows.month_of(day or reader.today, reader.zone, reader.first_weekday)
    page = open_page(request, address, window, reader)
    weeks = MonthMaker(page).weeks()
    weekdays = weekday_names(window.days[:7], "EEE", reader.language)
    return show(request, page, weeks=weeks, weekdays=weekdays)


@require_safe
def overview(request, day=None):
    reader = Reader.of(request.user, timezone.now())
    address = Address.of("overview", day, request.GET)
    window = windows.day_of(day or reader.today, reader.zone)
    on_show = None if address.diaries else diaries.team_of(request.user)
    page = open_page(request, address, window, reader, on_show)
    return show(request, page, overview=OverviewMaker(page).overview(), has_side=False)


@require_safe
def day_list(request, day):
    """What stands on a day of the diaries on show: the little list beside the small month."""
    reader = Reader.of(request.user, timezone.now())
    on_show = diaries.chosen(Address.of("day", day, request.GET).diaries, request.user)
    window = windows.day_of(day, reader.zone)
    agenda = Agenda(window, Entries(reader, on_show))
    context = {
        "title": wording.capitalised(wording.weekday_and_day(day, reader.language)),
        "lines": agenda.html(lines.fetch(on_show, window, reader), rows.glance),
    }
    return render(request, "diary/day_list.html", context)


@require_safe
def small_calendar(request, day=None):
    """The month at a glance, from wherever the reader is; the rail opens it above other pages."""
    reader = Reader.of(request.user, timezone.now())
    address = Address.of(SMALL, day, request.GET)
    on_show = diaries.chosen(address.diaries, reader.user)
    day = day or reader.today
    window = windows.day_of(day, reader.zone)
    mini = MiniMonthMaker(on_show, day, window, reader, address, count=1).month()
    return render(request, "diary/small_calendar.html", {"mini": mini})


@require_safe
def go(request):
    """To the date that was typed; a phrase that is no date comes back with what to do."""
    reader = Reader.of(request.user, timezone.now())
    address = Address.of(view_named(request), None, request.GET)
    form = GoForm(request.GET if "to" in request.GET else None, today=reader.today)
    if form.is_valid():
        return redirect(address.at(address.view, form.cleaned_data["to"]))
    context = {"form": form, "address": address}
    return render(request, "diary/go.html", context, status=400 if form.is_bound else 200)


@require_safe
def owners(request):
    """Chooses whose diary is shown, in the view and on the day the reader came from."""
    address = Address.of(view_named(request), None, request.GET)
    form = OwnerSearchForm(request.GET)
    if not form.is_valid():
        raise Http404
    address = replace(address, day=form.cleaned_data["date"])
    choices = Choices(form, address, request.user)
    context = {"form": form, "address": address, "choices": choices}
    return render(request, "diary/owners.html", context)


def view_named(request):
    view = request.GET.get("view") or "week"
    if view not in VIEWS:
        raise Http404
    return view


def open_page(request, address, window, reader, on_show=None):
    """The page of an address, with the lines of its window and of the days beside it."""
    on_show = on_show or diaries.chosen(address.diaries, reader.user)
    ahead = Ahead.of(address, reader, request.COOKIES.get(f"panel-{address.view}", ""))
    tells_of_days = on_show.is_own and address.view != "overview"
    fetched = ahead.beside(window) if tells_of_days else window
    found = lines.fetch(on_show, fetched, reader)
    return Page(reader, address, on_show, window, ahead, fetched, found)


def show(request, page, *, has_side=True, **drawn):
    """Answer with the page around what was drawn."""
    context = {
        "page": page,
        "now": page.reader.now,
        "new_query": page.new_query,
        **drawn,
    }
    if has_side:
        next_days = page.next_days()
        context |= {
            "mini": page.mini_month(months_beside(request.COOKIES)),
            "plan": next_days.plan(),
            "up_next": next_days.up_next(),
        }
    return render(request, f"diary/{page.view}.html", context)
