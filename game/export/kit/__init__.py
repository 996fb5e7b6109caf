"""The files of a class: before a lesson its page for the wall and its papers, after it the report."""
