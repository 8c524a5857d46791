import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from crm.models import Import
from tests.factories import NOW, make_user


def may_import(user):
    user.user_permissions.add(Permission.objects.get(codename="import_records"))
    return user


@pytest.fixture
def ingrid(client, db, settings, tmp_path, time_machine):
    time_machine.move_to(NOW, tick=False)
    settings.MEDIA_ROOT = tmp_path
    user = may_import(make_user("ingrid"))
    client.force_login(user)
    return user


class Steps:
    """The steps of an import, sent as the pages send them."""

    def __init__(self, client):
        self.client = client

    def upload(self, text, *, name="customers.csv", kind="companies", encoding="utf-8"):
        content = text.encode(encoding) if isinstance(text, str) else text
        data = {"upload": SimpleUploadedFile(name, content), "kind": kind}
        return self.client.post("/import/", data)

    def uploaded(self, text, **options):
        response = self.upload(text, **options)
        assert response.status_code == 303, response.text
        return Import.objects.latest()

    def match(self, source, **changed):
        matching = dict(zip(source.headings, source.matching, strict=True)) | changed
        data = {f"column_{n}": matching[heading] for n, heading in enumerate(source.headings)}
        return self.client.post(f"/import/{source.public_id}/columns/", data)

    def matched(self, source, **changed):
        response = self.match(source, **changed)
        assert response.status_code == 303, response.text
        source.refresh_from_db()
        return source

    def run(self, source, choice="skip", **data):
        sent = {"choice": choice, "owner": source.user.public_id} | data
        return self.client.post(f"/import/{source.public_id}/preview/", sent)

    def undo(self, source):
        return self.client.post(f"/import/{source.public_id}/undo/")

    def imported(self, text, *, choice="skip", changed=None, data=None, **options):
        """From the file to the end, as it is guessed."""
        source = self.matched(self.uploaded(text, **options), **(changed or {}))
        response = self.run(source, choice, **(data or {}))
        assert response.status_code == 303, response.text
        source.refresh_from_db()
        return source


@pytest.fixture
def steps(client, ingrid):
    return Steps(client)
