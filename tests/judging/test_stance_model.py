from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from checker.data import data_path
from checker.errors import SensecheckError
from checker.judging import Judge, StanceModel, load_rules, model_input
from checker.model import Stance
from checker.passages import passage_from_text


@pytest.fixture(scope="module")
def model() -> StanceModel:
    return StanceModel()


@pytest.mark.parametrize(
    ("criterion", "meets", "contradicts"),
    [
        (
            "sense-check/victim-perpetrator-overlap",
            "A young person who has harmed another may well have been harmed too, and both are "
            "recorded.",
            "Victims and those who harm them are two separate groups, and nobody belongs to both.",
        ),
        (
            "sense-check/environment",
            "The school changes the supervision of its corridors and works with the year group.",
            "Work is with the child and the family only; places are outside the panel's remit.",
        ),
        (
            "sense-check/social-care-thresholds",
            "Children's social care decides within one working day whether section 17 or section "
            "47 applies.",
            "Harm outside the family does not meet the threshold for children's social care.",
        ),
        (
            "language/choice-framing",
            "No child chooses to be exploited, whatever they may tell us.",
            "Some of these girls choose to be exploited because they like the lifestyle.",
        ),
    ],
)
def test_a_statement_and_its_opposite(
    model: StanceModel, criterion: str, meets: str, contradicts: str
) -> None:
    """As a document would be judged: the model with the rules."""
    judge = Judge(load_rules(), model)
    passages = [passage_from_text(meets), passage_from_text(contradicts)]
    heard = judge.stances(passages, None, [judge.rules.criterion(criterion)])[criterion]
    assert {s.passage: s.stance for s in heard} == {0: Stance.MEETS, 1: Stance.CONTRADICTS}


def test_what_is_on_no_topic_is_silent_everywhere(model: StanceModel) -> None:
    passage = passage_from_text("The board meets in the town hall on the second Tuesday in May.")
    assert (model.score([passage]).logits[0].argmax(axis=1) == 0).all()


def test_an_answer_hangs_on_its_own_text_alone(model: StanceModel) -> None:
    """To the last bit, whatever stands beside it: an edit elsewhere moves nothing here."""
    texts = [f"Paragraph {n} is about the panel. " * (1 + n % 7) for n in range(50)]
    passages = [passage_from_text(text.strip()) for text in texts]
    together = model.score(passages)
    apart = [model.score([p]) for p in reversed(passages)][::-1]
    assert np.array_equal(together.logits, np.concatenate([s.logits for s in apart]))
    assert np.array_equal(together.vectors, np.concatenate([s.vectors for s in apart]))
    assert np.array_equal(together.focus, np.concatenate([s.focus for s in apart]))


def test_the_focus_lies_in_the_passages_own_text(model: StanceModel) -> None:
    passage = passage_from_text(
        "told off and sent home", heading="9 Sanctions", stem="A pupil who harms is:"
    )
    for start, end in model.score([passage]).focus[0]:
        assert 0 <= start < end <= len(passage.text)


def test_heading_and_stem_come_before_the_text() -> None:
    passage = passage_from_text("the school", heading="4 Referral", stem="Those who refer:")
    text, begins = model_input(passage)
    assert text == "4 Referral. Those who refer: the school"
    assert text[begins:] == passage.text


def test_every_head_belongs_to_a_criterion(model: StanceModel) -> None:
    assert set(model.criteria) <= {criterion.id for criterion in load_rules().criteria}


@pytest.mark.parametrize("split", ["train", "dev"])
def test_the_model_was_made_from_the_passages_beside_it(model: StanceModel, split: str) -> None:
    files = sorted((data_path("corpora") / "passages" / split).glob("*.jsonl"))
    found = hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()
    assert model.manifest[f"{split}_sha256"] == found, "run `make train`"


def test_heads_of_another_encoder_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(data_path("corpora") / "models" / "stance", folder)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["encoder_sha256"] = "0" * 64
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(SensecheckError, match="belong to another encoder"):
        StanceModel(folder)


@pytest.mark.parametrize(
    "name", ["model.onnx", "tokenizer.json", "heads.safetensors", "manifest.json"]
)
def test_a_missing_part_is_named(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(data_path("corpora") / "models" / "stance", folder)
    (folder / name).unlink()
    with pytest.raises(SensecheckError, match=f"no {name}"):
        StanceModel(folder)


def test_the_setting_names_another_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "model"
    shutil.copytree(data_path("corpora") / "models" / "stance", folder)
    monkeypatch.setenv("SENSECHECK_MODEL", str(folder))
    assert StanceModel().folder == folder


def test_heads_for_fewer_criteria_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(data_path("corpora") / "models" / "stance", folder)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["criteria"].pop()
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(SensecheckError, match=r"the heads' query is \(13, 384\).*\(12, 384\)"):
        StanceModel(folder).score([passage_from_text("A child is told.")])


@pytest.mark.parametrize("name", ["model.onnx", "heads.safetensors", "manifest.json"])
def test_a_broken_part_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(data_path("corpora") / "models" / "stance", folder)
    (folder / name).write_bytes(b"nothing of the kind")
    if name == "model.onnx":
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        manifest["encoder_sha256"] = hashlib.sha256(b"nothing of the kind").hexdigest()
        (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(SensecheckError, match="cannot be used"):
        StanceModel(folder).score([passage_from_text("A child is told.")])


def test_a_model_that_was_never_calibrated_is_refused(model: StanceModel) -> None:
    raw = StanceModel(model.folder)
    del raw.manifest["fusion"]
    with pytest.raises(SensecheckError, match="never calibrated"):
        Judge(load_rules(), raw)
