"""Floor 4: a Page as text, Markdown or HTML."""
