"""Colleagues join a project and leave it; both can be taken back."""

import pytest

from crm.models import ProjectMember
from tests.crm.test_editing import undo_of
from tests.factories import NOW, make_project, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ingrid(client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


@pytest.fixture
def lars():
    return make_user("lars", first_name="Lars", last_name="Brekke")


@pytest.fixture
def project():
    return make_project()


def page_of(project):
    return f"/projects/{project.public_id}/"


def names(project):
    return [str(user) for user in project.members.by_name()]


def join(client, project, user, role=""):
    address = f"{page_of(project)}members/new/"
    return client.post(address, {"user": user.public_id, "role": role})


def test_a_colleague_joins_with_a_role(client, ingrid, lars, project):
    response = join(client, project, lars, "Technical lead")

    assert response["Location"] == page_of(project)
    assert ProjectMember.objects.get().role == "Technical lead"
    assert "Lars Brekke" in client.get(page_of(project)).text


def test_only_who_is_not_in_it_is_offered(client, ingrid, lars, project):
    join(client, project, lars)

    form = client.get(f"{page_of(project)}members/new/").context["form"]

    assert list(form.fields["user"].queryset) == [ingrid]
    assert join(client, project, lars).status_code == 400
    assert names(project) == ["Lars Brekke"]


def test_nobody_chosen_is_told_and_the_role_kept(client, ingrid, project):
    response = client.post(f"{page_of(project)}members/new/", {"user": "", "role": "Lead"})

    assert response.status_code == 400
    assert 'value="Lead"' in response.text


def test_joining_and_leaving_are_taken_back(client, ingrid, lars, project):
    client.post(undo_of(join(client, project, lars, "Lead")))
    assert names(project) == []

    join(client, project, lars, "Lead")
    left = client.post(f"{page_of(project)}members/{lars.public_id}/leave/")
    assert names(project) == []
    client.post(undo_of(left))

    assert ProjectMember.objects.get().role == "Lead"


def test_only_ones_own_change_is_taken_back(client, ingrid, lars, project):
    joined = join(client, project, lars)
    client.force_login(lars)

    assert client.post(undo_of(joined)).status_code == 404
    assert names(project) == ["Lars Brekke"]


def test_who_is_not_in_the_project_cannot_leave_it(client, ingrid, lars, project):
    assert client.post(f"{page_of(project)}members/{lars.public_id}/leave/").status_code == 404


def test_an_archived_project_takes_nobody_in(client, ingrid, lars, project):
    project.archive(at=NOW)
    project.save()

    assert "members/new/" not in client.get(page_of(project)).text
