from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import CASCADE, PROTECT
from django.forms import BaseModelFormSet
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

# What leads to a thing, and is part of what it was.
LOSING = (CASCADE, PROTECT)


class KeptWhileUsed:
    """Refuses to delete what is in use, says so without naming what uses it, and offers another
    way: to put it away.

    Django's own page would list the titles of follow-ups that the administrator may not see.
    """

    # Relations whose rows are part of the object and go with it.
    parts: tuple[str, ...] = ()
    advice = ""

    def kinds_of_use(self, record):
        """What uses it, in words: Follow-ups, Sales."""
        using = {
            name_of(relation.related_model): None
            for relation in record._meta.get_fields(include_hidden=True)
            if relation.auto_created
            and getattr(relation, "on_delete", None) in LOSING
            and relation.field.model._meta.model_name not in self.parts
            and self.uses(relation, record)
        }
        return [capfirst(str(name)) for name in using]

    def uses(self, relation, record):
        rows = relation.related_model._base_manager.filter(**{relation.field.name: record})
        return rows.exists()

    def why_kept(self, record):
        """The sentences that say why it cannot be deleted; none when it can."""
        if need := getattr(record, "why_needed", str)():
            return [need]
        if kinds := self.kinds_of_use(record):
            text = _("It is in use: %(kinds)s.") % {"kinds": ", ".join(kinds)}
            return [text, self.advice] if self.advice else [text]
        return []

    def delete_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        why = self.why_kept(record) if record is not None else []
        if not why or not self.has_delete_permission(request, record):
            return super().delete_view(request, object_id, extra_context)
        if "put-away" in request.POST and self.way_to_put_away(request, record):
            return self.deactivate(request, record)
        return self.refusal(request, record, why)

    def refusal(self, request, record, why):
        text = _("“%(name)s” cannot be deleted") % {"name": record}
        context = self.admin_site.each_context(request) | {
            "title": text,
            "opts": self.opts,
            "object": record,
            "why": why,
            "way": self.way_to_put_away(request, record),
            "is_away": is_away(record),
        }
        return TemplateResponse(request, "admin/kept_while_used.html", context)

    def way_to_put_away(self, request, record):
        """(address, words) of the button that puts it away instead; None without such."""
        if is_away(record) or not self.has_change_permission(request, record):
            return None
        if hasattr(record, "is_active") and not getattr(record, "why_needed", str)():
            return request.path, _("Deactivate it instead")
        if hasattr(record, "archived_at") and self.may_be_archived(request, record):
            name = f"crm:{self.opts.model_name}-archive"
            return reverse(name, args=[record.public_id]), _("Archive it instead")
        return None

    def may_be_archived(self, request, record):
        rows = type(record).objects.filter(pk=record.pk)
        return not hasattr(rows, "editable_by") or rows.editable_by(request.user).exists()

    def deactivate(self, request, record):
        record.is_active = False
        self.keep_deactivated(record)
        changed = [{"changed": {"fields": [_("active")]}}]
        LogEntry.objects.log_actions(request.user.pk, [record], CHANGE, changed)
        text = _("“%(name)s” is no longer active. What uses it keeps it.") % {"name": record}
        messages.success(request, text)
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def keep_deactivated(self, record):
        record.save()

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


def name_of(model):
    """Rows that only tie two things together bear the name of the one that has the field."""
    holder = model._meta.auto_created or model
    return holder._meta.verbose_name_plural


def is_away(record):
    if hasattr(record, "is_active"):
        return not record.is_active
    return getattr(record, "archived_at", None) is not None


class ListedTogether(BaseModelFormSet):
    """Entries changed in one list: the last active one stays, also where several go at once."""

    def clean(self):
        super().clean()
        going = [form for form in self.forms if form.instance.pk and not form.instance.is_active]
        keys = [form.instance.pk for form in going]
        for form in going:
            if "is_active" in form.changed_data and form.is_valid():
                try:
                    form.instance.keep_one_active(apart_from=keys)
                except ValidationError as error:
                    form.add_error(None, error)


class OneStaysActive(KeptWhileUsed):
    """For the lists of `crm.models.entries.Entry`."""

    def get_changelist_formset(self, request, **kwargs):
        return super().get_changelist_formset(request, formset=ListedTogether, **kwargs)
