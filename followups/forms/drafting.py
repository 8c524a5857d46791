from followups.changes import Draft
from followups.links import Leads, leads_of, links_of
from followups.models import FollowUp, Kind, Visibility
from followups.seats import Seat, invited

TAKEN_OVER = (
    *("title", "owner", "company", "person", "sale", "project", "location", "priority"),
    *("availability", "time_zone", "agenda", "internal_notes"),
)


class Drafting:
    """Part of the follow-up form: what its cleaned values make of the follow-up."""

    def draft(self):
        """The follow-up as it shall be, with those who take part."""
        followup = self.instance or FollowUp(form_key=self.form_key)
        cleaned = self.cleaned_data
        for name in TAKEN_OVER:
            setattr(followup, name, cleaned[name])
        followup.visible_group = self.groups.get(cleaned["visibility"])
        group = Visibility.GROUP if followup.visible_group else cleaned["visibility"]
        followup.visibility = group
        followup.type = cleaned["type"]
        followup.custom = self.custom_values()
        self._set_times(followup)
        if self.instance:
            followup.version = self.version
        if cleaned["completed"] and not followup.is_completed:
            followup.complete(self.now, self.user, self.user.preferences)
        elif not cleaned["completed"]:
            followup.reopen()
        return Draft(followup, self._seats(), self._links())

    def _set_times(self, followup):
        cleaned, span = self.cleaned_data, self.span
        followup.kind = cleaned["kind"]
        if span.first:
            followup.span_days(span.first, span.last)
        elif span.starts_at:
            followup.reschedule(span.starts_at, span.ends_at)
        else:
            followup.park()
        has_deadline = followup.kind != Kind.APPOINTMENT
        followup.due_on = cleaned["due_on"] if has_deadline else None
        followup.due_time = cleaned["due_time"] if has_deadline else None

    def _links(self):
        """The links chosen and those the reader cannot see; None where nothing changed."""
        chosen, shown = self.cleaned_data["links"], self.initial.get("links") or []
        if chosen == shown:
            return None
        stored = links_of(self.instance) if self.instance else ()
        unseen = set(stored) - {leads_of(option) for option in shown}
        wanted = dict.fromkeys(leads_of(option) for option in chosen)
        own = Leads(other=self.instance.pk) if self.instance else None
        kept = [leads for leads in stored if leads in wanted or leads in unseen]
        return (*kept, *(leads for leads in wanted if leads not in kept and leads != own))

    def _seats(self):
        chosen = {"user": [], "person": [], "email": []}
        for option in self.cleaned_data["participants"]:
            chosen[option.kind].append(option.pk or option.key)
        wanted = invited(
            users=chosen["user"],
            persons=chosen["person"],
            emails=chosen["email"],
            resources=[option.pk for option in self.cleaned_data["resources"]],
        )
        seated = [Seat.of(row) for row in self.participants] if self.instance else []
        by_who = {seat.who: seat for seat in seated}
        organiser = [seat for seat in seated if seat.role == "organiser"]
        return (*organiser, *(by_who.get(seat.who, seat) for seat in wanted))
