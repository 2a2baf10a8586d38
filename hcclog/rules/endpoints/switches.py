"""What a trial decides about its endpoints, once.

Sources: Eisenhauer 2009, 4.6 and 4.7; FDA, Clinical trial endpoints for the approval of cancer
drugs and biologics (2018), on censoring; Seymour 2017 on progression that was never confirmed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hcclog.rules.best_response.options import BestResponseOptions

MISSED_IN_A_ROW = (
    2  # assessments without an answer directly before progression: its day is doubtful
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    """How endpoints are counted.

    Attributes:
        best: How the best response is counted; its criteria are set by the caller's.
        confirmed_response: True where the duration of response begins with a confirmed one.
        censor_at_new_therapy: True where the next line of therapy ends what is known.
        censor_at_procedure: True where a treatment of tumour at its place does so too.
        censor_before_missed: True where progression after assessments without an answer is
            censored at the last evaluable one before them.
        unconfirmed_progression: True where a progression that was never confirmed nor reset counts
            (iRECIST).
    """

    best: BestResponseOptions = field(default_factory=BestResponseOptions)
    confirmed_response: bool = True
    censor_at_new_therapy: bool = True
    censor_at_procedure: bool = False
    censor_before_missed: bool = False
    unconfirmed_progression: bool = True


DEFAULT = Switches()
