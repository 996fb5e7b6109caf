"""How a story remembers choices: proved state by state, and measured with drawn runs."""
