"""The list of diaries to choose from: colleagues, groups with their people, resources."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diary.diaries import describe


@dataclass(frozen=True)
class Choice:
    """A diary that can be chosen, and the address that shows it."""

    key: str
    name: str
    detail: str
    icon: str
    url: str
    is_shown: bool
    members: tuple["Choice", ...] = ()


class Choices:
    """All diaries that `reader` can look at, as a search narrows them."""

    def __init__(self, search, address, reader):
        self.address = address
        self.reader = reader
        self.colleagues = [self._colleague(user) for user in search.colleagues()]
        self.groups = [self._group(group) for group in search.groups()]
        self.resources = [self._resource(resource) for resource in search.resources()]

    @property
    def together_url(self):
        """Where the ticked ones are seen side by side."""
        return replace(self.address, diaries=(), filters=()).at("overview", self.address.day)

    def __bool__(self):
        return bool(self.colleagues or self.groups or self.resources)

    def _colleague(self, user):
        is_me = user == self.reader
        title = _("You") if is_me else user.title
        return Choice(
            key=str(user.public_id),
            name=str(user),
            detail=", ".join(filter(None, (title, user.username))),
            icon="ph-user",
            url=self._url("" if is_me else str(user.public_id)),
            is_shown=self._is_shown(user.public_id) or (is_me and not self.address.diaries),
        )

    def _group(self, group):
        members = tuple(self._colleague(user) for user in group.members.all())
        count = ngettext("%(count)s person", "%(count)s people", len(members))
        return Choice(
            key=str(group.public_id),
            name=group.name,
            detail=count % {"count": len(members)},
            icon="ph-users",
            url=replace(self.address, diaries=(str(group.public_id),)).at(
                "overview", self.address.day
            ),
            is_shown=self._is_shown(group.public_id),
            members=members,
        )

    def _resource(self, resource):
        return Choice(
            key=str(resource.public_id),
            name=resource.name,
            detail=describe(resource),
            icon="ph-chair" if resource.category == resource.Category.LOCATION else "ph-car",
            url=self._url(str(resource.public_id)),
            is_shown=self._is_shown(resource.public_id),
        )

    def _is_shown(self, key):
        return str(key) in self.address.diaries

    def _url(self, key):
        """One diary in the view the reader came from; from the Overview to its day."""
        address = replace(self.address, diaries=(key,) if key else ()).with_(page="")
        view = "day" if address.view == "overview" else address.view
        return address.at(view, address.day)
