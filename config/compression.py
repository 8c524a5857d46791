"""Pages are sent in brotli to browsers that take it, a sixth smaller than in gzip."""

import secrets

import brotli
from django.utils.cache import patch_vary_headers

TOO_SHORT = 200
QUALITY = 5  # quicker than gzip; above it the time grows faster than the pages shrink
LONGEST_PADDING = 50


def accepts_brotli(header):
    """Whether an Accept-Encoding names brotli, and not with a quality of nothing."""
    for part in header.split(","):
        name, _semicolon, quality = part.partition(";")
        if name.strip() == "br":
            return quality.replace(" ", "").removeprefix("q=").strip("0.") != "" or not quality
    return False


def brotli_pages(get_response):
    """Stands outside the middleware for gzip, which serves the others."""

    def middleware(request):
        takes_brotli = accepts_brotli(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if takes_brotli:
            request.META["HTTP_ACCEPT_ENCODING"] = "br"
        response = get_response(request)
        if takes_brotli and is_worth_it(response):
            compress(response)
        return response

    return middleware


def is_worth_it(response):
    if response.streaming or "Content-Encoding" in response:
        return False
    return len(response.content) >= TOO_SHORT


def compress(response):
    patch_vary_headers(response, ["Accept-Encoding"])
    response.content = brotli.compress(response.content + padding(response), quality=QUALITY)
    response["Content-Length"] = str(len(response.content))
    response["Content-Encoding"] = "br"
    if response.get("ETag", "").startswith('"'):
        response["ETag"] = f"W/{response['ETag']}"  # the same page, other bytes


def padding(response):
    """A comment of random length, so that the size of a page tells no secret in it."""
    if not response.get("Content-Type", "").startswith("text/html"):
        return b""
    return f"<!--{secrets.token_hex(secrets.randbelow(LONGEST_PADDING))}-->".encode()
