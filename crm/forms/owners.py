"""Which colleague becomes the owner of several records."""

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.forms.ticked import TickedForm
from crm.models import User


class OwnerForm(TickedForm):
    new_owner = forms.ModelChoiceField(
        User.objects.active().by_name(),
        label=_("New owner"),
        to_field_name="public_id",
        empty_label="",
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["new_owner"].widget.attrs |= {"class": "form-select", "autofocus": True}
