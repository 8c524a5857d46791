import uuid

from django.conf import settings


def frame(request):
    """What base.html needs of the installation; the reader's own choices come with `user`.

    `menu_key` is the one-time key of what the New menu makes without a form.
    """
    return {"organisation": settings.ORGANISATION, "menu_key": uuid.uuid4()}
