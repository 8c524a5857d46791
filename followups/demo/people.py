"""The colleagues, their groups, and the rooms and things they book."""

import uuid
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from crm.models import User, UserGroup
from followups.demo import names
from followups.demo.bokmal import said
from followups.models import Resource, ResourceGroup
from followups.usual import create_usual_role

PASSWORD = "dagbok"  # noqa: S105  the demo's, printed for everybody who tries it
AWAY_FROM_OSLO = {"amara": "Europe/London"}


@dataclass
class Team:
    """Colleagues who meet each other; the manager calls the meetings. `group` sees theirs."""

    members: list[User]
    manager: User
    group: UserGroup


@dataclass
class Staff:
    colleagues: list[User]
    teams: list[Team]
    managers: UserGroup
    rooms: list[Resource]
    car: Resource
    projector: Resource

    def named(self, username):
        return next(user for user in self.colleagues if user.username == username)


def hire(count, rng):
    """`count` colleagues in groups, with their rooms and things: the usual eight come first."""
    password = make_password(PASSWORD)
    colleagues = [
        _colleague(entry, password, rng) for entry in [*names.COLLEAGUES, *_further(count)][:count]
    ]
    role = create_usual_role(Group.objects, Permission.objects, ContentType.objects)
    role.user_set.set(colleagues)
    return Staff(colleagues, *_teams(colleagues, rng), *_things(count, rng))


def random_id(rng):
    return uuid.UUID(int=rng.getrandbits(128), version=4)


def _further(count):
    """Colleagues beyond the usual eight, as many as asked for."""
    first_names = names.FURTHER_FIRST_NAMES.split()
    for number in range(max(0, count - len(names.COLLEAGUES))):
        first = first_names[number % len(first_names)]
        last = names.FURTHER_LAST_NAMES[number // len(first_names)]
        yield f"{first}.{last}".lower().replace("å", "a"), first, last, "Sales"


def _colleague(entry, password, rng):
    username, first_name, last_name, title = entry
    is_admin = username == "admin"
    user = User.objects.create(
        public_id=random_id(rng),
        username=username,
        first_name=first_name,
        last_name=last_name,
        title=said(title),
        email=f"{username}@example.com",
        password=password,
        is_staff=is_admin,
        is_superuser=is_admin,
    )
    if zone := AWAY_FROM_OSLO.get(username):
        user.preferences.choose({"time_zone": zone}, shared=())
        user.preferences.save()
    return user


def _teams(colleagues, rng):
    """Five and three for the usual eight, then teams of six; all managers share a group."""
    sales, care, others = colleagues[:5], colleagues[5:8], colleagues[8:]
    teams = [
        _team(said("Sales Nordics"), sales, sales[1], rng),
        _team(said("Customer care"), care, care[0], rng),
    ]
    for number, start in enumerate(range(0, len(others), 6), 1):
        members = others[start : start + 6]
        teams.append(
            _team(said("Sales team {number}").format(number=number), members, members[0], rng)
        )
    managers = UserGroup.objects.create(public_id=random_id(rng), name=said("Management"), order=99)
    managers.members.set(team.manager for team in teams)
    return teams, managers


def _team(name, members, manager, rng):
    group = UserGroup.objects.create(public_id=random_id(rng), name=name)
    group.members.set(members)
    return Team(members, manager, group)


def _things(count, rng):
    """Rooms, the car and the projector; a bigger house has a room for every third colleague."""
    rooms = ResourceGroup.objects.create(name=said("Rooms"), order=1)
    things = ResourceGroup.objects.create(name=said("Cars and equipment"), order=2)
    further = [(name, 8, "") for name in names.FURTHER_ROOMS][: max(0, (count - 8) // 3)]
    places = [
        Resource.objects.create(
            public_id=random_id(rng),
            name=name,
            capacity=seats,
            group=rooms,
            order=order,
            description=said(description),
        )
        for order, (name, seats, description) in enumerate([*names.ROOMS, *further], 1)
    ]
    other = {"category": Resource.Category.OTHER, "group": things}
    car = Resource.objects.create(
        public_id=random_id(rng), name=said(names.CAR), capacity=5, order=90, **other
    )
    projector = Resource.objects.create(
        public_id=random_id(rng),
        name=said(names.PROJECTOR),
        booking=Resource.Booking.DOUBLE,
        order=91,
        **other,
    )
    return places, car, projector
