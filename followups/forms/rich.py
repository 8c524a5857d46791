"""A field for rich text: HTML from the page's editor, plain text where no script runs.

Images are for fields with `images`. A page without script hands one in with its form, as
`<name>_image`; the form takes it before it reads the text (`take_image`).
"""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from followups import images
from followups.plaintext import as_text, from_text, tidy
from followups.richtext import sanitised

LONGEST = 100_000


class Written(NamedTuple):
    """`text` as typed, None from the editor; `html`: the editor's, or what `text` was shown for."""

    html: str = ""
    text: str | None = None


class RichWidget(forms.Textarea):
    """The text in a textarea `<name>`, and the HTML it stands for in a hidden `<name>_html`."""

    template_name = "followups/widgets/rich_text.html"
    images = False

    def value_from_datadict(self, data, files, name):
        return Written(data.get(f"{name}_html", ""), data.get(name))

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_html" not in data

    def write(self, data, name, value):
        """Put the HTML `value` into `data` as if the editor had sent it."""
        data.pop(name, None)
        data[f"{name}_html"] = value or ""

    def get_context(self, name, value, attrs):
        written = value if isinstance(value, Written) else Written(value or "")
        html = sanitised(written.html[:LONGEST])
        text = as_text(html) if written.text is None else written.text
        context = super().get_context(name, text, attrs)
        context["widget"]["html"] = html_of(written) if len(text) <= LONGEST else html
        if self.images:
            context["widget"]["images"] = reverse("followups:image-create")
        return context

    def format_value(self, value):
        return value


class RichField(forms.Field):
    """Cleans to HTML that may be stored."""

    def __init__(self, *, images=False, **kwargs):
        super().__init__(required=False, widget=RichWidget(attrs={"rows": 4}), **kwargs)
        self.widget.images = images

    def clean(self, value):
        if max(len(value.html), len(value.text or "")) > LONGEST:
            raise ValidationError(
                _("This text is too long. %(most)s signs fit.") % {"most": LONGEST}
            )
        return sanitised(html_of(value), images=self.widget.images)


def html_of(written):
    """Text that nobody touched keeps all its formatting, else what of it still stands there."""
    html = sanitised(written.html)
    if written.text is None or tidy(written.text.replace("\r\n", "\n")) == as_text(html):
        return html
    return sanitised(from_text(written.text, html))


def take_image(form, name, upload):
    """Put an uploaded image at the end of a text that was sent; gives what is wrong with it.

    It stands in the text from now on, also when the form comes back for another reason.
    """
    if not upload:
        return None
    try:
        image = images.keep(upload, by=form.user, at=form.now)
    except ValidationError as error:
        return error
    written = form.fields[name].widget.value_from_datadict(form.data, {}, name)
    if max(len(written.html), len(written.text or "")) <= LONGEST:
        form.put(form.data, name, f"{html_of(written)}\n<p>{image}</p>")
    return None
