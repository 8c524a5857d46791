"""Where a saved change leads: back to the page one came from."""

from urllib.parse import urlsplit

from django.http.response import HttpResponseRedirectBase
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 2000


class SeeOther(HttpResponseRedirectBase):
    """After a POST: look there now, with a GET."""

    status_code = 303


def way_back(request):
    """The page to return to: the one asked for, else the one the reader comes from, else ""."""
    asked, comes_from = page_asked_for(request), _referrer(request)
    return asked or (comes_from if _is_ours(comes_from) else "")


def page_asked_for(request):
    """The page that the form or the link names as `next`, or ""."""
    for asked in (request.POST.get("next"), request.GET.get("next")):
        if asked and _is_ours(asked):
            return asked
    return ""


def _is_ours(url):
    return (
        len(url) <= LONGEST
        and url.startswith("/")
        and url.isprintable()
        and url_has_allowed_host_and_scheme(url, None)
    )


def _referrer(request):
    try:
        parts = urlsplit(request.META.get("HTTP_REFERER", ""))
    except ValueError:
        return ""
    if parts.netloc != request.get_host() or parts.path == request.path:
        return ""
    if parts.path.startswith(("/accounts/", "/admin/")):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
