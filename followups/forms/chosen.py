"""Fields for several who come along: those chosen are ticked, more are added by their names."""

import re
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from crm.forms.look_ups import LONGEST, as_id, shown
from crm.models import Person, User
from followups import lookups
from followups.lookups import Option, email_option, option_of
from followups.models import Resource

MOST = 200
BETWEEN_NAMES = re.compile(r"[,;\n]")


class Sent(NamedTuple):
    tokens: list[str]
    text: str


class ChosenWidget(forms.TextInput):
    """Ticks named `<name>` for those chosen, and a text `<name>_text` to add more, with commas."""

    template_name = "followups/widgets/chosen.html"

    def __init__(self, *, url, attrs=None):
        self.url = url
        self.chosen, self.offers, self.rest = [], [], ""
        super().__init__(attrs)

    def value_from_datadict(self, data, files, name):
        return Sent(data.getlist(name), data.get(f"{name}_text", ""))

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_text" not in data

    def write(self, data, name, value):
        data.setlist(name, [option.token for option in value or ()])
        data[f"{name}_text"] = ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        fresh = not isinstance(value, Sent)
        context["widget"] |= {
            "chosen": value or () if fresh else self.chosen,
            "offers": () if fresh else self.offers,
            "text": "" if fresh else self.rest,
            "url": self.url(),
        }
        return context


class ChosenField(forms.Field):
    """Cleans to a list of `Option`. Subclasses know who a token is and whom a text names."""

    between = BETWEEN_NAMES
    kept = frozenset()  # tokens of those who came along already, also when they are inactive now

    def __init__(self, *, url, **kwargs):
        super().__init__(required=False, widget=ChosenWidget(url=url), **kwargs)

    def clean(self, value):
        if len(value.tokens) > MOST:
            raise ValidationError(
                _("These are too many. Choose at most %(most)s.") % {"most": MOST}
            )
        chosen = self.named(dict.fromkeys(value.tokens))
        parts = [part.strip() for part in self.between.split(value.text) if part.strip()]
        problems, rest = [], []
        for part in parts[:MOST]:
            problem = self.add(part, chosen)
            if problem:
                problems.append(problem)
                rest.append(part)
        chosen = self.expanded(chosen)
        self.widget.chosen, self.widget.rest = chosen, ", ".join(rest)
        if problems:
            raise ValidationError(problems)
        return chosen

    def add(self, part, chosen):
        """Put the one that `part` names among `chosen`; returns what hinders that, or None."""
        found = self.find(part) if len(part) <= LONGEST and "\x00" not in part else []
        exact = [option for option in found if option.text.casefold() == part.casefold()]
        fitting = exact or found
        if len(fitting) == 1:
            chosen.append(fitting[0])
            return None
        if not fitting:
            return self.none % {"text": shown(part)}
        if any(option in chosen for option in fitting):
            return None
        self.widget.offers = [*self.widget.offers, *fitting]
        return _("Several fit “%(text)s”. Tick the one you mean.") % {"text": shown(part)}

    def still_there(self, rows):
        """{token: option} of the rows that may be chosen."""
        options = {option_of(row).token: (option_of(row), row) for row in rows}
        return {
            token: option
            for token, (option, row) in options.items()
            if getattr(row, "is_active", True) or token in self.kept
        }

    def expanded(self, chosen):
        return list(dict.fromkeys(chosen))


class GuestsField(ChosenField):
    """Colleagues, user groups (their members come along), contacts and e-mail addresses."""

    @property
    def none(self):
        return _(
            "Nobody fits “%(text)s”. Write a colleague, a contact, a group or an e-mail address."
        )

    def find(self, part):
        return lookups.people(part)

    def named(self, tokens):
        keys = {"user": [], "person": []}
        for token in tokens:
            kind, _colon, key = token.partition(":")
            if kind in keys and as_id(key):
                keys[kind].append(as_id(key))
        rows = [
            *(User.objects.filter(public_id__in=keys["user"]) if keys["user"] else ()),
            *self._contacts(keys["person"]),
        ]
        known = self.still_there(rows)
        known |= {token: option for token in tokens if (option := self._other(token))}
        if any(token not in known for token in tokens):
            raise ValidationError(_("Somebody chosen is not there any more. Choose again."))
        return [known[token] for token in tokens]

    def _contacts(self, keys):
        if not keys:
            return ()
        return Person.objects.select_related("company").filter(public_id__in=keys)

    def _other(self, token):
        """A bare address or a group; groups are looked up when they are expanded."""
        kind, _colon, key = token.partition(":")
        if kind == "email":
            found = lookups.people_at(key)
            return email_option(key) if found else None
        return Option(token, key) if kind == "group" and as_id(key) else None

    def expanded(self, chosen):
        groups = [as_id(option.key) for option in chosen if option.kind == "group"]
        members = (
            User.objects.active().filter(user_groups__public_id__in=groups).by_name().distinct()
            if groups
            else ()
        )
        single = [option for option in chosen if option.kind != "group"]
        return super().expanded([*single, *map(option_of, members)])


class RoomsField(ChosenField):
    """Rooms, cars and other things to book."""

    @property
    def none(self):
        return _("No resource fits “%(text)s”. Choose one from the list.")

    def find(self, part):
        return lookups.resources(part)

    def named(self, tokens):
        keys = [as_id(token.partition(":")[2]) for token in tokens]
        rows = Resource.objects.filter(public_id__in=filter(None, keys)) if keys else ()
        known = self.still_there(rows)
        if any(token not in known for token in tokens):
            raise ValidationError(_("A resource chosen is not there any more. Choose again."))
        return [known[token] for token in tokens]
