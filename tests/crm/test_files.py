"""Which files are taken, what they are called, and how they are kept."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from crm.files import KeptFiles, kept_name, refuse_unfit, shown_name

PDF = b"%PDF-1.7 a quote"
ZIP = b"PK\x03\x04 a letter"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("quote.pdf", PDF),
        ("QUOTE.FINAL.PDF", PDF),
        ("evil.html.pdf", PDF),
        ("letter.docx", ZIP),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..."),
        ("photo.jpeg", b"\xff\xd8\xff\xe0..."),
        ("names.csv", "Ærlig Stål;1\n".encode()),
        ("wide.txt", "Ærlig".encode("utf-16")),
    ],
)
def test_usual_files_are_taken(name, content):
    upload = SimpleUploadedFile(name, content)

    refuse_unfit(upload)

    assert upload.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("picture.svg", b"<svg onload='alert(1)'/>"),
        ("quote.pdf.exe", PDF),
        ("quote.pdf.", PDF),
        ("quote", PDF),
        (".pdf", PDF),
        ("run.sh\u202efdp.", b"#!"),
    ],
)
def test_files_of_another_kind_are_refused_with_the_kinds_that_are_taken(name, content):
    with pytest.raises(ValidationError, match="These are: pdf, docx"):
        refuse_unfit(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("quote.pdf", b"<html><script>alert(1)</script>"),
        ("picture.png", b"<svg onload='alert(1)'/>"),
        ("letter.docx", b"MZ\x90\x00 a program"),
        ("notes.txt", b"MZ\x90\x00 a program"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name, content):
    with pytest.raises(ValidationError, match="not what its name says"):
        refuse_unfit(SimpleUploadedFile(name, content))


def test_kinds_are_a_setting(settings):
    settings.FILE_KINDS = ["dwg"]

    refuse_unfit(SimpleUploadedFile("plan.dwg", b"AC1032"))
    with pytest.raises(ValidationError, match="These are: dwg"):
        refuse_unfit(SimpleUploadedFile("quote.pdf", PDF))


def test_a_file_above_the_limit_is_refused_with_both_sizes(settings):
    settings.LARGEST_FILE = 1_048_576

    with pytest.raises(ValidationError) as refused:
        refuse_unfit(SimpleUploadedFile("quote.pdf", PDF + b" " * 2_097_152))

    assert "2.0\xa0MB. At most 1\xa0MB" in refused.value.message


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Tilbud Ærlig Stål.pdf", "Tilbud Ærlig Stål.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\lars\\quote.pdf", "quote.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie: x=1.pdf"),
        ("cod\u202efdp.exe", "cod fdp.exe"),
        ("...hidden.pdf", "hidden.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("..", ""),
    ],
)
def test_a_name_is_shown_without_tricks(name, shown):
    assert shown_name(name) == shown


def test_files_lie_under_names_of_our_own_for_the_owner_of_the_disk_alone(tmp_path):
    kept = KeptFiles(location=tmp_path)

    name = kept.save(kept_name(None, "../quote.pdf"), SimpleUploadedFile("quote.pdf", PDF))

    path = tmp_path / name
    assert path.read_bytes() == PDF
    assert "quote" not in name
    assert path.stat().st_mode & 0o077 == 0
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [path]
