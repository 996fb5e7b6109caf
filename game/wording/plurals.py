"""The one place that says how a number changes the words around it."""


def choose_form(forms: tuple[str, ...], count: int) -> str:
    """Return the form of a sentence for a number of things, in English: the first for one, the last for any other."""
    return forms[0] if count == 1 else forms[-1]
