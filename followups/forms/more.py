from crm.forms.custom_fields import CustomFields
from followups.custom_fields import FieldsByType


class More(CustomFields):
    """Part of the follow-up form: the administrator's own fields, as far as its type has them."""

    def add_more(self):
        self.fields_by_type = FieldsByType()
        preferences = self.user.preferences
        self.add_custom_fields(
            self.fields_by_type,
            self.instance.custom if self.instance else {},
            is_new=self.instance is None,
            preferences=preferences,
            today=self.now.astimezone(preferences.zone).date(),
        )

    def type_of_custom_fields(self):
        field = self.fields["type"]
        row = field.rows.get(field.prepare_value(self["type"].value()))
        return row and row.pk
