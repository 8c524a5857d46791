"""The meeting brief is one sheet of paper, however much there is to say."""

import datetime
import re

from followups import changes
from followups.models import FollowUpType
from followups.seats import invited
from tests.factories import (
    NOW,
    make_appointment,
    make_call,
    make_company,
    make_person,
    make_sale,
    make_task,
)

LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz "


def fullest(owner, others):
    """A meeting with as much of everything as there can be, under the longest names."""
    company = make_company(LONG * 2, address=LONG, city="Slantwick", phone="+44 7700 900123")
    person = {"title": LONG, "mobile": "+44 7700 900123", "phone": "+44 7700 900124"}
    people = [
        make_person(
            f"Guest {number} {LONG}"[:80],
            LONG,
            email=f"{'x' * 50}{number}@example.com",
            company=make_company(f"{LONG}{number}"),
            **person,
        )
        for number in range(20)
    ]
    about = {"company": company, "person": people[0]}
    agenda = f"<p>{LONG * 5}</p>" * 40
    meeting = make_appointment(
        owner, title=(LONG * 4)[:254], location=(LONG * 4)[:254], agenda=agenda, **about
    )
    seats = invited(users=[user.pk for user in others], persons=[row.pk for row in people[1:]])
    changes.change(meeting, verb="edit", by=owner, at=NOW, seats=seats)
    incoming = FollowUpType.objects.create(name=LONG, kind="task", direction="in", order=99)
    for number in range(12):
        title = f"{number} {LONG * 3}"
        late = {"sale_on": datetime.date(2026, 6, 1), "amount": 999_999_999}
        sale = make_sale(title, company=company, **late)
        make_task(owner, title=title, sale=sale, **about, due_on="2026-06-01")
        make_task(owner, title=title, type=incoming, **about, due_on="2026-06-01")
        times = {"start": f"2026-05-{number + 1:02} 10:00", "end": f"2026-05-{number + 1:02} 11:00"}
        notes = f"<p>{LONG * 20}</p>"
        make_call(owner, title=title, completed_at=NOW, internal_notes=notes, **times, **about)
    return meeting


def sheets(page):
    return re.findall(
        rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", page.pdf(prefer_css_page_size=True)
    )


def test_the_fullest_brief_is_one_a4_sheet_and_nothing_falls_off_it(sign_in, ingrid, lars):
    meeting = fullest(ingrid, [lars])
    page = sign_in(ingrid)
    page.goto(f"/followups/{meeting.public_id}/brief/")

    assert [[round(float(side)) for side in size] for size in sheets(page)] == [[595, 842]]
    page.set_viewport_size({"width": 703, "height": 1032})  # the inside of the sheet
    page.emulate_media(media="print")
    brief = page.locator(".brief")
    assert brief.evaluate("el => el.scrollHeight - el.clientHeight") <= 1
    for counted in ("and 16 more", "and 8 more", "and 5 more"):
        assert page.get_by_text(counted).first.is_visible(), counted


def test_a_short_brief_is_one_sheet_too(sign_in, ingrid):
    page = sign_in(ingrid)
    page.goto(f"/followups/{make_appointment(ingrid).public_id}/brief/")

    assert len(sheets(page)) == 1
