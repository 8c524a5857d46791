"""Images that people hand in to be shown: decoded here and written anew, so that they only show.

What leaves is a PNG or JPEG of our own making, without the metadata it came with, turned as it was
taken, and no larger than a page can use.
"""

import io
import threading
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from crm.files import MEGABYTE

TAKEN = ("PNG", "JPEG", "WEBP", "GIF")
LONGEST_SIDE = 2000
# In millions. A JPEG is decoded in a smaller size at once; the others need all their memory.
MOST_PIXELS = {"JPEG": 40, "MPO": 40, "PNG": 16, "GIF": 16, "WEBP": 16}
QUALITY = 85
ONE_AT_A_TIME = threading.Lock()  # of the memory that decoding takes


@dataclass(frozen=True)
class Reencoded:
    content: bytes
    kind: str  # as in crm.files.KINDS
    width: int
    height: int


def reencoded(upload) -> Reencoded:
    """The image of an uploaded file. Raises a `ValidationError` that says what is wrong with it."""
    if upload.size > settings.LARGEST_IMAGE:
        most = f"{settings.LARGEST_IMAGE // MEGABYTE}\u00a0MB"
        size = {"size": filesizeformat(upload.size), "most": most}
        raise ValidationError(
            _("The image is too large: %(size)s. At most %(most)s are taken.") % size
        )
    with ONE_AT_A_TIME:
        return _written_anew(_decoded(upload))


def _decoded(upload):
    """The first picture in the file, small enough, upright, and without anything but its dots."""
    try:
        image = Image.open(upload, formats=TAKEN)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_too_many_dots()) from error
    except Exception as error:
        text = _("This is not an image that can be shown. Take a PNG, JPEG, WebP or GIF.")
        raise ValidationError(text) from error
    if image.width * image.height > MOST_PIXELS[image.format] * 1_000_000:
        raise ValidationError(_too_many_dots())
    try:
        return _prepared(image)
    except Exception as error:  # a broken file breaks each decoder in a way of its own
        text = _("The image is broken: it could not be read to its end. Choose another one.")
        raise ValidationError(text) from error


def _too_many_dots():
    return _("The image has too many pixels. Make it smaller first, for example 2000 × 1500.")


def _prepared(image):
    side = (LONGEST_SIDE, LONGEST_SIDE)
    is_photo = image.format != "PNG" and image.format != "GIF"
    image.draft("RGB", side)
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.point(lambda value: value / 256).convert("L")
    has_alpha = image.has_transparency_data
    image = image.convert("RGBA" if has_alpha else "RGB")
    image.thumbnail(side)
    image = ImageOps.exif_transpose(image)
    image.info = {"is_photo": is_photo and not has_alpha}
    return image


def _written_anew(image):
    kind = "jpeg" if image.info.pop("is_photo") else "png"
    written = io.BytesIO()
    image.save(written, kind.upper(), quality=QUALITY, optimize=True)
    return Reencoded(written.getvalue(), kind, image.width, image.height)
