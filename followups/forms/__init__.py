from followups.forms.follow_up import FollowUpForm
from followups.forms.values import NoActiveType
from followups.forms.versions import differences, sent_values

__all__ = ["FollowUpForm", "NoActiveType", "differences", "sent_values"]
