"""The three steps of an import: the file, its columns, what is done with duplicates."""

from django import forms
from django.conf import settings
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.importing import reading
from crm.importing.tables import Unreadable
from crm.importing.targets import targets_of
from crm.models import Import, User

ACCEPTED = ".csv,.txt,.tsv,.xlsx,.vcf,text/csv,text/vcard"


class UploadForm(forms.Form):
    upload = forms.FileField(
        label=gettext_lazy("File"),
        max_length=1000,
        widget=forms.FileInput(attrs={"accept": ACCEPTED, "class": "form-control"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty. Choose another one."),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("It holds"), choices=Import.Kind, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["upload"].help_text = _(
            "CSV, XLSX or vCard, at most %(most)s and 20 000 lines. "
            "The first line has the headings."
        ) % {"most": filesizeformat(settings.LARGEST_IMPORT)}

    def clean_upload(self):
        """The file as (lines that were kept, headings, count)."""
        upload = self.cleaned_data["upload"]
        if upload.size > settings.LARGEST_IMPORT:
            sizes = {"size": filesizeformat(upload.size)}
            sizes["most"] = filesizeformat(settings.LARGEST_IMPORT)
            text = _("The file is too large: %(size)s. At most %(most)s are taken.")
            raise forms.ValidationError(text % sizes)
        try:
            self.lines = reading.kept(upload)
        except Unreadable as refused:
            raise forms.ValidationError(str(refused)) from refused
        return upload


class ColumnsForm(forms.Form):
    """A choice for each column of the file: what it fills, or nothing."""

    def __init__(self, data=None, *, source, matching):
        super().__init__(data, label_suffix="")
        self.source = source
        choices = [("", _("Leave out"))]
        choices += [(target.name, str(target.label)) for target in targets_of(source.kind)]
        for number, (heading, name) in enumerate(zip(source.headings, matching, strict=True)):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=heading,
                choices=choices,
                initial=name,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    @property
    def matching(self):
        return [self.cleaned_data[name] for name in self.fields]

    def clean(self):
        cleaned = super().clean()
        chosen: dict[str, str] = {}
        for name, target in list(cleaned.items()):
            if target and target in chosen:
                other = self.fields[chosen[target]].label
                text = _("“%(heading)s” fills the same. Leave one of them out.")
                self.add_error(name, text % {"heading": other})
            chosen.setdefault(target, name)
        self.require_a_name(chosen)
        return cleaned

    def require_a_name(self, chosen):
        if self.source.kind == Import.Kind.COMPANIES:
            if "name" not in chosen:
                self.add_error(None, _("Choose which column has the name of the company."))
        elif not chosen.keys() & {"full_name", "first_name", "last_name"}:
            self.add_error(None, _("Choose which column has the name of the contact."))
        elif any(each.startswith("company.") for each in chosen) and "company.name" not in chosen:
            self.add_error(None, _("Choose which column has the name of the company."))


class DecideForm(forms.Form):
    """What is done with duplicates, all of them and each of those shown; who owns what is new."""

    choice = forms.ChoiceField(
        label=gettext_lazy("Duplicates"), choices=Import.Choice, widget=forms.RadioSelect
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Owner of what is new"),
        to_field_name="public_id",
        empty_label=None,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, data=None, *, source):
        initial = {"choice": source.choice, "owner": source.owner}
        super().__init__(data, initial=initial, label_suffix="")
        known = Q(is_active=True) | Q(pk=source.owner_id)
        self.fields["owner"].queryset = User.objects.filter(known).by_name()
        self.lines = [str(row["line"]) for row in source.checked["duplicates"]]
        choices = [("", _("As above")), *Import.Choice.choices]
        for line in self.lines:
            self.fields[f"line_{line}"] = forms.ChoiceField(
                label=_("Line %(number)s") % {"number": line},
                choices=choices,
                required=False,
                initial=source.exceptions.get(line, ""),
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    @property
    def exceptions(self):
        chosen = {line: self.cleaned_data[f"line_{line}"] for line in self.lines}
        return {line: choice for line, choice in chosen.items() if choice}
