"""The form of a document: a file from the reader's disk, or the address where it lies."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm import files
from crm.forms.layout import Row
from crm.forms.look_ups import record_field
from crm.forms.records import RecordForm, company_field, day_field, with_hint
from crm.forms.visible_for import VisibleForForm
from crm.models import Document, Organisation, Person, Project, Sale

PERSON_NONE = gettext_lazy(
    "No contact fits “%(text)s”. With an empty company every contact can be found."
)


class DocumentForm(VisibleForForm, RecordForm):
    heading_new = gettext_lazy("New document")
    heading_edit = gettext_lazy("Edit document")
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Empty: the name of the file."),
    )
    upload = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        max_length=1000,
        error_messages={"empty": gettext_lazy("The file is empty. Choose another one.")},
    )
    url = forms.URLField(
        label=gettext_lazy("Web address"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
        validators=Document._meta.get_field("url").validators,
    )
    dated_on = day_field(gettext_lazy("Date"))
    company = company_field()
    person = with_hint(
        record_field(
            gettext_lazy("Contact"), Person, none=PERSON_NONE, also="company", related=["company"]
        ),
        gettext_lazy("Find a contact"),
    )
    sale = with_hint(
        record_field(
            gettext_lazy("Sale"),
            Sale,
            none=gettext_lazy("No sale fits “%(text)s”."),
            also="company",
            related=["company"],
        ),
        gettext_lazy("Find a sale"),
    )
    project = with_hint(
        record_field(
            gettext_lazy("Project"),
            Project,
            none=gettext_lazy("No project fits “%(text)s”."),
            also="company",
            related=["company"],
        ),
        gettext_lazy("Find a project"),
    )

    class Meta:
        model = Document
        fields = [
            "title",
            "url",
            "kind",
            "dated_on",
            "company",
            "person",
            "sale",
            "project",
            "owner",
        ]
        labels = {"kind": gettext_lazy("Type")}

    def __init__(self, data=None, files=None, *, user, instance, query=None):
        super().__init__(data, files, user=user, instance=instance, query=query)
        self.fields["owner"].required = True
        self.file_limits = Organisation.current().limits
        upload = self.fields["upload"]
        upload.help_text = self.limits()
        upload.widget.attrs["accept"] = ",".join(f".{kind}" for kind in self.file_limits.kinds)
        self.offer_visibility(user, query)

    def limits(self):
        if name := self.instance.file_name:
            return _("Kept: %(name)s. A new file takes its place.") % {"name": name}
        text = _("At most %(most)s; PDF, Office, pictures, text and the like.")
        return text % {"most": self.file_limits.most_in_words}

    def columns(self):
        left = [
            Row("ph-text-align-left", "title", css_class="title"),
            Row("ph-note", "upload"),
            Row("ph-link", "url"),
            Row("ph-tag", "kind"),
            Row("ph-calendar-blank", "dated_on"),
        ]
        right = [
            Row("ph-buildings", "company"),
            Row("ph-user-circle", "person"),
            Row("ph-currency-circle-dollar", "sale"),
            Row("ph-clipboard-text", "project"),
            Row("ph-user", "owner"),
            Row("ph-lock-simple", "visible_for"),
        ]
        return left, right

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload:
            files.refuse_unfit(upload, self.file_limits)
        return upload

    def clean(self):
        cleaned = super().clean()
        self.fill_company(cleaned, "person", "sale", "project")
        if cleaned.get("upload") and cleaned.get("url") and "url" in self.changed_data:
            self.add_error("url", _("Choose a file or write an address, not both."))
        if not (cleaned.get("title") or cleaned.get("upload") or "upload" in self.errors):
            self.add_error("title", _("Write a title, or choose a file."))
        self.show_to(cleaned.get("visible_for"))
        return cleaned

    def save(self, commit=True):
        document, url = self.instance, self.cleaned_data["url"]
        if self.cleaned_data["upload"]:
            document.keep(self.cleaned_data["upload"])
        elif url:
            document.point_to(url)
        return super().save(commit)
