"""Verb forms from a lexicon: which are kept."""

from __future__ import annotations

from pathlib import Path

from tests.training.toy import write
from training.build_verbs import verb_forms


def test_inflected_verbs_are_kept_and_nouns_base_forms_and_odd_letters_are_not(tmp_path: Path) -> None:
    rows = "went,verb,go\ngo,verb,go\nraids,noun,raid\nhalf-ran,verb,half-run\nkidnapped,verb,kidnap\nfêted,verb,fête\n"
    assert verb_forms(write(tmp_path / "l.csv.gz", rows)) == [("kidnapped", "kidnap"), ("went", "go")]
