"""What a story remembers of a choice: proved state by state, and measured by drawn runs."""
