"""Floor 9: the terminal game: the same pages as everywhere, drawn with Textual."""

import os

# Textual paints what has changed so many times a second, and reads this once, when it is imported. At its own 60 a
# page waits 8 ms for its turn on average, at 120 it waits 4.
os.environ.setdefault("TEXTUAL_FPS", "120")
