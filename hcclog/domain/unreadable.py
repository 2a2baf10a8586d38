"""What was typed cannot be read, or can be read in two ways."""


class Unreadable(Exception):
    """Refused, with a sentence that says what is wrong and what is allowed."""

    def __init__(self, sentence: str) -> None:
        """Take the sentence that the user reads."""
        super().__init__(sentence)
        self.sentence = sentence


class Ambiguous(Unreadable):
    """Two readings exist and a person must choose.

    Attributes:
        readings: Texts that each have one reading, to be typed or clicked instead.
    """

    def __init__(self, sentence: str, readings: tuple[str, ...]) -> None:
        """Take the sentence and the readings."""
        super().__init__(sentence)
        self.readings = readings
