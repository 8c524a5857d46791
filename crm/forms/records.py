"""The forms of companies, contacts, sales and projects."""

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm import next_steps
from crm.custom_fields import Fields
from crm.forms.amounts import AmountField
from crm.forms.custom_fields import CustomFields
from crm.forms.layout import Row, helper
from crm.forms.look_ups import LookUpField, as_id, record_field
from crm.forms.typed import TypedDateField
from crm.models import Company, Person, Project, Sale, SaleReason, Stage, User


def company_field():
    return with_hint(
        record_field(
            _("Company"), Company, none=_("No company fits “%(text)s”. Choose one from the list.")
        ),
        _("Find a company"),
    )


def with_hint(field, placeholder):
    field.widget.attrs["placeholder"] = placeholder
    return field


def day_field(label, **kwargs):
    field = TypedDateField(label=label, **kwargs)
    field.widget.attrs["autocomplete"] = "off"
    return field


class RecordForm(forms.ModelForm):
    """What all share: an owner, links that are looked up, the version that was seen."""

    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Owner"), to_field_name="public_id", required=False
    )

    def __init__(self, data=None, files=None, *, user, instance, query=None):
        super().__init__(data, files, instance=instance, label_suffix="")
        self.heading = self.heading_edit if instance.pk else self.heading_new
        self.initial["owner"] = instance.owner or (user if not instance.pk else None)
        self.today = timezone.localdate(timezone=user.preferences.zone)
        for field in self.fields.values():
            if isinstance(field, TypedDateField):
                field.today = self.today
        known = Q(is_active=True) | Q(pk=instance.owner_id)
        self.fields["owner"].queryset = User.objects.filter(known).by_name()
        for name in self.look_ups:
            self.initial[name] = getattr(instance, name) or self._asked(name, query or {})
        first = next(iter(self.fields.values()))
        first.widget.attrs |= {"autofocus": data is None, "placeholder": first.label}
        self.left_helper, self.right_helper = (helper(*rows) for rows in self.columns())

    @property
    def own_names(self):
        """The fields that the record has itself: not custom ones, nor who may see it."""
        return [name for name in self.fields if name in self._meta.fields]

    @property
    def look_ups(self):
        return [name for name, field in self.fields.items() if isinstance(field, LookUpField)]

    def _asked(self, name, query):
        """The record that the address names, such as the company a contact is added to."""
        key = as_id(query.get(name))
        return key and self.fields[name].queryset.filter(public_id=key).first()

    def next_step(self):
        """What a next step that is offered now starts with; None where none is."""

    @property
    def suggestions(self):
        """{id of a datalist: what a field with it suggests}"""
        return {}

    def columns(self):
        """The rows of the left and of the right half."""
        raise NotImplementedError

    @property
    def seen_version(self):
        """The version of the stored one that the sender saw; 0 if it says none."""
        if not self.is_bound:
            return self.instance.version
        text = self.data.get("version", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def fill_company(self, cleaned, *names):
        """A contact or sale brings its company along where none was chosen."""
        if not cleaned.get("company") and "company" not in self.errors:
            linked = (cleaned.get(name) for name in names)
            cleaned["company"] = next((row.company for row in linked if row and row.company), None)


class CustomRecordForm(CustomFields, RecordForm):
    """A form with the administrator's own fields."""

    def __init__(self, data=None, *args, user, **kwargs):
        super().__init__(data, *args, user=user, **kwargs)
        self._add_custom_fields(user, data)

    def _add_custom_fields(self, user, data):
        asked = {"is_new": not self.instance.pk, "preferences": user.preferences}
        asked["today"] = self.today
        fields = Fields(self._meta.model._meta.model_name)
        self.add_custom_fields(fields, self.instance.custom, **asked)
        if data is not None and self.custom_fields:
            self.data = data.copy()
            self.fill_left_out(self.data)

    def _post_clean(self):
        super()._post_clean()
        self.instance.custom = self.custom_values()


CURRENCIES = ("NOK", "EUR", "SEK", "DKK", "GBP", "USD")


class CompanyForm(CustomRecordForm):
    heading_new = _("New company")
    heading_edit = _("Edit company")

    class Meta:
        model = Company
        fields = [
            "name",
            "number",
            "category",
            "phone",
            "email",
            "website",
            "address",
            "postcode",
            "city",
            "country",
            "owner",
        ]
        labels = {"number": pgettext_lazy("company number", "Number")}
        widgets = {"category": forms.TextInput(attrs={"list": "categories", "autocomplete": "off"})}

    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )

    @property
    def suggestions(self):
        return {"categories": Company.categories()}

    def columns(self):
        left = [
            Row("ph-buildings", "name", css_class="title"),
            Row("ph-tag", "category", "number"),
            Row("ph-phone", "phone"),
            Row("ph-envelope-simple", "email"),
            Row("ph-globe", "website"),
        ]
        right = [
            Row("ph-map-pin", "address", "postcode", "city", "country"),
            Row("ph-user", "owner"),
        ]
        return left, right


class PersonForm(CustomRecordForm):
    heading_new = _("New contact")
    heading_edit = _("Edit contact")
    company = company_field()

    class Meta:
        model = Person
        fields = [
            "first_name",
            "last_name",
            "company",
            "title",
            "mobile",
            "phone",
            "email",
            "owner",
        ]

    def columns(self):
        left = [
            Row("ph-user-circle", "first_name", "last_name"),
            Row("ph-buildings", "company"),
            Row("ph-tag", "title"),
        ]
        right = [
            Row("ph-phone", "mobile", "phone"),
            Row("ph-envelope-simple", "email"),
            Row("ph-user", "owner"),
        ]
        return left, right


class ReasonField(forms.ModelChoiceField):
    """Each reason beside the status that it explains."""

    def label_from_instance(self, reason):
        return f"{reason.get_outcome_display()}: {reason}"


class SaleForm(CustomRecordForm):
    heading_new = _("New sale")
    heading_edit = _("Edit sale")
    company = company_field()
    person = with_hint(
        record_field(
            _("Contact"),
            Person,
            none=_("No contact fits “%(text)s”. With an empty company every contact can be found."),
            also="company",
            related=["company"],
        ),
        _("Find a contact"),
    )
    project = with_hint(
        record_field(
            _("Project"),
            Project,
            none=_("No project fits “%(text)s”. Choose one from the list."),
            related=["company"],
        ),
        _("Find a project"),
    )
    amount = AmountField(
        label=_("Amount"), max_digits=14, decimal_places=2, min_value=0, required=False
    )
    currency = forms.CharField(
        label=_("Currency"),
        max_length=3,
        validators=[RegexValidator(r"^[A-Za-z]{3}$", _("Write three letters, for example NOK."))],
        widget=forms.TextInput(attrs={"list": "currencies", "autocapitalize": "characters"}),
    )
    probability = forms.IntegerField(
        label=_("Probability, %"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("Empty: that of the stage."),
    )
    sale_on = day_field(_("Sale date"))
    reopen_on = day_field(
        _("Re-open date"), required=False, help_text=_("When a stalled sale is taken up again.")
    )

    class Meta:
        model = Sale
        fields = [
            "name",
            "company",
            "person",
            "project",
            "stage",
            "status",
            "amount",
            "currency",
            "probability",
            "sale_on",
            "reopen_on",
            "reason",
            "owner",
        ]
        field_classes = {"reason": ReasonField}

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.status_before = self.instance.status if self.instance.pk else None
        stages = Stage.objects.filter(Q(is_active=True) | Q(pk=self.instance.stage_id))
        self.fields["stage"].queryset = stages
        self.fields["stage"].choices = [(stage.pk, str(stage)) for stage in stages]  # asked once
        offered = Q(is_active=True) | Q(pk=self.instance.reason_id)
        self.fields["reason"].empty_label = _("None")
        self.fields["reason"].queryset = SaleReason.objects.filter(offered)
        if not self.instance.pk:
            self.initial |= {"stage": next(iter(stages), None), "amount": None, "probability": None}

    @property
    def suggestions(self):
        return {"currencies": CURRENCIES}

    def columns(self):
        left = [
            Row("ph-currency-circle-dollar", "name", css_class="title"),
            Row("ph-buildings", "company"),
            Row("ph-user-circle", "person"),
            Row("ph-clipboard-text", "project"),
            Row("ph-flag", "stage", "status", "reason"),
        ]
        right = [
            Row("ph-tag", "amount", "currency", "probability"),
            Row("ph-calendar-check", "sale_on", "reopen_on"),
            Row("ph-user", "owner"),
        ]
        return left, right

    def next_step(self):
        return next_steps.offered_after(self.instance, was=self.status_before)

    def fit_reason(self, cleaned):
        """A reason is of the status; one that stayed from the status before goes with that."""
        reason = cleaned.get("reason")
        if reason is None or reason.outcome == cleaned.get("status"):
            return
        if "reason" in self.changed_data and cleaned.get("status") != Sale.Status.OPEN:
            self.add_error("reason", _("This is a reason of another status. Choose one that fits."))
        cleaned["reason"] = None

    def clean_currency(self):
        return self.cleaned_data["currency"].upper()

    def clean_amount(self):
        return self.cleaned_data["amount"] or 0

    def clean(self):
        cleaned = super().clean()
        self.fill_company(cleaned, "person", "project")
        if cleaned.get("status") != Sale.Status.STALLED:
            cleaned["reopen_on"] = None
        self.fit_reason(cleaned)
        if cleaned.get("probability") is None and cleaned.get("stage"):
            cleaned["probability"] = cleaned["stage"].probability
        return cleaned


class ProjectForm(CustomRecordForm):
    heading_new = _("New project")
    heading_edit = _("Edit project")
    company = company_field()
    starts_on = day_field(_("Start"), required=False)
    ends_on = day_field(_("End"), required=False)

    class Meta:
        model = Project
        fields = ["name", "company", "status", "starts_on", "ends_on", "owner"]

    def columns(self):
        left = [
            Row("ph-clipboard-text", "name", css_class="title"),
            Row("ph-buildings", "company"),
            Row("ph-flag", "status"),
        ]
        right = [Row("ph-calendar-blank", "starts_on", "ends_on"), Row("ph-user", "owner")]
        return left, right

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("It ends before it starts. Choose a later end."))
        return cleaned
