"""What was typed cannot be read, or can be read in two ways."""

MOST_SAID = 600
_END = 180


def showable(text: str) -> str:
    """Return a text on one line, in which signs that cannot be seen are written as their codes."""
    return text if text.isprintable() else "".join(map(_seen, text))


def presentable(sentence: str) -> str:
    """Return a sentence that can be shown whatever it repeats of what was typed.

    Of a long one the middle, which is what was typed, is left out: its end says what is allowed.
    """
    shown = showable(sentence)
    if len(shown) <= MOST_SAID:
        return shown
    return f"{shown[: MOST_SAID - _END]} … {shown[-_END + len(' … ') :]}"


def _seen(letter: str) -> str:
    if letter.isprintable():
        return letter
    return " " if letter.isspace() else repr(letter)[1:-1]


class Unreadable(Exception):
    """Refused, with a sentence that says what is wrong and what is allowed."""

    def __init__(self, sentence: str) -> None:
        """Take the sentence that the user reads."""
        self.sentence = presentable(sentence)
        super().__init__(self.sentence)


class Ambiguous(Unreadable):
    """Two readings exist and a person must choose.

    Attributes:
        readings: Texts that each have one reading, to be typed or clicked instead.
    """

    def __init__(self, sentence: str, readings: tuple[str, ...]) -> None:
        """Take the sentence and the readings."""
        super().__init__(sentence)
        self.readings = readings
