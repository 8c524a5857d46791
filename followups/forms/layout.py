"""Where the fields of the follow-up form stand: head, what and when, who."""

from crispy_forms.layout import Div

from crm.forms.layout import Cell, Fragment, Radios, Row, helper


def kind():
    made = helper(Div(Radios("kind"), css_class="seg"))
    made.form_class = made.label_class = made.field_class = ""
    return made


def what_and_when(type_id):
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
        Row("ph-tag", "type", css_class="type", type=type_id),
        Row("ph-buildings", "company"),
        Row("ph-user-circle", "person", Fragment("followups/_numbers.html")),
        Row("ph-check-square", "due_on", "due_time", css_class="kind-task kind-call"),
        Row("ph-clock", times, Fragment("followups/_under.html"), "end_date", css_class="flat"),
        Row("ph-map-pin", "location"),
        Row("ph-currency-circle-dollar", "sale"),
        Row("ph-clipboard-text", "project"),
        Row("ph-note", "agenda"),
        Row("ph-pencil-simple", "internal_notes"),
    )


def who():
    return helper(
        Row("ph-user", "owner"),
        Row("ph-users", "participants"),
        Row("ph-chair", "resources"),
        Row("ph-link", "links", Fragment("followups/_new_document.html")),
        Row("ph-calendar-check", "availability"),
        Row("ph-flag", "priority"),
        Row("ph-lock-simple", "visibility"),
        Row("ph-globe", "time_zone"),
    )
