"""A user's mistake: refused with a sentence, and nothing written."""

from hcclog.domain.unreadable import presentable


class Refused(Exception):
    """What was asked cannot be done; the message says why and what is allowed.

    Attributes:
        field: Name of the field at which the message stands; empty where it is the whole.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        """Take the sentence that the user reads."""
        self.sentence = presentable(sentence)
        super().__init__(self.sentence)
        self.field = field
