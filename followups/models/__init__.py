from followups.models.change import Change
from followups.models.followup import HAPPENED, FollowUp
from followups.models.images import AgendaImage
from followups.models.kinds import Availability, Kind, Visibility
from followups.models.links import Link
from followups.models.participants import Alarm, Participant
from followups.models.proxies import Appointment, PhoneCall, Task
from followups.models.reasons import DeclineReason
from followups.models.resources import Resource, ResourceGroup
from followups.models.rounds import Round
from followups.models.series import Series
from followups.models.types import FollowUpType, Priority

__all__ = [
    "HAPPENED",
    "AgendaImage",
    "Alarm",
    "Appointment",
    "Availability",
    "Change",
    "DeclineReason",
    "FollowUp",
    "FollowUpType",
    "Kind",
    "Link",
    "Participant",
    "PhoneCall",
    "Priority",
    "Resource",
    "ResourceGroup",
    "Round",
    "Series",
    "Task",
    "Visibility",
]
