"""Floor 8: a room: seats, ballots and the log of a lesson. Its core is pure: commands in, events out, state a fold."""
