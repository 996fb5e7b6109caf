"""Floor 9: a room in browsers, with the pages of pupils, board and wall; and the terminal game in browsers."""
