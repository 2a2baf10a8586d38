"""The rules as a book: nothing that decides is missing in it, and its version is raised with it."""

from __future__ import annotations

from hashlib import sha256

from hcclog.rules.best_response.rules import CONFIRMED_RULES, UNCONFIRMED_RULES
from hcclog.rules.book import pages
from hcclog.rules.contradictions.find import RULES as CONTRADICTIONS
from hcclog.rules.criteria import RULES
from hcclog.rules.endpoints.rules import ENDPOINT_RULES
from hcclog.rules.irecist.rules import IMMUNE_RULES
from hcclog.rules.irecist.signs import SIGNS
from hcclog.rules.markers.cutoffs import CUT_OFFS
from hcclog.rules.markers.lead import LEAD_RULES
from hcclog.rules.markers.response import RESPONSE_RULES
from hcclog.rules.markers.rise import RISE_RULES
from hcclog.rules.non_target import NON_TARGET_RULES
from hcclog.rules.overall import OVERALL_ROWS
from hcclog.rules.role_rules import ROLE_RULES
from hcclog.rules.scores.stages import BCLC, CNLC
from hcclog.rules.scores.tables import LAB_TERMS
from hcclog.rules.target import TARGET_RULES
from hcclog.rules.version import RULES_VERSION

# The digest of the book as it was printed last. Where it changes, look at `hcclog rules`, and raise
# the version unless the words alone were changed.
PRINTED = {"2026.11": "6338107c5bb2cb31"}


def test_every_rule_has_its_line() -> None:
    printed = [line.name for page in pages() for line in page.lines]
    for rules in (TARGET_RULES, NON_TARGET_RULES, OVERALL_ROWS, IMMUNE_RULES, SIGNS, ROLE_RULES):
        names = [rule.name for rule in rules]
        assert len(set(names)) == len(names)
        assert set(names) <= set(printed)


def test_every_rule_on_the_rest_of_a_record_has_its_line() -> None:
    printed = [line.name for page in pages() for line in page.lines]
    names = [cut.name for cut in CUT_OFFS] + [rule.name for rule in CONTRADICTIONS]
    names += [term.term for term in LAB_TERMS] + [rule.name for rule in RESPONSE_RULES]
    names += [rule.name for rule in (*RISE_RULES, *LEAD_RULES)] + ["marker progression"]
    names += [rule.name for system in (BCLC, CNLC) for rule in system.rules]
    assert set(names) <= set(printed)
    assert printed.count("stage Ib") == 2


def test_every_set_of_criteria_has_its_thresholds() -> None:
    titles = [page.title for page in pages()]
    assert all(f"{rules.name}: thresholds" in titles for rules in RULES.values())
    lines = {line.name: line.answer for line in pages()[0].lines}
    assert lines["partial response"] == "−30 %"
    assert lines["progression"] == "+20 % and +5 mm"


def test_best_response_and_endpoints_have_their_pages() -> None:
    lines = {page.title: [line.name for line in page.lines] for page in pages()}
    for rules, word in ((UNCONFIRMED_RULES, "without"), (CONFIRMED_RULES, "with")):
        title = f"Best overall response {word} confirmation"
        assert lines[title] == [rule.name for rule in rules]
    for rule in ENDPOINT_RULES:
        ends = [end.name for end in (*rule.events, *rule.censors, rule.otherwise)]
        assert lines[f"{rule.name} ({rule.key.value})"] == ["what it counts", *ends]


def test_every_line_says_what_it_means() -> None:
    assert all(line.name and line.meaning.endswith(".") for p in pages() for line in p.lines)


def test_the_version_is_raised_with_the_rules() -> None:
    digest = sha256(repr(pages()).encode()).hexdigest()[:16]
    assert {RULES_VERSION: digest} == PRINTED
