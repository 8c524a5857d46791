from zoneinfo import ZoneInfo

from followups.models import Participant
from tests.factories import make_all_day, make_appointment, make_user


def midnight_of_claim(followup, user, zone):
    claim = Participant.objects.get(followup=followup, user=user)
    return claim.starts_at.astimezone(ZoneInfo(zone)).isoformat()


def test_a_new_time_zone_moves_the_midnights_of_all_day_follow_ups(db):
    colleague, other = make_user(), make_user()
    fair = make_all_day(other, first="2026-06-10", users=[colleague])

    colleague.preferences.time_zone = "Asia/Tokyo"
    colleague.preferences.save()

    assert midnight_of_claim(fair, colleague, "Asia/Tokyo") == "2026-06-10T00:00:00+09:00"
    assert midnight_of_claim(fair, other, "Europe/Oslo") == "2026-06-10T00:00:00+02:00"


def test_timed_follow_ups_keep_their_instant_in_a_new_time_zone(db):
    user = make_user()
    meeting = make_appointment(user, start="2026-06-10 13:00", end="2026-06-10 14:00")

    user.preferences.time_zone = "America/New_York"
    user.preferences.save()

    assert midnight_of_claim(meeting, user, "Europe/Oslo") == "2026-06-10T13:00:00+02:00"


def test_saving_other_preferences_leaves_the_claims_alone(db, django_assert_num_queries):
    user = make_user()
    make_all_day(user)
    user.preferences.call_minutes = 20

    with django_assert_num_queries(2):
        user.preferences.save()
