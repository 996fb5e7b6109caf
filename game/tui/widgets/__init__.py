"""The parts that screens are made of; each knows how to show what it is given, and posts what the player wants."""
