"""Whose diaries are on show: of colleagues, of whole groups of them, of resources."""

import uuid
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.models import User, UserGroup
from crm.prepared import Prepared
from crm.work_week import WorkWeek
from followups.models import Resource

MOST_CHOSEN = 50
MOST_BESIDE = 12


@dataclass(frozen=True)
class Diary:
    """The diary of one colleague (`user`) or of one resource."""

    key: uuid.UUID
    name: str
    detail: str
    initials: str
    icon: str
    zone: ZoneInfo
    user: Any = None
    resource: Any = None
    work_week: WorkWeek | None = None

    @classmethod
    def of_colleague(cls, user):
        chosen = user.preferences
        return cls(
            key=user.public_id,
            name=str(user),
            detail=user.title,
            initials=user.initials,
            icon="ph-user",
            zone=chosen.zone,
            user=user,
            work_week=chosen.work_week,
        )

    @classmethod
    def of_resource(cls, resource):
        is_room = resource.category == Resource.Category.LOCATION
        return cls(
            key=resource.public_id,
            name=resource.name,
            detail=describe(resource),
            initials=resource.name[:2],
            icon="ph-chair" if is_room else "ph-car",
            zone=resource.zone,
            resource=resource,
        )

    @property
    def owner(self):
        """(user id, None) or (None, resource id), as a claim names whose time it takes."""
        return self.user and self.user.pk, self.resource and self.resource.pk


def describe(resource):
    """Location, 12 seats"""
    kind = resource.get_category_display()
    if not resource.capacity:
        return kind
    seats = ngettext("%(kind)s, %(seats)s seat", "%(kind)s, %(seats)s seats", resource.capacity)
    return seats % {"kind": kind, "seats": resource.capacity}


@dataclass(frozen=True)
class OnShow:
    """The diaries of a page, under one name; `keys` are what its address names.

    Those `beside` are shown too, but nothing new stands in them unless somebody asks.
    """

    diaries: tuple[Diary, ...]
    name: str
    keys: tuple[str, ...] = ()
    is_own: bool = False
    beside: tuple[Diary, ...] = ()

    @property
    def rows(self):
        return (*self.diaries, *self.beside)

    @property
    def users(self):
        return [diary.user.pk for diary in self.rows if diary.user]

    @property
    def resources(self):
        return [diary.resource.pk for diary in self.rows if diary.resource]

    @property
    def only(self):
        """The one diary on show, None when there are several."""
        return self.diaries[0] if len(self.diaries) == 1 else None

    @property
    def icon(self):
        return self.only.icon if self.only else "ph-users"

    @property
    def mark(self):
        """How a single diary that is not one's own is marked: colleague or resource."""
        if self.is_own or self.only is None:
            return ""
        return "resource" if self.only.resource else "colleague"


def own(reader):
    return OnShow((Diary.of_colleague(reader),), str(reader), is_own=True)


def chosen(keys, reader):
    """The diaries that an address names; one's own when it names none. 404 for an unknown one."""
    wanted = list(dict.fromkeys(map(_key, keys)))
    if not wanted or wanted == [reader.public_id]:
        return own(reader)
    if len(wanted) > MOST_CHOSEN:
        raise Http404
    colleagues = COLLEAGUES.instances(keys=wanted)
    missing = set(wanted) - {user.public_id for user in colleagues}
    groups = list(UserGroup.objects.filter(public_id__in=missing)) if missing else []
    missing -= {group.public_id for group in groups}
    resources = list(Resource.objects.filter(public_id__in=missing)) if missing else []
    if missing - {resource.public_id for resource in resources}:
        raise Http404
    diaries = [
        *map(Diary.of_colleague, sorted(colleagues, key=lambda user: user != reader)),
        *map(Diary.of_resource, resources),
    ]
    names = _names(wanted, [*groups, *resources, *colleagues])
    return OnShow(tuple(diaries), names, tuple(map(str, wanted)))


def team_of(reader):
    """As the Overview opens: the first group of the reader (without one, their own diary), and
    beside it the resources that can be booked.
    """
    group = reader.user_groups.first()
    team = chosen([str(group.public_id)], reader) if group else own(reader)
    resources = Resource.objects.active()[:MOST_BESIDE]
    return replace(team, beside=tuple(map(Diary.of_resource, resources)))


def _colleagues(asked):
    in_groups = Q(is_active=True, user_groups__public_id__in=asked.keys)
    people = User.objects.filter(Q(public_id__in=asked.keys) | in_groups)
    return people.select_related("preferences").by_name().distinct()


COLLEAGUES = Prepared(_colleagues)


def _names(keys, found):
    by_key = {each.public_id: str(each) for each in found}
    names = [by_key[key] for key in keys]
    if len(names) <= 2:
        return ", ".join(names)
    return _("%(name)s and %(count)s more") % {"name": names[0], "count": len(names) - 1}


def _key(text):
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Http404 from error
