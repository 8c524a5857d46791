"""Pictures of every page, to be looked at beside the design: pytest -m pictures tests/browser."""

import pytest

from tests.browser.steps import visit
from tests.browser.world import PAGES, make_world

pytestmark = pytest.mark.pictures


@pytest.mark.parametrize("locale", ["en-GB", "nb-NO"])
def test_every_page_is_taken_in_both_languages(open_as, ingrid, lars, take_pictures, locale):
    world = make_world(ingrid, lars)
    page = open_as(ingrid, locale=locale)

    for name in PAGES:
        visit(page, world.addresses[name])
        take_pictures(page, f"{locale[:2]}-{name.replace(' ', '-')}")
