"""The least a page of Django does: session, user, one query, as many rows as the real page.

`plain` has an ordinary template, `lean` writes its rows as strings, `write` inserts the rows that
creating one follow-up does, in one transaction behind session and CSRF.
"""

import datetime
import uuid
from html import escape
from typing import NamedTuple

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from followups.models import Change, FollowUp, Participant

COLUMNS = [
    "public_id",
    "kind",
    "type_id",
    "type__name",
    "title",
    "company__name",
    "person__first_name",
    "person__last_name",
    "location",
    "starts_at",
    "ends_at",
]
NOON = datetime.datetime(2026, 6, 10, 10, tzinfo=datetime.UTC)


class Row(NamedTuple):
    """Ten texts, as a line of the calendar has."""

    kind: str
    type_id: int
    id: uuid.UUID
    url: str
    hint: str
    title: str
    clock: str
    words: str
    company: str
    location: str


def rows(request, number):
    """`number` rows of texts from one query."""
    zone = request.user.preferences.zone
    followups = FollowUp.objects.filter(deleted_at=None).order_by("pk").values_list(*COLUMNS)
    return [row_of(values, zone) for values in followups[:number]]


def row_of(values, zone):
    key, kind, type_id, type_name, title, company, first, last, location, starts, ends = values
    clock = (starts or NOON).astimezone(zone).strftime("%H:%M")
    end = (ends or NOON).astimezone(zone).strftime("%H:%M")
    return Row(
        kind,
        type_id,
        key,
        f"/followups/{key}/",
        f"{clock}–{end}, {title}, {type_name}, {company}, {first} {last}",
        title,
        clock,
        f"to {end}, {type_name}",
        company or "",
        location,
    )


def plain(request, number):
    return render(request, "floors/plain.html", {"rows": rows(request, number)})


def lean(request, number):
    lines = [
        f'<li class="ev {row.kind}" data-type="{row.type_id}" data-id="{row.id}">'
        f'<a href="{row.url}" title="{escape(row.hint)}"><strong>{escape(row.title)}</strong>'
        f'<time>{row.clock}</time><span class="vh">, {escape(row.words)}</span>'
        f"<span>{escape(row.company)}</span><span>{escape(row.location)}</span></a></li>"
        for row in rows(request, number)
    ]
    head = f"<!doctype html><title>{escape(str(request.user))}</title><ol>"
    return HttpResponse("".join([head, *lines, "</ol>"]))


@require_POST
def write(request):
    """One follow-up, one claim, one line of history: as bare as models allow."""
    user, now, key = request.user, NOON, uuid.uuid4()
    with transaction.atomic():
        followup = FollowUp.objects.create(
            public_id=key,
            uid=str(key),
            kind="appointment",
            type_id=request.POST["type"],
            title=request.POST["title"],
            owner=user,
            starts_at=now,
            ends_at=now + datetime.timedelta(hours=1),
            time_zone=user.preferences.time_zone,
            listed_on=now.date(),
            created_at=now,
            created_by=user,
            modified_at=now,
            modified_by=user,
        )
        Participant.objects.create(
            followup=followup,
            user=user,
            role="organiser",
            starts_at=followup.starts_at,
            ends_at=followup.ends_at,
            listed_on=followup.listed_on,
        )
        Change.objects.create(
            followup=followup, batch=key, verb="create", actor=user, at=now, before={}, after={}
        )
    return redirect("/")
