from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, SetUnusablePasswordMixin
from django.contrib.auth.models import Group
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm import deciding
from crm.admin.deletion import KeptWhileUsed
from crm.forms import PreferencesForm
from crm.models import Preferences, Role, User, UserGroup


class PreferencesInline(admin.StackedInline):
    model = Preferences
    form = PreferencesForm
    can_delete = False


# Django names a row of this table "UserGroup_members object (4)", in English.
UserGroup.members.through.__str__ = lambda member: str(member.usergroup)


class GroupInline(admin.TabularInline):
    model = UserGroup.members.through
    verbose_name = _("user group")
    verbose_name_plural = _("user groups")
    extra = 1

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, label=_("user group"), **kwargs)


class NewPasswordForm(AdminPasswordChangeForm):
    # Django's own is put together when the server starts, in one language for everybody.
    usable_password_help_text = format_lazy(
        "{} {}",
        SetUnusablePasswordMixin.usable_password_help_text,
        _("If disabled, the current password for this user will be lost."),
    )


@admin.register(User)
class ColleagueAdmin(UserAdmin):
    """A colleague who leaves is made inactive: signed out at once, and kept by name."""

    list_display = [
        "username",
        "first_name",
        "last_name",
        "title",
        "email",
        "is_active",
        "is_staff",
    ]
    list_filter = ["is_active", "is_staff", "is_superuser", "user_groups", "groups"]
    search_fields = ["username", "email"]
    ordering = ["sort_key", "pk"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Personal info"), {"fields": ["first_name", "last_name", "title", "email"]}),
        (
            _("Permissions"),
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
        (_("Important dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    change_password_form = NewPasswordForm
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        (_("Personal info"), {"fields": ["first_name", "last_name", "title", "email"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def get_inlines(self, request, obj):
        # a new colleague gets preferences by itself
        return [GroupInline, PreferencesInline] if obj else []

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        deciding.spread([form.instance.pk])  # rows of a group saved singly send no signal

    def get_search_results(self, request, queryset, search_term):
        by_name = queryset.matching(search_term)
        by_address, may_repeat = super().get_search_results(request, queryset, search_term)
        return by_name | by_address, may_repeat

    def has_delete_permission(self, request, obj=None):
        return False


admin.site.unregister(Group)


@admin.register(Role)
class RoleAdmin(KeptWhileUsed, GroupAdmin):
    parts = ("group_permissions",)
    advice = _("Take it away from its colleagues first.")


@admin.register(UserGroup)
class UserGroupAdmin(KeptWhileUsed, admin.ModelAdmin):
    parts = ("usergroup_members", "sharedpreferences")
    advice = _("Follow-ups are visible for it, or types are limited to it.")
    list_display = ["name", "order"]
    list_editable = ["order"]
    search_fields = ["name"]
    filter_horizontal = ["members"]
