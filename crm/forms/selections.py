"""The forms of selections: what one is, into which one something goes, and who joins it."""

import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.forms.layout import Row
from crm.forms.look_ups import as_id, record_field
from crm.forms.records import RecordForm, company_field, with_hint
from crm.forms.ticked import TickedForm
from crm.forms.visible_for import VisibleForForm
from crm.models import Person, Selection


class SelectionForm(VisibleForForm, RecordForm):
    heading_new = gettext_lazy("New selection")
    heading_edit = gettext_lazy("Edit selection")

    class Meta:
        model = Selection
        fields = ["name", "description", "holds", "owner"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, data=None, *, user, instance, query=None):
        super().__init__(data, user=user, instance=instance, query=query)
        self.fields["owner"].required = True
        if instance.pk:
            del self.fields["holds"]  # its members would be of the wrong kind
        elif query and query.get("holds") in Selection.Holds:
            self.initial["holds"] = query["holds"]
        self.offer_visibility(user, query)

    def columns(self):
        left = [
            Row("ph-list-bullets", "name", css_class="title"),
            Row("ph-note", "description"),
        ]
        right = [Row("ph-user", "owner"), Row("ph-lock-simple", "visible_for")]
        if not self.instance.pk:
            right.insert(0, Row("ph-buildings", "holds"))
        return left, right

    def clean(self):
        cleaned = super().clean()
        self.show_to(cleaned.get("visible_for"))
        return cleaned


class IntoSelectionForm(TickedForm):
    """Into one of one's own selections, or into a new one."""

    selection = forms.ModelChoiceField(
        Selection.objects.none(),
        label=gettext_lazy("Selection"),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("A new one"),
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the new one"), max_length=200, required=False
    )

    def __init__(self, data=None, *, is_dynamic, **kwargs):
        super().__init__(data, **kwargs)
        own = Selection.objects.editable_by(self.user).active()
        self.fields["selection"].queryset = own.filter(
            holds=self.section.name, is_dynamic=is_dynamic
        )
        self.fields["selection"].widget.attrs |= {"class": "form-select", "autofocus": True}
        self.fields["name"].widget.attrs |= {"class": "form-control", "autocomplete": "off"}
        self.is_dynamic = is_dynamic

    @property
    def form_key(self):
        """The id that a new one gets: sent twice, the form makes one."""
        if not hasattr(self, "_form_key"):
            self._form_key = (self.is_bound and as_id(self.data.get("form_key"))) or uuid.uuid4()
        return self._form_key

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["selection"] and not cleaned["name"]:
            self.add_error("name", _("Write a name for the new selection, or choose one above."))
        return cleaned

    def new_selection(self):
        return Selection(
            public_id=self.form_key,
            name=self.cleaned_data["name"],
            owner=self.user,
            holds=self.section.name,
            is_dynamic=self.is_dynamic,
        )


class CompanyMemberForm(forms.Form):
    """Who is looked up and taken in."""

    member = company_field()

    def __init__(self, data=None):
        super().__init__(data, label_suffix="")
        self.fields["member"].widget.attrs["class"] = "form-control"

    def clean_member(self):
        member = self.cleaned_data["member"]
        if member is None:
            raise forms.ValidationError(_("Write a name, and choose from the list."))
        if member.is_archived:
            raise forms.ValidationError(_("It is archived. Restore it first."))
        return member


class PersonMemberForm(CompanyMemberForm):
    member = with_hint(
        record_field(
            gettext_lazy("Contact"),
            Person,
            none=gettext_lazy("No contact fits “%(text)s”. Choose one from the list."),
            related=["company"],
        ),
        gettext_lazy("Find a contact"),
    )
