"""The one error that a person who typed a command gets to see."""


class LaunchError(Exception):
    """Something outside the program is in the way; the message is one line that says what to do."""
