"""The types, priorities and reasons for declining that a new installation starts with."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from crm import usual

# name, kind, direction, colour, show as
USUAL_TYPES = [
    (_("Meeting (external)"), "appointment", "", "#2563a8", "busy"),
    (_("Meeting (internal)"), "appointment", "", "#5b6876", "busy"),
    (_("Phone meeting"), "appointment", "", "#0f7c80", "busy"),
    (_("Video meeting"), "appointment", "", "#2b83ad", "busy"),
    (_("Demo"), "appointment", "", "#7650b4", "busy"),
    (_("Travel"), "appointment", "", "#8a5a3b", "busy"),
    (_("Own time"), "appointment", "", "#66741b", "free"),
    (_("Task"), "task", "", "#b06a00", "busy"),
    (_("Quote follow-up"), "task", "", "#ac2f6d", "busy"),
    (_("Outgoing call"), "call", "out", "#0f7c80", "busy"),
    (_("Incoming call"), "call", "in", "#2b83ad", "busy"),
]
USUAL_DECLINE_REASONS = [
    _("Already busy at that time"),
    _("Away or on holiday"),
    _("Not the right person"),
    _("Not relevant any more"),
]
USUAL_PRIORITIES = [(_("High"), True), (_("Medium"), False), (_("Low"), False)]


def create_usual_types_and_priorities(types, priorities):
    """Fill the two empty lists, in the installation's language.

    `types`, `priorities`: managers of the models (the historical ones in a migration).
    """
    with translation.override(settings.LANGUAGE_CODE):
        for order, (name, kind, direction, colour, availability) in enumerate(USUAL_TYPES, 1):
            types.get_or_create(
                name=gettext(name),
                defaults={
                    "kind": kind,
                    "direction": direction,
                    "colour": colour,
                    "availability": availability,
                    "order": order * 10,
                },
            )
        for order, (name, is_high) in enumerate(USUAL_PRIORITIES, 1):
            priorities.get_or_create(
                name=gettext(name),
                defaults={"order": order * 10, "is_high": is_high, "is_default": order == 2},
            )


def create_usual_decline_reasons(reasons):
    """Fill the empty list, in the installation's language; `reasons`: manager of the model."""
    with translation.override(settings.LANGUAGE_CODE):
        for order, name in enumerate(USUAL_DECLINE_REASONS, 1):
            reasons.get_or_create(name=gettext(name), defaults={"order": order * 10})


USUAL_RIGHTS = [
    *usual.USUAL_RIGHTS,
    (
        "followups",
        "round",
        "plan_for_selection",
        "Can plan a follow-up for every member of a selection",
    ),
]


def create_usual_role(roles, rights, content_types):
    """The role of every colleague, with what is usual here and in the CRM; all are managers."""
    return usual.create_usual_role(roles, rights, content_types, USUAL_RIGHTS)
