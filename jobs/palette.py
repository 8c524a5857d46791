"""Pictures with 256 colours, a third of the size. Run by jobs.pictures, which brings Pillow."""

import sys
from pathlib import Path

from PIL import Image


def main(taken: Path, kept: Path) -> None:
    kept.mkdir(parents=True, exist_ok=True)
    for path in sorted(taken.glob("*.png")):
        picture = Image.open(path).convert("RGB")
        small = picture.quantize(
            256, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE
        )
        small.save(kept / path.name, optimize=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
