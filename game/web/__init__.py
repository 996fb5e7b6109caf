"""Floor 9: a room in browsers: the pages of pupils, of the board and of the wall; and the terminal game there."""
