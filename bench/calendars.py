"""The calendar part of a page: what the real view draws, without frame, side panel and cards."""

from django.shortcuts import render

from diary import views


def alone(view):
    """The same view, which shows its calendar alone."""

    def calendar(request, **kwargs):
        show, views.show = views.show, show_alone
        try:
            return view(request, **kwargs)
        finally:
            views.show = show

    return calendar


def show_alone(request, page, *, has_side=True, **drawn):
    context = {"page": page, "now": page.reader.now, **drawn}
    return render(request, f"diary/{page.view}.html", context, using="calendar alone")
