"""All-day follow-ups run between the midnights of each diary, so they move with its zone."""

from django.dispatch import receiver

from crm.signals import zone_changed
from followups.seats import rewrite_claims_in_new_zone


@receiver(zone_changed)
def move_all_day_claims(sender, user, zone, **kwargs):
    rewrite_claims_in_new_zone(user, zone)
