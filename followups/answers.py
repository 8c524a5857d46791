"""What a saved change answers: back to where one was, with a toast that can undo it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.urls import reverse

from crm.answers import SeeOther, way_back


def answer(request, text, *, batch=None, day=None, apart_from="", plan=None):
    """Back to the page one came from, else to the week of `day`, with `text` as its toast.

    `apart_from`: an address that is gone now, such as that of what was deleted. `plan`: what a
    next step offered in the toast starts with.
    """
    tags = [f"undo:{batch}"] if batch else []
    tags += [f"plan:{urlencode(plan)}"] if plan else []
    messages.success(request, text, extra_tags=" ".join(tags))
    return go_back(request, day=day, apart_from=apart_from)


def go_back(request, *, day=None, apart_from=""):
    back = way_back(request)
    if not back or (apart_from and back.startswith(apart_from)):
        back = reverse("diary:week", args=[day]) if day else reverse("diary:week")
    return SeeOther(back)


def open_form(request, public_id):
    """On to the form of a follow-up, which leads back to where one is now."""
    url = reverse("followups:follow-up-detail", args=[public_id])
    back = way_back(request)
    return SeeOther(f"{url}?{urlencode({'next': back})}" if back else url)


def page_of(followup):
    return reverse("followups:follow-up-detail", args=[followup.public_id])
