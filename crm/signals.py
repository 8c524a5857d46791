from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_migrate,
    post_save,
    pre_save,
)
from django.dispatch import Signal, receiver

from crm import deciding
from crm.models import Preferences, SharedPreferences, User, UserGroup
from crm.usual import usual_role_name

# Sent inside the transaction that saves it, with `user` and the new `zone` of their diary.
zone_changed = Signal()


@receiver(post_save, sender=User)
def give_preferences(sender, instance, created, raw, **kwargs):
    """Every colleague has preferences from the first moment, so that no page needs to ask."""
    if created and not raw:
        preferences = Preferences(user=instance)
        preferences.follow(SharedPreferences.objects.about(instance))
        preferences.save()


@receiver(post_save, sender=User)
def give_usual_role(sender, instance, created, raw, **kwargs):
    if created and not raw:
        instance.groups.add(*Group.objects.filter(name=usual_role_name()))


@receiver(pre_save, sender=Preferences)
def remember_zone(sender, instance, **kwargs):
    stored = Preferences.objects.filter(pk=instance.pk)
    instance.zone_before = stored.values_list("time_zone", flat=True).first()


@receiver(post_save, sender=Preferences)
def tell_of_new_zone(sender, instance, raw, **kwargs):
    if not raw and instance.zone_before not in (None, instance.time_zone):
        zone_changed.send(sender, user=instance.user, zone=instance.zone)


@receiver([post_save, post_delete], sender=SharedPreferences)
@receiver(post_save, sender=UserGroup)
def spread_to_everybody(sender, raw=False, **kwargs):
    """A group counts by its place in the order, so that putting it elsewhere decides anew."""
    if not raw:
        deciding.spread()


@receiver(m2m_changed, sender=UserGroup.members.through)
def spread_to_members(sender, instance, action, reverse, pk_set, **kwargs):
    if action == "post_clear":
        deciding.spread()
    elif action in ("post_add", "post_remove"):
        deciding.spread([instance.pk] if reverse else pk_set)


@receiver(post_migrate, dispatch_uid="cache table")
def make_cache_table(sender, using, **kwargs):
    """`migrate` is all that a new installation needs: the cache in the database comes with it."""
    if sender.name == "crm":
        call_command("createcachetable", database=using, verbosity=0)
