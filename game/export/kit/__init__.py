"""The files of a class: the page for the wall and the papers before a lesson, the report after it."""
