import uuid

from django.conf import settings
from django.db import DatabaseError
from django.utils.functional import SimpleLazyObject

from crm.models import Organisation


def frame(request):
    """What base.html needs of the installation; the reader's own choices come with `user`.

    `menu_key` is the one-time key of what the New menu makes without a form.
    """
    user = getattr(request, "user", None)
    if hasattr(user, "organisation"):
        name = Organisation.known_to(user).shown_name
    else:
        name = SimpleLazyObject(current_name)
    return {"organisation": name, "menu_key": uuid.uuid4()}


def current_name():
    """Also on a page that says what went wrong, such as a database that does not answer."""
    try:
        return Organisation.current().shown_name
    except DatabaseError:
        return settings.ORGANISATION
