"""Who takes part in a project. Joining and leaving are remembered and can be taken back."""

import uuid
from datetime import datetime

from django.db import transaction

from crm.models import ProjectMember, User


@transaction.atomic
def join(member: ProjectMember, *, by: User) -> uuid.UUID:
    """Save a new member; returns the batch by which that is taken back."""
    batch = _signed(member, by)
    member.save()
    return batch


@transaction.atomic
def leave(member: ProjectMember, *, by: User) -> uuid.UUID:
    batch = _signed(member, by)
    member.delete()
    return batch


def _signed(member: ProjectMember, by: User) -> uuid.UUID:
    batch = uuid.uuid4()
    member._history_user, member._change_reason = by, str(batch)
    return batch


def undo(batch: uuid.UUID, *, by: User, at: datetime) -> None:
    """Who joined leaves, who left joins again; nothing for those who did so meanwhile."""
    for row in ProjectMember.history.filter(history_change_reason=str(batch)):
        seat = {"project": row.project_id, "user": row.user_id}
        there = ProjectMember.objects.filter(**seat).first()
        if there and row.history_type == "+":
            leave(there, by=by)
        elif not there and row.history_type == "-":
            join(row.instance, by=by)
