import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from crm.models import SaleReason, Stage
from crm.usual import create_usual_reasons, create_usual_stages
from followups.models import DeclineReason, FollowUpType, Priority
from followups.usual import (
    create_usual_decline_reasons,
    create_usual_role,
    create_usual_types_and_priorities,
)

# The same cases in every run, however busy the machine is.
hypothesis.settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, tmp_path_factory, testrun_uid
):
    """SQLite gets a file, which threads can share; PostgreSQL a name of this run's own."""
    database = settings.DATABASES["default"]
    name = f"test_dagbok_{testrun_uid[:8]}_{tmp_path_factory.getbasetemp().name}"
    if database["ENGINE"] == "django.db.backends.sqlite3":
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    database.setdefault("TEST", {})["NAME"] = name


@pytest.fixture(autouse=True)
def empty_cache():
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def kept_files(settings, tmp_path):
    """What is handed in lies in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"


@receiver(post_migrate)
def usual_lists(sender, **kwargs):
    """The rows of the migrations, which the emptying after a test that commits takes away."""
    if sender.name != "followups" or Stage.objects.exists():
        return
    create_usual_stages(Stage.objects)
    create_usual_reasons(SaleReason.objects)
    create_usual_types_and_priorities(FollowUpType.objects, Priority.objects)
    create_usual_decline_reasons(DeclineReason.objects)
    create_usual_role(Group.objects, Permission.objects, ContentType.objects)
