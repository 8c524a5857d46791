"""Small texts of the CRM's records: amounts, telephone links and initials."""

from urllib.parse import quote

from django import template
from django.conf import settings
from django.utils.formats import number_format

from crm import dialling

register = template.Library()


@register.filter
def money(amount, currency):
    """NOK 38 500; decimals only where there are any."""
    decimals = 0 if amount == amount.to_integral_value() else 2
    return f"{currency}\u00a0{number_format(amount, decimals, use_l10n=True, force_grouping=True)}"


@register.filter
def tel(number):
    """The link that dials a telephone number, however it is written."""
    return dialling.address(number)


@register.filter
def directions(place):
    """The address of a map that shows the way to `place`."""
    return settings.MAP_URL.replace("{place}", quote(place, safe=""))


@register.filter
def initials(name):
    """One or two letters that stand for a name."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper()


@register.simple_tag(takes_context=True)
def page_query(context, number):
    """This list's query string with another page."""
    query = context["request"].GET.copy()
    query["page"] = number
    return f"?{query.urlencode()}"


@register.simple_tag
def address_of(section, page, *args):
    """The address of a page of a section: its "create", or the "edit" of a record's id."""
    return section.address(page, *args)
