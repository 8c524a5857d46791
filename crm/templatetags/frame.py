"""What the frame of a page remembers of its reader: colours and the arrangement of the diary."""

from typing import NamedTuple

from django import template
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join

from crm import styles

register = template.Library()


class Pane(NamedTuple):
    """The cookie that keeps its size, the beginning of its class, the steps of 24 pixels it has."""

    cookie: str
    unit: str
    steps: range


CARDS = Pane("cards", "h", range(5, 26))
SIDE = Pane("side", "sw", range(12, 37))


@register.simple_tag(takes_context=True)
def theme(context):
    """The chosen colours: by the button (a cookie) before the preferences; "" is as the device."""
    request = context.get("request")
    if request is None:
        return ""
    user = getattr(request, "user", None)
    preferred = user.preferences.theme if user and user.is_authenticated else ""
    chosen = request.COOKIES.get("theme", preferred)
    return chosen if chosen in ("light", "dark") else ""


@register.simple_tag(takes_context=True)
def diary_classes(context, view):
    """Classes for the sizes of the panes and a hidden side panel, as last left in that view."""
    cookies = context["request"].COOKIES
    left = ((pane.unit, steps_left(cookies, pane)) for pane in (CARDS, SIDE))
    classes = [f"{unit}{steps}" for unit, steps in left if steps]
    if cookies.get(f"side-{view}") == "off":
        classes.append("noside")
    return " ".join(classes)


def steps_left(cookies, pane):
    """The size that a pane was left at; None is the usual one."""
    left = cookies.get(pane.cookie, "")
    return int(left) if left.isascii() and left.isdigit() and int(left) in pane.steps else None


@register.simple_tag
def style_links():
    """One link where files are collected, else one for each part."""
    collected = isinstance(staticfiles_storage, ManifestFilesMixin)
    names = [styles.WHOLE] if collected else styles.PARTS
    links = ((static(name),) for name in names)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', links)


UNDO = {"undo": "followups:change-undo", "undo-records": "crm:change-undo"}


@register.filter
def undo_address(message):
    """Where the change that a message tells of is taken back: `extra_tags="undo:<batch>"`."""
    for kind, batch in tags_of(message):
        if kind in UNDO:
            return reverse(UNDO[kind], args=[batch])
    return ""


@register.filter
def plan_address(message):
    """Where the next step is planned that a message offers: `extra_tags="plan:<query>"`."""
    for kind, query in tags_of(message):
        if kind == "plan":
            return f"{reverse('followups:follow-up-create', args=['task'])}?{query}"
    return ""


def tags_of(message):
    """(name, value) of each tag of a message."""
    return [tag.partition(":")[::2] for tag in (message.extra_tags or "").split()]
