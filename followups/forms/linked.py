import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from crm.forms.look_ups import as_id
from followups import links
from followups.forms.chosen import ChosenField

is_address = URLValidator(schemes=["http", "https"])
LONGEST_ADDRESS = 1000


class LinksField(ChosenField):
    """Documents, follow-ups, sales, projects and web addresses, as far as `reader` sees them."""

    between = re.compile(r"\n")  # titles have commas
    reader = None

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.template_name = "followups/widgets/links.html"

    @property
    def none(self):
        return _("Nothing fits “%(text)s”. Write a title, or an address that begins with https://.")

    def find(self, part):
        found = links.found(part, self.reader)
        return [option for option in found if option.kind != "url" or is_web(option.key)]

    def named(self, tokens):
        keys = {}
        for token in tokens:
            name, _colon, key = token.partition(":")
            if name in links.MODELS and as_id(key):
                keys.setdefault(name, []).append(as_id(key))
        known = {
            option.token: option
            for name, wanted in keys.items()
            for row in links.what_is_seen(name, self.reader).filter(public_id__in=wanted)
            for option in [links.option_to(name, row)]
        }
        for token in tokens:
            name, _colon, url = token.partition(":")
            if name == "url" and is_web(url):
                known[token] = links.option_to_address(url)
        if any(token not in known for token in tokens):
            raise ValidationError(_("A link chosen is not there any more. Choose again."))
        return [known[token] for token in tokens]


def is_web(url):
    try:
        is_address(url)
    except ValidationError:
        return False
    return len(url) <= LONGEST_ADDRESS
