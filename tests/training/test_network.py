"""The network on toy data: what is learned from which labels. Skipped where torch, which only training needs, is not installed."""

from __future__ import annotations

import dataclasses
import itertools
import math
import random
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="torch is installed only to train")
pytest.importorskip("safetensors", reason="safetensors is installed only to train")

from corpus.load import load  # noqa: E402
from dateline.reader.pieces import Pieces  # noqa: E402
from tests.training import toy  # noqa: E402
from training.annotated import passages_of  # noqa: E402
from training.batches import (  # noqa: E402
    LONGEST,
    Batch,
    batches,
    make_batch,
    make_passage_batch,
    padded,
    piece_count,
)
from training.corpora import PACKAGE, Training, load_training  # noqa: E402
from training.example import ANY_TAG, KINDS, TAG_ID, TAGS, Example  # noqa: E402
from training.losses import Inventory, Losses  # noqa: E402
from training.network import Reader  # noqa: E402
from training.passage import Passage  # noqa: E402
from training.passage_losses import PassageLosses  # noqa: E402
from training.tag_chain import LEGAL, chain_loss  # noqa: E402


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(PACKAGE / "tokenizer.json")


@pytest.fixture(scope="module")
def training(tmp_path_factory: pytest.TempPathFactory) -> Training:
    return load_training(toy.corpora(tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="module")
def corpora(training: Training) -> dict[str, list[Example]]:
    return training.sentences


@pytest.fixture(scope="module")
def passages(tmp_path_factory: pytest.TempPathFactory) -> list[Passage]:
    return passages_of(load(folder=toy.report(tmp_path_factory.mktemp("reports"))))


@pytest.fixture(scope="module")
def inventory(training: Training, passages: list[Passage]) -> Inventory:
    found = Inventory.of(training.all_sentences(), passages, least=1)
    return dataclasses.replace(found, roles=["none", "ARG0", "ARG1"])


def network(inventory: Inventory) -> Reader:
    torch.manual_seed(1)
    return Reader(shapes=64, classes={name: len(getattr(inventory, name)) for name in Inventory.__slots__})


def of_words(reader: Reader, batch: Batch) -> tuple[Any, Any]:
    return reader.words(batch.pieces, batch.shapes, batch.first, batch.last)


def test_lengths_are_padded_to_multiples_of_16() -> None:
    assert [padded(n) for n in (1, 16, 17)] == [16, 16, 32]


def test_a_batch_holds_each_words_first_and_last_piece(pieces: Pieces) -> None:
    batch = make_batch([Example("ewt", ["Rain", "fell"]), Example("ewt", ["Unquestionably", "so", "."])], pieces)
    assert batch.pieces.shape == batch.shapes.shape == (2, 16)
    assert batch.width == 16
    assert bool((batch.first <= batch.last).all())
    assert int(batch.last[1, 1]) > int(batch.first[1, 1])


def test_every_sentence_is_in_one_batch_of_like_length_and_too_long_ones_are_left_out_of_training(
    pieces: Pieces,
) -> None:
    examples = [Example("ewt", ["Rain"] * n) for n in (1, 5, 40, 41, LONGEST)]

    def sizes(rng: random.Random | None) -> list[int]:
        return sorted(len(e.words) for b in batches(examples, pieces, budget=128, rng=rng) for e in b.examples)

    assert sizes(random.Random(1)) == [1, 5, 40, 41]
    assert sizes(None) == [1, 5, 40, 41, LONGEST]
    assert piece_count(examples[1], pieces) == 7


def test_the_loss_of_a_chain_is_that_of_all_legal_chains_beside_the_permitted() -> None:
    torch.manual_seed(3)
    scores, steps = torch.randn(1, 3, len(TAGS)), torch.randn(len(TAGS), len(TAGS))
    allowed = torch.ones(1, 3, len(TAGS), dtype=torch.bool)
    allowed[0, 1] = False
    allowed[0, 1, TAG_ID["I-PER"]] = True

    def total(*, permitted: bool) -> float:
        found = []
        for chain in itertools.product(range(len(TAGS)), repeat=3):
            legal = LEGAL[TAG_ID["O"], chain[0]] + sum(LEGAL[a, b] for a, b in itertools.pairwise(chain)) == 0
            if legal and (not permitted or all(allowed[0, i, t] for i, t in enumerate(chain))):
                step = sum(float(steps[a, b]) for a, b in itertools.pairwise(chain))
                found.append(step + sum(float(scores[0, i, t]) for i, t in enumerate(chain)))
        return math.log(sum(map(math.exp, found)))

    expected = (total(permitted=False) - total(permitted=True)) / 3
    assert float(chain_loss(scores, steps, allowed, torch.tensor([3]))) == pytest.approx(expected, rel=1e-4)


def test_labels_that_no_legal_chain_fits_train_nothing() -> None:
    allowed = torch.zeros(1, 1, len(TAGS), dtype=torch.bool)
    allowed[0, 0, TAG_ID["I-PER"]] = True
    assert (
        float(chain_loss(torch.zeros(1, 1, len(TAGS)), torch.zeros(len(TAGS), len(TAGS)), allowed, torch.tensor([1])))
        == 0
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("ewt", {"upos", "xpos", "lemma", "arc", "label", "tag", "predicate", "role"}),
        ("gum", {"upos", "xpos", "lemma", "arc", "label", "tag", "kind"}),
        ("masc", {"predicate", "role"}),
        ("qanom", {"event_noun"}),
        ("wikigold", {"tag"}),
    ],
)
def test_each_set_trains_the_heads_that_it_labels_and_no_others(
    source: str, expected: set[str], corpora: dict[str, list[Example]], inventory: Inventory, pieces: Pieces
) -> None:
    reader, batch = network(inventory), make_batch(corpora[source], pieces)
    losses = Losses(inventory)(reader, batch, *of_words(reader, batch))
    assert set(losses) == expected
    assert all(bool(torch.isfinite(value)) for value in losses.values())


def test_where_only_the_span_of_a_role_is_known_its_likeliest_word_is_learned(
    inventory: Inventory, pieces: Pieces, corpora: dict[str, list[Example]]
) -> None:
    (example,) = corpora["masc"]
    batch, losses = make_batch([example], pieces), Losses(inventory)
    scores = torch.zeros(batch.width, len(inventory.roles))
    scores[4 + 1, inventory.roles.index("ARG1")] = 5.0  # the last word of "the two men"
    targets = losses._role_targets(batch, 0, 1, scores).tolist()
    assert targets[1:6] == [inventory.roles.index("ARG0"), 0, -100, -100, inventory.roles.index("ARG1")]


def test_a_few_steps_on_the_toy_lower_the_loss(training: Training, inventory: Inventory, pieces: Pieces) -> None:
    reader, losses = network(inventory), Losses(inventory)
    optimizer = torch.optim.AdamW(reader.parameters(), lr=3e-4)
    found = []
    for _ in range(6):
        total = 0.0
        for batch in batches(training.epoch(0)[0], pieces, budget=1536, rng=None):
            value = sum(losses(reader, batch, *of_words(reader, batch)).values(), torch.zeros(()))
            value.backward()
            total += float(value.detach())
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        found.append(total)
    assert found[-1] < 0.8 * found[0]


def test_the_kinds_and_tags_of_the_labels_are_those_of_the_network(inventory: Inventory) -> None:
    reader = network(inventory)
    assert (reader.kind.out_features, reader.tag.out_features) == (len(KINDS), len(TAGS))
    assert sum(1 << i for i in range(len(TAGS))) == ANY_TAG


def test_a_report_trains_the_heads_that_read_across_sentences(
    passages: list[Passage], inventory: Inventory, pieces: Pieces
) -> None:
    reader = network(inventory)
    batch = make_passage_batch([*passages, *passages], pieces)
    losses = PassageLosses(inventory, Losses(inventory))(reader, batch, *reader.passage_words(batch))
    assert set(losses) == {"tag", "type", "mode", "status", "cue", "part", "antecedent", "retold", "saying"}
    assert all(bool(torch.isfinite(value)) for value in losses.values())


def test_the_sentences_of_passages_are_in_their_order_again_after_they_were_read(
    passages: list[Passage], inventory: Inventory, pieces: Pieces
) -> None:
    reader = network(inventory).eval()
    batch = make_passage_batch(passages, pieces)
    syntax, _ = reader.passage_words(batch)
    for row, example in enumerate(batch.examples):
        alone, _ = of_words(reader, make_batch([example], pieces))
        words = len(example.words) + 1
        assert torch.allclose(syntax[row, :words], alone[0, :words], atol=1e-4)
