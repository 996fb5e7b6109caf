"""The terminal game: the same pages as everywhere, drawn with Textual."""
