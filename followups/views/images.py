from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from crm.views.documents import HARMLESS
from followups import images
from followups.models import AgendaImage


@require_POST
def image_create(request):
    """An image for the agenda that is being written: the HTML that shows it, or why not."""
    upload = request.FILES.get("image")
    try:
        shown = images.keep(upload, by=request.user, at=timezone.now())
    except ValidationError as error:
        text = " ".join(error.messages)
        return HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")
    return HttpResponse(shown, status=201)


@require_safe
def image(request, public_id):
    """The image itself. A browser keeps it, but asks each time whether its reader still may."""
    found = get_object_or_404(AgendaImage.objects.visible_to(request.user), public_id=public_id)
    etag = f'"{public_id}"'
    response = get_conditional_response(request, etag=etag) or handed_out(found)
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    return response


def handed_out(found):
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, content_type=found.content_type)
    response["Content-Security-Policy"] = HARMLESS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
