import pytest

from jobs import outside


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("templates/page.html", '<script src="https://cdn.example.com/x.js"></script>'),
        ("templates/page.html", '<link rel="stylesheet"\n href="//fonts.example.com/a.css">'),
        ("templates/page.html", "<img alt='' src='http://example.com/a.png'>"),
        ("static/css/page.css", '@import "https://example.com/a.css";'),
        ("static/css/page.css", "a { background: url(//example.com/a.png) }"),
        ("static/js/page.js", 'import x from "https://esm.example.com/x";'),
        ("static/js/page.js", "fetch(`//example.com/data`)"),
    ],
)
def test_what_would_be_loaded_from_elsewhere_is_found(tmp_path, monkeypatch, name, text):
    write(tmp_path, monkeypatch, name, text)

    assert len(list(outside.outside_code())) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("templates/page.html", '<a href="https://example.com/">Read more</a>'),
        ("templates/page.html", '<script src="{% static "js/app.js" %}"></script>'),
        ("static/js/page.js", 'const SVG = "http://www.w3.org/2000/svg"; // see http://a.example'),
        ("static/css/page.css", "a { background: url(../a.png) } /* https://example.com */"),
    ],
)
def test_links_names_and_comments_load_nothing(tmp_path, monkeypatch, name, text):
    write(tmp_path, monkeypatch, name, text)

    assert list(outside.outside_code()) == []


def write(folder, monkeypatch, name, text):
    monkeypatch.setattr(outside, "ROOT", folder)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
