"""Images that are handed in: what is taken, and what is made of it."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from crm.images import reencoded
from tests.factories import image_file


def opened(made):
    return Image.open(io.BytesIO(made.content))


def chunk(kind, content):
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def png_that_says(width, height):
    """A few bytes that would fill the memory when they are decoded."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return SimpleUploadedFile("bomb.png", b"\x89PNG\r\n\x1a\n" + data)


@pytest.mark.parametrize(
    ("kind", "made_of_it"), [("PNG", "png"), ("JPEG", "jpeg"), ("WEBP", "jpeg"), ("GIF", "png")]
)
def test_an_image_is_written_anew(kind, made_of_it):
    made = reencoded(image_file(kind=kind))

    assert (made.kind, made.width, made.height) == (made_of_it, 40, 30)
    assert opened(made).format == made_of_it.upper()


def test_what_lies_behind_the_image_is_gone():
    upload = image_file()
    polyglot = SimpleUploadedFile("a.png", upload.read() + b"<script>alert(1)</script>")

    assert b"script" not in reencoded(polyglot).content


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_photo_is_upright_and_tells_nothing_of_where_it_was_taken(kind):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned to the right
    exif[0x010E] = "quokka"
    exif.get_ifd(0x8825)[1] = "N"

    made = reencoded(image_file(kind=kind, exif=exif))

    assert (made.width, made.height) == (30, 40)
    assert not opened(made).getexif()
    assert b"quokka" not in made.content


def test_texts_and_profiles_in_it_are_gone():
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

    said = PngInfo()
    said.add_text("Comment", "quokka")
    uploads = [
        image_file(pnginfo=said, icc_profile=b"quokka"),
        image_file(kind="JPEG", comment="quokka"),
    ]

    assert all(b"quokka" not in reencoded(upload).content for upload in uploads)


def test_a_large_image_becomes_smaller():
    made = reencoded(image_file(kind="JPEG", size=(4000, 1000)))

    assert (made.width, made.height) == (2000, 500)


def test_what_is_clear_stays_clear():
    made = reencoded(image_file(kind="WEBP", mode="RGBA", colour=(0, 0, 0, 0), lossless=True))

    assert made.kind == "png"
    assert opened(made).getpixel((0, 0))[3] == 0


def test_sixteen_bits_of_grey_keep_their_shade():
    made = reencoded(image_file(mode="I;16", colour=0x8000))

    assert opened(made).convert("L").getpixel((0, 0)) == pytest.approx(128, abs=1)


def test_of_an_animation_the_first_picture_is_taken():
    more = [Image.new("RGB", (40, 30), "red")]
    made = reencoded(image_file(kind="GIF", save_all=True, append_images=more))

    assert opened(made).n_frames == 1
    assert opened(made).convert("RGB").getpixel((0, 0)) == (0, 128, 128)


@pytest.mark.parametrize("size", [(5000, 4000), (9000, 11_000), (60_000, 60_000)])
def test_a_bomb_is_refused_before_it_is_decoded(size):
    with pytest.raises(ValidationError, match="too many pixels"):
        reencoded(png_that_says(*size))


def test_a_large_photo_is_no_bomb():
    assert reencoded(image_file(kind="JPEG", size=(7000, 5000))).width == 2000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html><script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"\xff\xd8\xff\xe0",
        b"BM" + b"\0" * 60,
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
)
def test_what_is_no_image_is_refused(content):
    with pytest.raises(ValidationError, match=r"not an image|broken"):
        reencoded(SimpleUploadedFile("image.png", content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_an_image_cut_in_half_is_refused(kind):
    whole = image_file(kind=kind, size=(300, 300)).read()

    with pytest.raises(ValidationError, match=r"broken|not an image"):
        reencoded(SimpleUploadedFile("image.png", whole[: len(whole) // 2]))


def test_a_file_above_the_limit_is_refused(settings):
    settings.LARGEST_IMAGE = 10

    with pytest.raises(ValidationError, match="too large"):
        reencoded(image_file())
