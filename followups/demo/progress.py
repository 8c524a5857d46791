"""A line that says how far a long work has come."""

import sys
import time

WIDTH = 30


class Progress:
    """Writes to `stream`; redraws one line on a screen, else a line every tenth of the way."""

    def __init__(self, stream=None):
        self.stream = stream or sys.stderr
        self.is_screen = self.stream.isatty()
        self.started, self.told = time.monotonic(), -1

    def __call__(self, done, total):
        percent = 100 * done // total
        step = percent if self.is_screen else percent // 10
        if step == self.told and done < total:
            return
        self.told = step
        bar = "#" * (WIDTH * done // total)
        seconds = time.monotonic() - self.started
        line = f"[{bar:.<{WIDTH}}] {done:,} of {total:,} ({percent} %), {seconds:.0f} s"
        end = "\r" if self.is_screen and done < total else "\n"
        self.stream.write(line + end)
        self.stream.flush()
