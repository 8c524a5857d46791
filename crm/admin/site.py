"""The frame of Settings and maintenance: signing in is that of the diary, limits included."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

admin.site.site_header = admin.site.site_title = _("Settings and maintenance")
admin.site.index_title = _("What an administrator keeps")
admin.site.site_url = "/"
admin.site.login = secure_admin_login(admin.site.login)

# A colleague's address stands on the colleague; there is no list of confirmed ones to keep.
admin.site.unregister(EmailAddress)

# What Django's scripts say and its own catalogues do not have in every language of ours.
LACKING = [
    gettext_noop('Choose %s by selecting them and then select the "Choose" arrow button.'),
    gettext_noop("Choose all %s"),
    gettext_noop("Choose selected %s"),
    gettext_noop('Remove %s by selecting them and then select the "Remove" arrow button.'),
    gettext_noop("Remove all %s"),
    gettext_noop("Remove selected %s"),
    gettext_noop("Type into this box to filter down the list of selected %s."),
    gettext_noop("(click to clear)"),
]


class ScriptTexts(JavaScriptCatalog):
    packages = ["django.contrib.admin"]

    def get_catalog(self):
        return {text: gettext(text) for text in LACKING} | super().get_catalog()


admin.site.i18n_javascript = ScriptTexts.as_view()
