"""What is printed for a class before its lesson, and written down after it: one page for the wall, and the papers."""
