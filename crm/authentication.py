from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend

from crm.models import Organisation, User


class PreferencesBackend(AuthenticationBackend):
    """Signs in by user ID or e-mail; brings the person, their preferences and whose diary this
    is in one query."""

    def get_user(self, user_id):
        users = User.objects.select_related("preferences")
        user = users.annotate(organisation=Organisation.said()).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Colleagues are added by an administrator; nobody signs up by themselves."""

    def is_open_for_signup(self, request):
        return False
