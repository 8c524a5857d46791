from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from crm.models import ProjectMember, User


class MemberForm(forms.ModelForm):
    """A colleague who joins `project`."""

    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Colleague"), to_field_name="public_id", empty_label=""
    )

    class Meta:
        model = ProjectMember
        fields = ["user", "role"]
        labels = {"role": _("Role")}

    def __init__(self, data=None, *, project):
        super().__init__(data, instance=ProjectMember(project=project), label_suffix="")
        outside = User.objects.active().exclude(projectmember__project=project)
        self.fields["user"].queryset = outside.by_name()
        self.fields["user"].widget.attrs["autofocus"] = True
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # the page writes the form and its token
