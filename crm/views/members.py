from django.db import IntegrityError
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crm import members
from crm.answers import SeeOther, way_back
from crm.forms.members import MemberForm
from crm.models import ProjectMember
from crm.sections import PROJECTS
from crm.views.editing import tell


@require_http_methods(["GET", "HEAD", "POST"])
def join_project(request, public_id):
    project = get_object_or_404(PROJECTS.records, public_id=public_id)
    back = way_back(request) or PROJECTS.page_of(project)
    form = MemberForm(request.POST if request.method == "POST" else None, project=project)
    if not form.is_valid():
        context = {"form": form, "project": project, "next": back}
        return render(
            request, "crm/project_member.html", context, status=400 if form.errors else 200
        )
    try:
        batch = members.join(form.instance, by=request.user)
    except IntegrityError:  # somebody else was quicker
        return SeeOther(back)
    tell(request, _("Joined the project: %(name)s") % {"name": form.instance.user}, batch)
    return SeeOther(back)


@require_POST
def leave_project(request, public_id, user):
    seats = ProjectMember.objects.select_related("user")
    seat = get_object_or_404(seats, project__public_id=public_id, user__public_id=user)
    batch = members.leave(seat, by=request.user)
    tell(request, _("Left the project: %(name)s") % {"name": seat.user}, batch)
    return SeeOther(way_back(request) or PROJECTS.page_of(seat.project))
