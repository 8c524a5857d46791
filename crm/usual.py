"""What a new installation starts with: stages of sales, reasons of how they end, a role."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

USUAL_STAGES = [
    (_("Lead"), 10),
    (_("Qualify"), 30),
    (_("Quote"), 50),
    (_("Negotiation"), 70),
    (_("Decision"), 80),
]
USUAL_REASONS = [
    ("sold", [_("Price"), _("Quality"), _("Relationship")]),
    ("lost", [_("Price"), _("Chose another"), _("No budget"), _("No decision")]),
    ("stalled", [_("Waiting for budget"), _("Waiting for a decision"), _("Not now")]),
]


def create_usual_reasons(reasons):
    """Fill the empty list, as below."""
    with translation.override(settings.LANGUAGE_CODE):
        for outcome, names in USUAL_REASONS:
            for order, name in enumerate(names, 1):
                reasons.get_or_create(
                    outcome=outcome, name=gettext(name), defaults={"order": order * 10}
                )


def create_usual_stages(stages):
    """Fill the empty list, in the installation's language; `stages`: manager of the model."""
    with translation.override(settings.LANGUAGE_CODE):
        for order, (name, probability) in enumerate(USUAL_STAGES, 1):
            stages.get_or_create(
                name=gettext(name), defaults={"probability": probability, "order": order * 10}
            )


USUAL_RIGHTS = [("crm", "import", "import_records", "May import companies and contacts")]


def usual_role_name():
    """Of the role that every new colleague has, while there is one of that name."""
    with translation.override(settings.LANGUAGE_CODE):
        return gettext("Everyone")


def create_usual_role(roles, rights, content_types, usual_rights=USUAL_RIGHTS):
    """The role of every colleague, with these rights; the first three are managers."""
    role, _is_new = roles.get_or_create(name=usual_role_name())
    for app, model, codename, name in usual_rights:
        content_type, _is_new = content_types.get_or_create(app_label=app, model=model)
        right, _is_new = rights.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )
        role.permissions.add(right)
    return role
