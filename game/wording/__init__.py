"""Under all floors: every word that is the program's own and not a pack's, in English.

Names lead to sentences; what stands in braces is filled with `str.format`. Take a word where it is shown, as an
attribute of its module (`page_words.ANSWER`), and never keep it: so one place can answer in another language.
"""
