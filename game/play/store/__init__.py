"""Where play meets the disk: saved runs and settings. Nothing that a user made is overwritten or dropped."""
