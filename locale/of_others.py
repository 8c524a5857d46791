"""Texts of other packages that we translate ourselves. Nothing runs here, it is only read."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext, pgettext

# allauth: signing in and passwords
pgettext("field label", "Login")
_("Are you sure you want to sign out?")
_("Bad Token")
_("Change Password")
_("Confirm Access")
_("Enter your password:")
_("Forgot Password?")
_("Forgot your password?")
_(
    "Forgotten your password? Enter your email address below, and we'll send you an email allowing"
    " you to reset it."
)
_("Password Reset")
_("Password Reset Email")
_("Please contact us if you have any trouble resetting your password.")
_("Please reauthenticate to safeguard your account.")
_("Please type your current password.")
_("Reset My Password")
_("Set Password")
_(
    "The password reset link was invalid, possibly because it has already been used.  Please"
    ' request a <a href="%(passwd_reset_url)s">new password reset</a>.'
)
_("The username and/or password you specified are not correct.")
_("Too many failed login attempts. Try again later.")
_(
    "We have sent you an email. If you have not received it please check your spam folder."
    " Otherwise contact us if you do not receive it in a few minutes."
)
_("Your password is now changed.")
_(
    "You're receiving this email because you or someone else has requested a password reset for"
    " your user account.\nIt can be safely ignored if you did not request a password reset. Click"
    " the link below to reset your password."
)

# Django: forms and passwords
_("%(model)s instance with %(field)s %(value)r is not a valid choice.")
_("Enter a valid %(protocol)s address.")
_("Enter a valid domain name.")
_(
    "Ensure this value is a multiple of step size %(limit_value)s, starting from %(offset)s, e.g."
    " %(offset)s, %(valid_value1)s, %(valid_value2)s, and so on."
)
ngettext(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
    1,
)

# Django: administration, what is new, and "a new" that fits nouns of one gender only
_("Add %(name)s")
_("Add %s")
_("Add another %(model)s")
_("Add another %(verbose_name)s")
_("The {name} “{obj}” was added successfully. You may add another {name} below.")
_("The {name} “{obj}” was changed successfully. You may add another {name} below.")
_("Add link")
_("Added:")
_("After you’ve created a user, you’ll be able to edit more user options.")
_("Breadcrumbs")
_("Change or view list link")
_("Changed:")
_("Conflicting form data submitted. Please try again.")
_("Deleted:")
_("Disable password-based authentication")
_("Disabled")
_("Enable password-based authentication")
_("Enable password-based authentication for this user by setting a password.")
_("Enabled")
_("Error:")
_("Filter navigation items")
_("Forgotten your login credentials?")
_("Hide counts")
_("In case you’ve forgotten, you are:")
_("Model name")
_("Password-based authentication")
_("Password-based authentication was disabled.")
_("Raw passwords are not stored, so there is no way to see the user’s password.")
_("Reset password")
_("Select all objects on this page for an action")
_("Select this object for an action - {}")
_("Set password")
_("Set password: %s")
_("Show counts")
_("Sidebar")
_("Skip to main content")
_("Start typing to filter…")
_("Thanks for spending some quality time with the web site today.")
_("This action will <strong>enable</strong> password-based authentication for this user.")
_("Toggle theme (current theme: auto)")
_("Toggle theme (current theme: dark)")
_("Toggle theme (current theme: light)")
_("View selected %(model)s")
_(
    "Whether the user will be able to authenticate using a password or not. If disabled, they may"
    " still be able to authenticate using other backends, such as Single Sign-On or LDAP."
)
ngettext("entry", "entries", 1)
