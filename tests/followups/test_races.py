"""Many at once, in threads with connections of their own, on SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from followups import changes
from followups.claims import RoomTaken
from followups.models import FollowUp, Participant
from tests.factories import NOW, make_appointment, make_resource, make_user

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 8


def together(attempt, arguments):
    """Run `attempt` for each argument at the same time; its results, exceptions included."""

    def one(argument):
        try:
            return attempt(argument)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, arguments))


@pytest.mark.parametrize("round_", range(3))
def test_one_of_many_gets_the_room(round_):
    room, owners = make_resource(), [make_user() for _ in range(AT_ONCE)]

    results = together(lambda owner: make_appointment(owner, resources=[room]), owners)

    winners = [result for result in results if isinstance(result, FollowUp)]
    losers = [result for result in results if isinstance(result, RoomTaken)]
    assert (len(winners), len(losers)) == (1, AT_ONCE - 1)
    assert Participant.objects.filter(resource=room).count() == 1


def test_one_of_many_edits_of_the_same_version_is_accepted():
    meeting = make_appointment(make_user())

    def edit(number):
        mine = FollowUp.objects.get(pk=meeting.pk)
        mine.version = 1
        mine.title = f"Edit {number}"
        return changes.change(mine, verb="edit", by=meeting.owner, at=NOW)

    results = together(edit, range(AT_ONCE))

    assert sorted(len(applied.done) for applied in results) == [0] * (AT_ONCE - 1) + [1]
    assert FollowUp.objects.get(pk=meeting.pk).version == 2


def test_two_rooms_booked_in_either_order_never_wait_for_each_other_for_ever():
    one, two = make_resource(), make_resource()
    owners = [make_user() for _ in range(AT_ONCE)]

    def book(number):
        rooms = [one, two] if number % 2 else [two, one]
        return make_appointment(owners[number], resources=rooms)

    results = together(book, range(AT_ONCE))

    assert sum(isinstance(result, FollowUp) for result in results) == 1
    assert {type(result) for result in results} == {FollowUp, RoomTaken}
