"""Who may see a record that has a `visibility`, as one field of its form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.models import UserGroup, Visibility


class VisibleForForm(forms.Form):
    """Part of the form of such a record: everyone, one of the reader's groups, or the owner."""

    visible_for = forms.ChoiceField(label=_("Visible for"))

    def offer_visibility(self, user, query):
        self.groups = self._groups(user)
        self.fields["visible_for"].choices = [
            (Visibility.EVERYBODY.value, Visibility.EVERYBODY.label),
            *((value, str(group)) for value, group in self.groups.items()),
            (Visibility.OWNER.value, Visibility.OWNER.label),
        ]
        asked, known = (query or {}).get("visible_for"), self.fields["visible_for"].choices
        self.initial["visible_for"] = asked if asked in dict(known) else visible_for(self.instance)

    def _groups(self, user):
        groups = {
            visible_for_group(group): group for group in UserGroup.objects.filter(members=user)
        }
        if own := self.instance.visible_group:
            groups.setdefault(visible_for_group(own), own)
        return groups

    def show_to(self, chosen):
        record = self.instance
        record.visible_group = self.groups.get(chosen)
        record.visibility = Visibility.GROUP if record.visible_group else chosen or ""


def visible_for(record):
    """How the form writes it: all, owner, group:<id>."""
    group = record.visible_group
    return visible_for_group(group) if group else str(record.visibility)


def visible_for_group(group):
    return f"group:{group.public_id}"
