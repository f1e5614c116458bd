"""Score the heads that read reports, on annotated ones: acts, who takes part, antecedents, cues, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.reader.across import WordAt
from dateline.reader.reader import Reader
from dateline.reader.sentence import Sentence
from training.example import TAGS
from training.gold import gold_tokens, spans
from training.passage import Passage, may_precede

Scores = dict[str, float]


def score_reports(reader: Reader, passages: Sequence[Passage]) -> Scores:
    """With gold words; of acts the likeliest type; parts of acts whose word is given; antecedents among gold mentions."""
    n: Counter[str] = Counter()
    for passage in passages:
        sentences = reader.read_words([gold_tokens(e.words) for e in passage.examples])
        if len(sentences) == len(passage.examples):
            _acts(passage, sentences, n)
            _antecedents(reader, passage, sentences, n)
            _names(passage, sentences, n)
    return {
        "acts F1": _f1(n["act"], n["acts made"] + n["acts"]),
        "acts, word alone F1": _f1(n["word"], n["acts made"] + n["acts"]),
        "mode": _share(n["mode"], n["modes"]),
        "status": _share(n["status"], n["statuses"]),
        "actor F1": _f1(n["actor"], n["actor made"] + n["actors"]),
        "recipient F1": _f1(n["recipient"], n["recipient made"] + n["recipients"]),
        "place F1": _f1(n["place"], n["place made"] + n["places"]),
        "time F1": _f1(n["time"], n["time made"] + n["times"]),
        "antecedents": _share(n["right"], n["asked"]),
        "descriptions": _share(n["right nominal"], n["asked nominal"]),
        "names F1": _f1(n["name"], n["names made"] + n["names"]),
        "nationalities F1": _f1(n["nat"], n["nats made"] + n["nats"]),
        "cues F1": _f1(n["cue"], n["cues made"] + n["cues"]),
        "content exact F1": _f1(n["content"], n["cues made"] + n["cues"]),
        "speaker of cues found": _share(n["speaker"], n["cue"]),
    }


def _share(right: int, asked: int) -> float:
    return 100 * right / max(1, asked)


def _f1(right: int, made_and_asked: int) -> float:
    return _share(2 * right, made_and_asked)


def _acts(passage: Passage, sentences: Sequence[Sentence], n: Counter[str]) -> None:
    gold = {a.at: a for a in passage.acts or [] if a.at not in passage.open_words}
    for sentence in sentences:
        for told in sentence.told.values():
            at = (sentence.index, told.word)
            best = max(told.types, key=lambda t: told.types[t])
            if best != "none" and at not in passage.open_words:
                n["acts made"] += 1
                n["act"] += at in gold and gold[at].type == best
                n["word"] += at in gold
    n["acts"] += len(gold)
    for at, act in gold.items():
        if at.word not in sentences[at.sentence].told:
            continue
        told = sentences[at.sentence].told[at.word]
        if act.mode:
            n["modes"] += 1
            n["mode"] += told.mode == act.mode
        n["statuses"] += 1
        n["status"] += max(told.statuses, key=lambda s: told.statuses[s]) == act.status
        for side in ("actor", "recipient", "place", "time"):
            wanted = {p for p, label in act.parts.items() if label == side}
            ends = {m.at for m in passage.mentions} | set(act.parts)
            made = {(p.sentence, p.word) for p in told.parts if p.side == side and p.share >= 0.5}
            made = {p for p in made - act.open if p[0] == at.sentence or p in ends}
            n[side] += len(wanted & made)
            n[f"{side} made"] += len(made)
            n[f"{side}s"] += len(wanted)
    for saying, sentence in ((s, x) for x in sentences for s in x.said if s.share >= 0.5):
        n["cues made"] += 1
        match = [s for s in passage.said or [] if (s.sentence, s.cue) == (sentence.index, saying.cue[0])]
        n["cue"] += bool(match)
        n["content"] += any((s.pieces["content_start"], s.pieces["content_end"]) == saying.content for s in match)
        n["speaker"] += any(s.pieces["speaker"] == saying.speaker for s in match)
    n["cues"] += len({(s.sentence, s.cue) for s in passage.said or []})


def _antecedents(reader: Reader, passage: Passage, sentences: Sequence[Sentence], n: Counter[str]) -> None:
    """Right: the likeliest mention before is of the chain, or nobody where none of it stands before."""
    for m in passage.mentions:
        before = [o for o in passage.mentions if may_precede(o, m)]
        if m.form == "name" or not before:
            continue
        shares = reader.antecedents(sentences, WordAt(*m.at), [WordAt(*o.at) for o in before])
        nobody = 1 - sum(shares)
        best = max(range(len(shares)), key=lambda i: shares[i])
        found = before[best].chain if shares[best] > nobody else None
        mates = m.chain is not None and any(o.chain == m.chain for o in before)
        kind = "" if m.form == "pronoun" else " nominal"
        n[f"asked{kind}"] += 1
        n[f"right{kind}"] += found == m.chain if mates else found is None


def _names(passage: Passage, sentences: Sequence[Sentence], n: Counter[str]) -> None:
    for example, sentence in zip(passage.examples, sentences, strict=True):
        gold = spans(TAGS[m.bit_length() - 1] for m in example.tags or [])
        made = spans(w.tag for w in sentence.words)
        for key, keep in (("name", lambda s: s[2] != "MISC"), ("nat", lambda s: s[2] == "MISC")):
            a, b = {s for s in gold if keep(s)}, {s for s in made if keep(s)}
            n[key] += len(a & b)
            n[f"{key}s made"] += len(b)
            n[f"{key}s"] += len(a)
