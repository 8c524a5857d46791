from django.utils.translation import gettext_lazy as _

from followups.models.followup import FollowUp
from followups.models.kinds import Kind
from followups.visibility import FollowUpQuerySet


def manager_of(kind):
    """A manager that holds the follow-ups of one kind alone."""

    class OneKind(FollowUpQuerySet.as_manager().__class__):
        def get_queryset(self):
            return super().get_queryset().filter(kind=kind)

    return OneKind()


class Appointment(FollowUp):
    objects = manager_of(Kind.APPOINTMENT)

    class Meta:
        proxy = True
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")


class Task(FollowUp):
    objects = manager_of(Kind.TASK)

    class Meta:
        proxy = True
        verbose_name = _("task")
        verbose_name_plural = _("tasks")


class PhoneCall(FollowUp):
    objects = manager_of(Kind.CALL)

    class Meta:
        proxy = True
        verbose_name = _("call")
        verbose_name_plural = _("calls")
