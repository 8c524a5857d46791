import pytest
import time_machine

from tests.factories import NOW, make_user


@pytest.fixture
def ingrid():
    return make_user("ingrid")


@pytest.fixture
def lars():
    return make_user("lars", first_name="Lars", last_name="Berg")


@pytest.fixture
def as_ingrid(client, ingrid):
    """A client signed in as Ingrid on Wednesday 10 June 2026, 11:20 in Oslo."""
    client.force_login(ingrid)
    with time_machine.travel(NOW, tick=False):
        yield client
