"""Floor 8: a room with its seats, ballots and log. The core is pure: commands give events, events fold into a state."""
