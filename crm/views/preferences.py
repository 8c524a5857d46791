from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm.forms import PreferencesForm, listed_zones
from crm.middleware import language_of
from crm.models import Preferences


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    """Personal settings › Preferences; what is saved holds from the next page on."""
    own = Preferences.objects.get(user=request.user)
    form = PreferencesForm(request.POST or None, instance=own)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
        with translation.override(language_of(request, own)):
            messages.success(request, _("Saved."))
        response = redirect(f"{request.path}#{form.card}")
        response.status_code = 303
        response.delete_cookie("theme")  # what is chosen here goes before the button in the top bar
        return response
    context = {"form": form, "zones": listed_zones()}
    return render(request, "crm/preferences.html", context, status=400 if form.errors else 200)
