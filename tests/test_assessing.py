"""The whole job, on small documents written for these tests."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checker import assess
from checker.assessing import STAGES, assess_files, read_area
from checker.errors import SensecheckError
from checker.judging import RuleBook, StanceModel, load_rules
from checker.model import Assessment, Issue, Kind, Outcome, View
from checker.reporting import html, json_report, text
from checker.settings import Settings

ROOT = Path(__file__).parents[1]

CSE = """# Child Sexual Exploitation Strategy

## 1 Principles

1.1 Exploitation is never a lifestyle choice, even where the young person believes that it is.

1.2 A young person who exploits others is a child too, and is owed an assessment of need by
children's social care under section 17.

## 2 Referral

2.1 Every concern goes to the MASH on 020 7946 0310 on the same day.
"""

GANGS = """# Gangs Protocol

## 1 Our position

1.1 For many of the young people concerned gang membership is a lifestyle choice.

1.2 Offenders of any age will be prosecuted, and welfare is a matter for their victims.

## 2 Referral

2.1 Every concern goes to the MASH on 020 7946 0301 on the same day.
"""

MISSING = """# Missing Children Procedure

## 1 Reporting

1.1 A child who is missing is reported to the police at once. The return home interview is held
within 72 hours.
"""


@pytest.fixture(scope="session")
def rules() -> RuleBook:
    return load_rules()


@pytest.fixture(scope="session")
def model() -> StanceModel:
    return StanceModel()


def written(folder: Path) -> Path:
    folder.mkdir()
    (folder / "gangs-protocol.md").write_text(GANGS, "utf-8")
    (folder / "cse-strategy.md").write_text(CSE, "utf-8")
    (folder / "missing-procedure.md").write_text(MISSING, "utf-8")
    return folder


@pytest.fixture
def area(tmp_path: Path) -> Path:
    return written(tmp_path / "area")


@pytest.fixture(scope="session")
def assessment(
    tmp_path_factory: pytest.TempPathFactory, rules: RuleBook, model: StanceModel
) -> Assessment:
    return assess(written(tmp_path_factory.mktemp("once") / "area"), rules=rules, model=model)


def test_every_document_answers_every_criterion(assessment: Assessment, rules: RuleBook) -> None:
    assert [d.issue for d in assessment.documents] == [Issue.CSE, Issue.GANGS, Issue.MISSING]
    assert [c.id for c in assessment.criteria] == [c.id for c in rules.criteria]
    for document in assessment.documents:
        for criterion in assessment.criteria:
            assert assessment.verdict(document.id, criterion.id) is not None


def test_the_plain_contradiction_and_its_opposite_are_seen(assessment: Assessment) -> None:
    framing = "language/choice-framing"
    gangs = assessment.verdict("gangs-protocol", framing)
    cse = assessment.verdict("cse-strategy", framing)
    assert gangs is not None
    assert cse is not None
    assert gangs.outcome is Outcome.CONTRADICTED
    assert gangs.evidence[0].location.paragraph == "1.1"
    assert cse.outcome is Outcome.MET


def test_two_numbers_for_one_hub_are_seen(assessment: Assessment) -> None:
    found = assessment.between("cse-strategy", "gangs-protocol")
    quotes = " ".join(e.quote for i in found for e in i.evidence)
    assert "020 7946 0310" in quotes
    assert "020 7946 0301" in quotes


def test_every_quote_is_the_document_s_own_words_at_its_place(assessment: Assessment) -> None:
    evidence = [e for v in assessment.verdicts for e in (*v.evidence, *v.near_misses)]
    evidence += [e for i in assessment.inconsistencies for e in i.evidence]
    assert evidence
    for item in evidence:
        words = assessment.document(item.document).text
        assert words[item.location.start : item.location.end] == item.quote


def test_every_report_can_be_made_of_it(assessment: Assessment) -> None:
    for render in (text.render, text.render_check, json_report.render, html.render):
        assert "lifestyle choice" in render(assessment)


def test_same_folder_same_result(
    area: Path, rules: RuleBook, model: StanceModel, assessment: Assessment
) -> None:
    again = assess(area, rules=rules, model=model)
    now = replace(assessment.manifest, created="")
    assert replace(again, manifest=now) == replace(assessment, manifest=now)
    assert replace(again.manifest, created="") == now


def test_where_the_folder_lies_makes_no_difference(
    area: Path, tmp_path: Path, rules: RuleBook, model: StanceModel, assessment: Assessment
) -> None:
    shutil.copytree(area, tmp_path / "elsewhere")
    there = assess(tmp_path / "elsewhere", rules=rules, model=model)
    assert there.documents == assessment.documents
    assert there.inconsistencies == assessment.inconsistencies


def test_progress_names_every_stage_to_its_end(
    area: Path, rules: RuleBook, model: StanceModel
) -> None:
    heard: list[tuple[str, int, int]] = []
    assess(
        area,
        rules=rules,
        model=model,
        progress=lambda stage, done, total, name: heard.append((stage, done, total)),
    )
    assert list(dict.fromkeys(stage for stage, _, _ in heard)) == list(STAGES)
    for stage in STAGES:
        last = [(done, total) for name, done, total in heard if name == stage][-1]
        assert last[0] == last[1] > 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.docx", b"", "is empty"),
        ("notes.xlsx", b"PK\x03\x04", "is not a kind of file"),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(40), "is not what its name says"),
        ("broken.docx", b"PK\x03\x04" + bytes(50), "damaged"),
    ],
    ids=["empty", "another kind", "wrong ending", "damaged"],
)
def test_a_bad_file_is_listed_and_the_others_are_assessed(
    area: Path, rules: RuleBook, model: StanceModel, name: str, content: bytes, words: str
) -> None:
    (area / name).write_bytes(content)
    assessment = assess(area, rules=rules, model=model)
    assert len(assessment.documents) == 3
    (unread,) = assessment.unread
    assert unread.path == name
    assert name in unread.reason
    assert words in unread.reason


def test_folders_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("words", "utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"x")
    for path, code in (
        ("none", "folder-missing"),
        ("file.txt", "folder-is-file"),
        ("empty", "folder-empty"),
        ("pictures", "folder-empty"),
    ):
        with pytest.raises(SensecheckError) as refused:
            assess(tmp_path / path)
        assert refused.value.code == code


def test_when_nothing_can_be_read_the_reason_is_given(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    with pytest.raises(SensecheckError, match=r"a\.pdf is empty"):
        assess(tmp_path)
    (tmp_path / "b.pdf").write_bytes(b"")
    with pytest.raises(SensecheckError, match=r"None of the 2 files .* a\.pdf is empty"):
        assess(tmp_path)


def test_notes_say_what_a_reader_has_to_know(
    area: Path, rules: RuleBook, model: StanceModel
) -> None:
    (area / "gangs-protocol-old.md").write_text(GANGS, "utf-8")
    (area / "letter.txt").write_text("Dear all,\n\nThank you for coming.", "utf-8")
    notes = assess(area, rules=rules, model=model).notes
    assert any("2 documents are about gangs" in n and "gangs-protocol-old.md" in n for n in notes)
    assert any("letter.txt" in n and "area.yaml" in n for n in notes)


def test_folders_in_the_folder_are_said_to_be_left_out(
    area: Path, rules: RuleBook, model: StanceModel
) -> None:
    for name in ("archive", ".git"):
        (area / name).mkdir()
        (area / name / "gangs-2009.md").write_text(GANGS, "utf-8")
    assessment = assess(area, rules=rules, model=model)
    assert len(assessment.documents) == 3
    (note,) = assessment.notes
    assert "archive" in note
    assert ".git" not in note


def test_a_file_whose_name_is_no_text_does_not_stop_the_reports(
    area: Path, rules: RuleBook, model: StanceModel, tmp_path: Path
) -> None:
    try:
        (area / os.fsdecode(b"l\xe9gal.md")).write_text(MISSING, "utf-8")
        (area / os.fsdecode(b"bad\xff.docx")).touch()
    except OSError:
        pytest.skip("this file system takes no such names")
    assessment = assess(area, rules=rules, model=model)
    assert [u.path for u in assessment.unread] == ["bad\ufffd.docx"]
    for report in (html.render(assessment), json_report.render(assessment)):
        assert "l\ufffdgal.md" in report.encode().decode()


def test_a_folder_with_one_document_is_said_to_have_nothing_to_compare(
    area: Path, tmp_path: Path, rules: RuleBook, model: StanceModel
) -> None:
    (tmp_path / "one").mkdir()
    shutil.copy(area / "cse-strategy.md", tmp_path / "one")
    assessment = assess(tmp_path / "one", rules=rules, model=model)
    assert assessment.inconsistencies == ()
    assert any("one document only" in note for note in assessment.notes)


def test_a_single_file_is_what_was_asked_for(
    area: Path, rules: RuleBook, model: StanceModel
) -> None:
    assert assess_files([area / "cse-strategy.md"], rules=rules, model=model).notes == ()


def test_files_of_one_name_from_two_folders_stay_apart(
    area: Path, tmp_path: Path, rules: RuleBook, model: StanceModel
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(area / "gangs-protocol.md", other / "gangs-protocol.md")
    assessment = assess_files(
        [area / "gangs-protocol.md", other / "gangs-protocol.md", area / "gangs-protocol.md"],
        rules=rules,
        model=model,
    )
    assert len({d.id for d in assessment.documents}) == 2


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(SensecheckError, match="There is no file"):
        assess_files([tmp_path / "none.docx"])
    with pytest.raises(SensecheckError, match="is a folder"):
        assess_files([tmp_path])


def test_paths_that_may_not_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_dir", forbidden)
    monkeypatch.setattr(Path, "is_file", forbidden)
    monkeypatch.setattr(Path, "exists", forbidden)
    for job in (lambda: assess(tmp_path), lambda: assess_files([tmp_path / "a.docx"])):
        with pytest.raises(SensecheckError, match=r"cannot be opened .permission denied"):
            job()


def test_area_yaml_wins_over_what_was_told_from_the_words(
    area: Path, rules: RuleBook, model: StanceModel
) -> None:
    (area / "area.yaml").write_text(
        "area: Somewhere\n"
        "documents:\n"
        "  gangs-protocol.md: {issue: hsb, kind: Terms-of-Reference, date: 2014-09-30}\n"
        "  gone.pdf: {issue: dv}\n"
        "colour: red\n",
        "utf-8",
    )
    assessment = assess(area, rules=rules, model=model)
    document = assessment.document("gangs-protocol")
    assert document.issue is Issue.HSB
    assert document.kind is Kind.TERMS_OF_REFERENCE
    assert document.date == "2014-09-30"
    assert {d.area for d in assessment.documents} == {"Somewhere"}
    assert any("gone.pdf" in note for note in assessment.notes)
    assert any("colour" in note for note in assessment.notes)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("documents: [", "not YAML at line"),
        ("- a\n- b\n", "a list of keys and values"),
        ("documents: [a, b]", "under documents"),
        ("documents: {a.pdf: cse}", "entry of a.pdf"),
        ("documents: {a.pdf: {issue: knives}}", "'knives'; choose from cse, dv"),
        ("a.pdf: {kind: leaflet}", "'leaflet'; choose from strategy"),
        (b"\xff\xfe\x00", "not UTF-8"),
        ("area: [a, b]", "the area has to be"),
        ("a.pdf: {title: [a, b]}", "the title of a.pdf has to be"),
        ("a.pdf: {date: soon}", "the date of a.pdf is 'soon'"),
        ("a.pdf: {date: 2014-13}", "the date of a.pdf is '2014-13'"),
    ],
)
def test_a_malformed_area_yaml_is_said_with_its_cause(
    tmp_path: Path, content: str | bytes, words: str
) -> None:
    given = content if isinstance(content, bytes) else content.encode()
    (tmp_path / "area.yaml").write_bytes(given)
    with pytest.raises(SensecheckError) as refused:
        read_area(tmp_path)
    assert refused.value.code == "area-yaml"
    assert "area.yaml" in str(refused.value)
    assert words in str(refused.value)


def test_area_yaml_without_the_documents_key(tmp_path: Path) -> None:
    (tmp_path / "area.yml").write_text("a.pdf: {issue: cse, date: 2014}\n", "utf-8")
    assert read_area(tmp_path).of("a.pdf") == {"issue": "cse", "date": "2014"}
    assert read_area(tmp_path).of("b.pdf") == {}


GUARD = """
import socket, sys
log = open({log!r}, "a", buffering=1)
kept = socket.socket
class Guard(kept):
    def __init__(self, family=-1, *args, **options):
        if family in (-1, socket.AF_INET, socket.AF_INET6):
            log.write(f"socket {{family}} from {{sys.argv}}\\n")
            raise OSError("no network here")
        super().__init__(family, *args, **options)
socket.socket = Guard
def refused(*args, **options):
    log.write(f"look-up of {{args}}\\n")
    raise OSError("no network here")
socket.getaddrinfo = refused
"""


def test_nothing_leaves_the_machine(area: Path, tmp_path: Path) -> None:
    """The main job, in this and every child process, without a single socket."""
    guard = tmp_path / "guard"
    guard.mkdir()
    log = tmp_path / "attempts"
    log.touch()
    (guard / "sitecustomize.py").write_text(GUARD.format(log=str(log)), "utf-8")
    code = "from checker.cli import main; main(prog_name='sensecheck')"
    command = [sys.executable, "-c", code, "matrix", str(area), "--report", "report.html"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(guard), str(ROOT)])}
    ran = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert "Documents × documents" in ran.stdout
    assert (tmp_path / "report.html").is_file()
    assert log.read_text() == ""
    proof = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('localhost', 9))"],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert proof.returncode != 0
    assert log.read_text() != "", "the guard itself does not work"


def test_a_document_that_was_read_badly_needs_a_person_throughout(
    area: Path, rules: RuleBook, model: StanceModel, assessment: Assessment
) -> None:
    garbled = " ".join(f"q{chr(0xE000 + n % 50)}z" for n in range(6))
    words = (area / "gangs-protocol.md").read_text("utf-8")
    share = len(words.split()) // 14
    (area / "gangs-protocol.md").write_text(
        words + "\n\n" + "\n\n".join([garbled] * share), "utf-8"
    )
    limits = Settings(min_quality=0.9)
    found = assess(area, limits, rules=rules, model=model)
    assert found.document("gangs-protocol").extraction.quality < 0.9
    for verdict in found.verdicts:
        if verdict.outcome is Outcome.NOT_APPLICABLE:
            continue
        if verdict.document == "gangs-protocol":
            assert verdict.needs_review
            assert "read badly" in verdict.reason
        else:
            assert verdict == assessment.verdict(verdict.document, verdict.criterion)
    assert "read badly" in json_report.render(found)


def test_what_documents_say_of_themselves_is_noted(
    tmp_path: Path, rules: RuleBook, model: StanceModel
) -> None:
    front = (
        "# Gangs Protocol\n\nDRAFT for consultation\n\nReview date: May 2016\n\n## 1 Law\n\n"
        "Police Scotland, the Children's Reporter and the child protection committee meet.\n"
    )
    (tmp_path / "gangs-protocol.md").write_text(front, "utf-8")
    late = assess(tmp_path, today=date(2016, 6, 1), rules=rules, model=model)
    early = assess(tmp_path, today=date(2016, 5, 31), rules=rules, model=model)
    overdue = [note for note in late.notes if "May 2016 and is overdue" in note]
    assert len(overdue) == 1
    assert not any("overdue" in note for note in early.notes)
    for words in ("law of Scotland", "says that it is a draft"):
        assert any(words in note for note in late.notes)
    for render in (text.render, html.render):
        page = " ".join(render(late).split())
        assert "review due May 2016" in page
        assert "status: draft" in page
        assert "under the law of Scotland" in page


def test_documents_of_an_archive_are_assessed_under_its_name(
    area: Path, tmp_path: Path, rules: RuleBook, model: StanceModel, assessment: Assessment
) -> None:
    packed = tmp_path / "packed"
    packed.mkdir()
    with zipfile.ZipFile(packed / "area.zip", "w") as archive:
        for path in area.iterdir():
            archive.write(path, path.name)
        archive.writestr("broken.pdf", b"%PDF-1.7 and no more")
        archive.writestr("inner.zip", b"PK")
    found = assess(packed, rules=rules, model=model)
    assert [d.path for d in found.documents] == [f"area.zip/{d.path}" for d in assessment.documents]
    assert found.verdicts == assessment.verdicts
    assert [unread.path for unread in found.unread] == ["area.zip/broken.pdf", "area.zip/inner.zip"]
    assert all(unread.path in unread.reason for unread in found.unread)


def test_tracked_changes_are_judged_as_asked(
    tmp_path: Path, rules: RuleBook, model: StanceModel
) -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    document.add_heading("Child Sexual Exploitation Protocol", 1)
    document.element.body.insert(
        1,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:r><w:t xml:space='preserve'>Exploitation is </w:t></w:r>"
            "<w:ins w:id='1' w:author='Ann'><w:r><w:t xml:space='preserve'>never </w:t></w:r>"
            "</w:ins><w:r><w:t>a lifestyle choice by the child.</w:t></w:r></w:p>"
        ),
    )
    document.save(str(tmp_path / "cse-protocol.docx"))
    outcomes = []
    for view in (View.ACCEPTED, View.ORIGINAL):
        found = assess(tmp_path, view=view, rules=rules, model=model)
        verdict = found.verdict("cse-protocol", "language/choice-framing")
        outcomes.append(verdict.outcome if verdict else None)
    assert outcomes == [Outcome.MET, Outcome.CONTRADICTED]


def test_of_two_versions_the_newer_is_assessed_and_the_other_named(tmp_path: Path) -> None:
    more = "\n".join(f"{n}.1 Workers in team {n} keep a record of it." for n in range(3, 9))
    for year in (2018, 2021):
        (tmp_path / f"cse-{year}.md").write_text(f"{CSE}\n{more}\n")
    area = "\n".join(f'cse-{y}.md: {{issue: cse, date: "{y}-05"}}' for y in (2018, 2021))
    (tmp_path / "area.yaml").write_text(area)
    found = assess(tmp_path)
    assert [document.id for document in found.documents] == ["cse-2021"]
    assert any("cse-2018.md is an earlier version of cse-2021.md" in note for note in found.notes)
    both = assess_files([tmp_path / "cse-2018.md", tmp_path / "cse-2021.md"])
    assert len(both.documents) == 2


def test_a_document_of_another_area_is_pointed_out(tmp_path: Path) -> None:
    for name, text_, area in (
        ("cse", CSE, "Eastmere"), ("gangs", GANGS, "Eastmere"), ("missing", MISSING, "Westmere"),
    ):  # fmt: skip
        body = text_ + f"\n\nThis is the paper of {area} and is used in all of {area}.\n"
        (tmp_path / f"{name}.md").write_text(body)
    files = "\n".join(
        f"{name}.md: {{area: {area}}}"
        for name, area in (("cse", "Eastmere"), ("gangs", "Eastmere"), ("missing", "Westmere"))
    )
    (tmp_path / "area.yaml").write_text(files)
    (note,) = (note for note in assess(tmp_path).notes if "of Westmere" in note)
    assert note.startswith("missing.md seems to be of Westmere and the others of Eastmere")
    (tmp_path / "area.yaml").write_text("area: Eastmere")
    assert not any("Westmere" in note for note in assess(tmp_path).notes)


def test_a_document_that_names_the_others_area_is_of_it(tmp_path: Path) -> None:
    (tmp_path / "cse.md").write_text(CSE)
    (tmp_path / "gangs.md").write_text(GANGS)
    (tmp_path / "missing.md").write_text(MISSING + "\nThe Eastmere police are told.\n")
    (tmp_path / "area.yaml").write_text(
        "cse.md: {area: Eastmere}\ngangs.md: {area: Eastmere}\nmissing.md: {area: Saltmarsh}"
    )
    assert not any("Saltmarsh" in note for note in assess(tmp_path).notes)
