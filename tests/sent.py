"""What a browser would send of a form on a page, untouched."""

from html.parser import HTMLParser


def fields_of(response):
    """{name: [values]} of the follow-up form in `response`, as its HTML says."""
    reader = FormReader()
    reader.feed(response.text)
    return reader.fields


class FormReader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.fields, self.inside, self.name, self.text = {}, False, "", None

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "div" and told.get("class") == "fu":
            self.inside = True
        if not self.inside:
            return
        name, value = told.get("name"), told.get("value", "on")
        if tag == "input" and (told.get("type") not in ("radio", "checkbox") or "checked" in told):
            self.put(name, value if "value" in told or told.get("type") == "checkbox" else "")
        elif tag in ("select", "textarea"):
            self.name, self.text = name, "" if tag == "textarea" else None
        elif tag == "option" and "selected" in told:
            self.put(self.name, value)

    def handle_endtag(self, tag):
        if tag == "textarea" and self.inside:
            self.put(self.name, self.text.removeprefix("\n"))
            self.text = None
        elif tag == "form":
            self.inside = False

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def put(self, name, value):
        if name and name != "csrfmiddlewaretoken":
            self.fields.setdefault(name, []).append(value)
