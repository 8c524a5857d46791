"""What the organisation and its groups decide reaches the preferences of every one concerned.

It is written there when somebody decides, so that reading a page asks nothing more for it.
"""

from django.db import transaction

from crm.models import Preferences, SharedPreferences, UserGroup


@transaction.atomic
def spread(people=None):
    """Put in force for `people` (ids; None is everybody) what is decided for them by now."""
    shared = list(SharedPreferences.objects.in_order())
    members = _members([each.group_id for each in shared if each.group_id])
    rows = Preferences.objects.select_for_update()
    for preferences in rows if people is None else rows.filter(user__in=people):
        concerning = [
            each
            for each in shared
            if each.group_id is None or (each.group_id, preferences.pk) in members
        ]
        if preferences.follow(concerning):
            preferences.save()


def _members(groups):
    """(group, user) of everybody in these groups."""
    rows = UserGroup.members.through.objects.filter(usergroup__in=groups)
    return set(rows.values_list("usergroup_id", "user_id"))
