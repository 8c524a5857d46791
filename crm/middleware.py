import re
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation import gettext_lazy as _

from crm import dialling

# What browsers call Norwegian when they mean no written form of it, or the other one.
NORWEGIAN = re.compile(r"(?<![-\w])n[on]\b")


def personal_settings(get_response):
    """Answers in the reader's language, time zone and way of dialling; no shared cache keeps it."""

    def middleware(request):
        user = request.user
        preferences = user.preferences if user.is_authenticated else None
        language = language_of(request, preferences)
        zone = preferences.zone if preferences else None
        link = preferences.phone_link if preferences else dialling.USUAL
        with translation.override(language), timezone.override(zone), dialling.by(link):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        if user.is_authenticated and "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response

    return middleware


def language_of(request, preferences):
    """The language a person prefers, else the one their browser asks for."""
    if preferences and preferences.language:
        return preferences.language
    asked = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    request.META["HTTP_ACCEPT_LANGUAGE"] = NORWEGIAN.sub("nb", asked)
    return translation.get_language_from_request(request)


def well_formed_input(get_response):
    """Refuses, in words, what no browser sends and no page could make sense of."""

    def middleware(request):
        return _refusal_of(request) or get_response(request)

    return middleware


def _refusal_of(request):
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and int(length) > most_of(request):
        return refusal(request, 413, TOO_MUCH, SEND_LESS)
    query = request.META.get("QUERY_STRING", "")
    if "\0" in request.path or not is_text(query.encode("latin-1")):
        return refusal(request, 400, NOT_UNDERSTOOD, GO_BACK)
    try:
        texts = [*request.COOKIES.values(), *(v for vs in request.POST.lists() for v in vs[1])]
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        request._mark_post_parse_error()
        return refusal(request, 413, TOO_MUCH, SEND_LESS)
    except (BadRequest, MultiPartParserError):
        return refusal(request, 400, NOT_UNDERSTOOD, GO_BACK)
    is_form = request.content_type == "application/x-www-form-urlencoded"
    if any("\0" in text for text in texts) or (is_form and not is_text(request.body)):
        return refusal(request, 400, NOT_UNDERSTOOD, GO_BACK)
    return None


def most_of(request):
    """So many bytes are read of what is sent; more of those signed in, who may send files.

    A file that is larger than the largest one is read to its end, so that its form comes back.
    """
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if request.content_type == "multipart/form-data" and SESSION_KEY in request.session:
        most += 4 * settings.LARGEST_FILE
    return most


def is_text(encoded):
    """Whether these bytes of an address or a form are UTF-8 without a NUL."""
    try:
        return "\0" not in unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        return False


def page_for_wrong_method(get_response):
    """An address asked for in a way it does not answer says so on a page."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            page = refusal(request, 405, WRONG_METHOD, GO_BACK_AND_CLICK)
            response.content = page.content
        return response

    return middleware


def refusal(request, status, title, text):
    """A page that needs nothing of the request, which may be broken."""
    preferences = getattr(getattr(request, "user", None), "preferences", None)
    with translation.override(language_of(request, preferences)):
        page = render_to_string("crm/refused.html", {"title": title, "text": text})
    return HttpResponse(page, status=status)


NOT_UNDERSTOOD = _("This could not be understood")
GO_BACK = _(
    "The address or what was sent holds something the diary cannot read. Go back and try again."
)
TOO_MUCH = _("This is too much at once")
SEND_LESS = _(
    "What was sent is larger than the diary takes. Nothing was saved. "
    "Go back, and shorten the text or choose a smaller file."
)
WRONG_METHOD = _("This address works in another way")
GO_BACK_AND_CLICK = _("Go back to the page before, and use its buttons. Nothing was changed.")
