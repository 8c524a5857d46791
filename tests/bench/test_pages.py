import pytest

import bench.settings
from bench import pages
from crm.models import User
from followups.demo import story


@pytest.mark.django_db
def test_every_page_of_the_benchmark_and_its_floors_answer(client, settings, time_machine):
    time_machine.move_to(pages.NOW)
    settings.ROOT_URLCONF = "bench.urls"
    settings.TEMPLATES = bench.settings.TEMPLATES
    story.tell(seed=1, today=pages.DAY, size=2000)
    reader = User.objects.get(username="ingrid")
    client.force_login(reader)

    statuses = {
        address: (client.get(address) if data is None else client.post(address, data)).status_code
        for item in pages.all_pages(reader)
        for address, data in item.contenders().values()
    }

    assert set(statuses.values()) <= {200, 302, 303}, statuses


@pytest.mark.django_db
def test_the_measured_week_is_full_at_the_smallest_size():
    story.tell(seed=1, today=pages.DAY, size=2000)
    reader = User.objects.get(username="ingrid")

    week = pages.diary_page("Week", reader, "week")

    assert week.calendar_rows > 5 * 10  # ten on every working day
