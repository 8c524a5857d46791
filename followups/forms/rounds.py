"""The follow-up form for all members of a selection: what differs between them is not asked."""

from crispy_forms.layout import Div
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from crm.forms.layout import Cell, Fragment, Row, helper
from followups.forms.follow_up import OWNERS, FollowUpForm
from followups.models import Kind

# Each follow-up gets its own, or none.
LEFT_TO_MEMBERS = (
    *("company", "person", "sale", "participants", "resources", "links"),
    *("completed", "made", "made_now"),
)
TIMES = ("date", "start", "end_date", "end", "duration")
BUTTONS = ("csrfmiddlewaretoken", "change", "confirm", "seen", "per_day")


class RoundForm(FollowUpForm):
    """Owner None: each member's own. `per_day`: over so many working days that each owner has it.

    The name of a member stands where the title says {name}.
    """

    per_day = forms.IntegerField(
        label=_("At most so many a day for each owner"),
        required=False,
        min_value=1,
        max_value=200,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )

    def __init__(self, data=None, *, user, now, kind):
        if data is not None:
            data = data.copy()
            for name in LEFT_TO_MEMBERS:
                for sent in (name, f"{name}_text", f"{name}_choice"):
                    data.pop(sent, None)
        super().__init__(data, user=user, now=now, kind=kind, query=QueryDict())

    def _prepare_fields(self):
        super()._prepare_fields()
        fields = self.fields
        sign = pgettext("stands in a title", "name")
        text = gettext("%(sign)s in it becomes the name of each member.")
        fields["title"].help_text = text % {"sign": f"{{{sign}}}"}
        fields["owner"].required = False
        fields["owner"].offer(
            OWNERS.instances, none=_("Each member's own owner"), known=[self.user]
        )

    def _read_times(self):
        if self.cleaned_data["kind"] == Kind.CALL:  # planned, not made
            for name in TIMES:
                self.cleaned_data[name] = None
        super()._read_times()

    def sent_values(self):
        """(name, value) of what was sent, for the preview to send along."""
        return [
            (name, value)
            for name, values in self.data.lists()
            for value in values
            if name not in BUTTONS
        ]

    @property
    def heading(self):
        return _("A follow-up for every member")

    @property
    def what_helper(self):
        times = Div(
            "date",
            Cell("start", wrapper_class="t-only"),
            Fragment("followups/_dash.html"),
            Cell("end", wrapper_class="t-only"),
            Cell("duration", wrapper_class="t-only"),
            css_class="when",
        )
        return helper(
            Row("ph-text-align-left", "title", css_class="title"),
            Row("ph-tag", "type", css_class="type", type=self["type"].value()),
            Row("ph-check-square", "due_on", "due_time", css_class="kind-task kind-call"),
            Row(
                "ph-clock",
                times,
                Fragment("followups/_under.html"),
                "end_date",
                css_class="flat kind-appointment kind-task",
            ),
            Row("ph-map-pin", "location"),
            Row("ph-clipboard-text", "project"),
            Row("ph-note", "agenda"),
            Row("ph-pencil-simple", "internal_notes"),
        )

    @property
    def who_helper(self):
        return helper(
            Row("ph-user", "owner"),
            Row("ph-calendar-check", "availability"),
            Row("ph-flag", "priority"),
            Row("ph-lock-simple", "visibility"),
            Row("ph-globe", "time_zone"),
        )
