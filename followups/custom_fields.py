"""The administrator's own fields of follow-ups, of which some are for chosen types alone."""

from dataclasses import replace
from functools import cached_property

from crm.custom_fields import Fields
from crm.prepared import Prepared
from followups.models import FollowUpType


class FieldsByType(Fields):
    def __init__(self):
        super().__init__("followup")

    @cached_property
    def by_key(self):
        found = super().by_key
        types: dict[str, set[int]] = {}
        for key, type_id in TYPES.rows() if found else ():
            types.setdefault(str(key), set()).add(type_id)
        return {
            key: replace(each, types=frozenset(types.get(key, ()))) for key, each in found.items()
        }


def _types(_asked):
    limits = FollowUpType.custom_fields.through.objects
    return limits.values_list("customfield__public_id", "followuptype")


TYPES = Prepared(_types)
