from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.errors import SensecheckError
from checker.judging import criterion_from_text, criterion_template, load_rules
from checker.judging.pack_files import PackFile
from checker.model import Document, Issue, Kind, Outcome, Stance
from judging.conftest import CRITERION, RULE

Pack = Callable[..., Path]

IDS = [
    "sense-check/safeguarding-response",
    "sense-check/differs-from-adults",
    "sense-check/linked-procedures",
    "sense-check/social-care-thresholds",
    "sense-check/environment",
    "sense-check/victim-perpetrator-overlap",
    "sense-check/sixteen-seventeen",
    "audit/adult-only-perpetrator",
    "audit/grooming-coercion",
    "audit/boys-as-victims",
    "audit/governance",
    "audit/warning-signs",
    "language/choice-framing",
    "language/victim-blaming",
    "currency/superseded-guidance",
    "style/readability",
]


def of(issue: Issue | None, kind: Kind | None) -> Document:
    return Document("d", "d", "", "", (), issue=issue, kind=kind)


def test_the_shipped_packs_hold_every_criterion_in_the_order_of_the_matrix() -> None:
    assert [c.id for c in load_rules().criteria] == IDS


def test_what_a_report_needs_is_there() -> None:
    for criterion in load_rules().criteria:
        described = criterion.described
        assert described.id == criterion.id
        assert all((described.title, described.asks, described.why, described.instead))
        assert described.source.count(",") >= 1


def test_an_unknown_criterion_is_answered_with_the_known_ones() -> None:
    with pytest.raises(SensecheckError, match="audit/governance") as error:
        load_rules().criterion("audit/nothing")
    assert error.value.code == "rule-unknown-criterion"


def test_sixteen_seventeen_is_asked_of_domestic_abuse_documents_only() -> None:
    criterion = load_rules().criterion("sense-check/sixteen-seventeen")
    assert criterion.applies(of(Issue.DV, None))
    assert not criterion.applies(of(Issue.CSE, Kind.PROTOCOL))
    assert not criterion.applies(of(None, Kind.PROTOCOL))


def test_warning_signs_are_not_asked_of_minutes() -> None:
    criterion = load_rules().criterion("audit/warning-signs")
    assert criterion.applies(of(None, Kind.PROTOCOL))
    assert not criterion.applies(of(Issue.CSE, Kind.MINUTES))


def test_a_pack_of_ones_own_is_read(pack: Pack) -> None:
    (criterion,) = load_rules([pack()]).criteria
    assert criterion.id == "house/one"
    assert criterion.rules[0].name == "house/one/a-rule"
    assert (criterion.verdict.mention, criterion.verdict.silence) == (
        Outcome.PARTLY,
        Outcome.NOT_ADDRESSED,
    )
    assert criterion.exemplars == {}


def test_exemplars_of_several_rules_are_joined(pack: Pack) -> None:
    rules = """\
  - {id: first, kind: meaning, exemplars: {meets: [A good sentence.], contradicts: [A bad one.]}}
  - {id: second, kind: meaning, exemplars: {meets: [Another good one.]}}
"""
    (criterion,) = load_rules([pack(rules=rules)]).criteria
    assert criterion.exemplars == {
        Stance.MEETS: ("A good sentence.", "Another good one."),
        Stance.CONTRADICTS: ("A bad one.",),
    }


def test_preview_criteria_are_off_unless_asked_for(pack: Pack) -> None:
    folder = pack(change=("status: stable", "status: preview"))
    assert load_rules([folder]).criteria == ()
    assert len(load_rules([folder], preview=True).criteria) == 1


def test_packs_keep_together_and_follow_their_places(pack: Pack) -> None:
    pack(name="late")
    folder = pack(name="early", change=("rules:", "place: 3\nrules:"))
    assert [c.id for c in load_rules([folder]).criteria] == ["house/early", "house/late"]


def test_the_hash_changes_with_a_rule_and_with_nothing_else(pack: Pack) -> None:
    folder = pack()
    first = load_rules([folder]).sha256
    assert load_rules([pack()]).sha256 == first
    assert load_rules([pack(change=("a-rule", "b-rule"))]).sha256 != first


def test_the_hash_takes_in_the_dated_tables(pack: Pack) -> None:
    folder = pack()
    first = load_rules([folder]).sha256
    (folder / "house" / "tables").mkdir()
    (folder / "house" / "tables" / "things.yaml").write_text("about: things\n")
    assert load_rules([folder]).sha256 != first


MISTAKES = [
    (("title:", "titel:"), 2, "did you mean title?", "titel: A title"),
    (("severity: low", "severity: huge"), 9, "valid are high, medium, low", "severity: huge"),
    (("severity: low\n", ""), 1, 'the key "severity" is missing', "id: house/one"),
    (("kind: pattern", "kind: patern"), 12, "did you mean pattern? valid are", "kind: patern"),
    (("    kind: pattern\n", ""), 11, 'the key "kind" is missing', "- id: a-rule"),
    (("terms: [", "words: ["), 13, 'no key "words"', "words: [lifestyle choice]"),
    (("[lifestyle choice]", "[(lifestyle choice]"), 13, "not closed", "terms: [(lifestyle"),
    (("[lifestyle choice]", "7"), 13, '"terms" has to be a list', "terms: 7"),
    (("meets}", "meats}"), 14, "did you mean meets?", "rejected: meats"),
    (("fires:", "fire:"), 15, "valid are fires, silent", "fire: It is"),
    (("id: house/one", "id: house/two"), 1, "has to be house/one", "id: house/two"),
    (("status: stable", "status: stable\nstatus: stable"), 8, "is here twice", "status: stable"),
    (("why: Because", "why: [Because"), 5, "it is not YAML", "instead: Say that."),
    (('date: "2016"', "date: 2016"), 6, "quotation marks", "date: 2016"),
    (("confirmed: true", "confirmed: perhaps"), 6, "true or false", "confirmed: perhaps"),
    (("since:", "place: first\nsince:"), 8, "whole number", "place: first"),
    (("rules:\n", "rules: none\nx:\n"), 11, 'no key "x"', "x:"),
]


@pytest.mark.parametrize(("change", "line", "says", "quotes"), MISTAKES)
def test_a_mistake_is_answered_with_the_users_own_line(
    pack: Pack, change: tuple[str, str], line: int, says: str, quotes: str
) -> None:
    folder = pack(change=change)
    with pytest.raises(SensecheckError) as error:
        load_rules([folder])
    message = str(error.value)
    head, quote, pointer = message.split("\n")
    assert error.value.code == "rule-malformed"
    assert head.startswith(f"{folder / 'house' / 'one.yaml'}, line {line}: ")
    assert says in head
    assert quotes in quote
    assert pointer.strip() == "^"
    assert quote[pointer.index("^")] != " "


def test_a_rule_id_twice_is_refused(pack: Pack) -> None:
    with pytest.raises(SensecheckError, match="another rule a-rule"):
        load_rules([pack(rules=RULE + RULE)])


def test_a_criterion_twice_is_refused(pack: Pack) -> None:
    folder = pack()
    with pytest.raises(SensecheckError, match="another criterion house/one"):
        load_rules([folder, folder])


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "a: \x00", "? [a, b]\n: c\n"])
def test_a_file_of_another_shape_is_refused(pack: Pack, text: str) -> None:
    with pytest.raises(SensecheckError, match="line 1: "):
        load_rules([pack(text)])


def test_a_rule_of_another_shape_is_refused(pack: Pack) -> None:
    with pytest.raises(SensecheckError, match="a list of keys"):
        load_rules([pack(rules="  - pattern\n")])


def test_a_missing_folder_and_a_missing_table_are_named(pack: Pack, tmp_path: Path) -> None:
    with pytest.raises(SensecheckError, match="There is no folder"):
        load_rules([tmp_path / "nowhere"])
    rules = "  - {id: dated, kind: currency, tables: [lost], zones: [body], examples: {}}\n"
    with pytest.raises(SensecheckError, match=r"There is no file .*lost\.yaml"):
        load_rules([pack(rules=rules)])


def test_a_mistake_in_a_table_is_answered_with_the_tables_line(pack: Pack) -> None:
    rules = "  - {id: dated, kind: currency, tables: [things], zones: [body], examples: {}}\n"
    folder = pack(rules=rules)
    (folder / "house" / "tables").mkdir()
    (folder / "house" / "tables" / "things.yaml").write_text(
        "about: things\nchecked: 2026\nrows:\n  - id: a\n    thing: A\n    superseded: soon\n"
    )
    with pytest.raises(SensecheckError, match=r"things\.yaml, line 4: the key"):
        load_rules([folder])


def test_a_file_that_is_not_text_is_refused(pack: Pack) -> None:
    folder = pack()
    (folder / "house" / "one.yaml").write_bytes(b"id: \xff\xfe")
    with pytest.raises(SensecheckError) as error:
        load_rules([folder])
    assert error.value.code == "file-unreadable"


@given(text=st.text(alphabet="abc:-[]{}?*&!|>'\"#% \n\t,~", max_size=60))
@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_any_text_is_a_mapping_or_a_malformed_rule(tmp_path: Path, text: str) -> None:
    path = tmp_path / "any.yaml"
    path.write_text(text, "utf-8")
    try:
        outcome: object = PackFile(path).data
    except SensecheckError as error:
        outcome = error.code
    assert isinstance(outcome, dict) or outcome == "rule-malformed"


def test_a_criterion_by_itself_says_what_it_is_called() -> None:
    criterion = criterion_from_text(criterion_template("our-board/private-fostering"))
    assert criterion.id == "our-board/private-fostering"
    assert criterion.rules[0].name == "our-board/private-fostering/told"


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ("", 1, "a list of keys"),
        ("id: [", 2, "it is not YAML"),
        (CRITERION.format(name="one", rules=RULE).partition("\n")[2], 1, '"id" is missing'),
        (CRITERION.format(name="One", rules=RULE), 1, '"id" is not right'),
        ("a: &a [x]\nb: [*a, *a]\n", 2, "write out what"),
        (CRITERION.format(name="one", rules=(
            "  - {id: x, kind: currency, tables: [guidance], zones: [body],\n"
            "     past_before: [old], past_after: [old], examples: {}}\n"
        )), 11, "has no folder of tables"),
    ],
)  # fmt: skip
def test_a_criterion_by_itself_that_is_not_right_is_refused(
    text: str, line: int, cause: str
) -> None:
    with pytest.raises(SensecheckError, match=cause) as error:
        criterion_from_text(text)
    assert error.value.fields["line"] == line


def test_lines_that_unfold_without_end_are_not_unfolded() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )
    with pytest.raises(SensecheckError, match="write out what"):
        criterion_from_text(bomb)


def test_ones_own_criteria_stand_behind_the_others_or_in_their_place() -> None:
    book = load_rules()
    assert book.with_own([]) is book
    own = criterion_from_text(criterion_template("our-board/private-fostering"))
    more = book.with_own([own])
    assert [c.id for c in more.criteria] == [*IDS, own.id]
    other = own.model_copy(update={"title": "Another title"})
    again = more.with_own([other])
    assert [c.title for c in again.criteria if c.id == own.id] == ["Another title"]
    assert len({book.sha256, more.sha256, again.sha256}) == 3


def test_reading_rules_does_not_load_the_models_libraries() -> None:
    script = (
        "import sys; from checker.judging import load_rules; load_rules();"
        "heavy = {'onnxruntime', 'tokenizers', 'numpy', 'textstat'} & set(sys.modules);"
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_an_unknown_name_is_not_exported() -> None:
    import checker.judging

    with pytest.raises(AttributeError, match="nonsense"):
        checker.judging.nonsense  # noqa: B018
