"""Finds words of a language among the literals of code: what is compared with the words of a text, listed, looked up or matched."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator

# Words that are terms of the code's own vocabularies, whatever language a report is in.
RELATIONS = frozenset(
    """nsubj obj iobj csubj ccomp xcomp obl vocative expl dislocated advcl advmod discourse aux cop mark nmod appos nummod acl
    amod det clf case conj cc fixed flat list parataxis compound orphan goeswith reparandum punct root dep""".split()
)
TERMS = frozenset(
    # What mentions, actors and other things are, and how they are written.
    """person organization group state place other time abstract event object plant substance animal none name nominal pronoun
    """
    # How a country or the kind of a place is told.
    """body adjective people code capital metonym structure division settlement """
    # Statuses, modes and operators of the codebook, fields of records, names of sources.
    """happened planned hypothetical denied historical abduct torture sexual explosives suicide-attack aerial drone heavy-weapons
    demo riot obstruct primitive beat visit killed injured arrested text title byline source sources status mode date published dateline frames cooperation any """
    # Precisions and units of dates, thirds of a period, the senses of words like "last", and names of patterns and their groups.
    """day days week month quarter season year decade not_after not_before part hour fortnight early mid late last past previous
    preceding current definite spoken_of next following coming recent ago from_now earlier later iso mon wd y ry oy month_name
    short_month short_weekday holiday_names month_beginning holiday_beginning """
    # What the reader tells of a word, its graph's inputs and outputs, kinds of abbreviation and shapes of words.
    """a upos xpos lemma tag kind predicate event_noun pieces shapes first version tag_steps dependent governor label
    titles months weekdays others before_number abbreviation dotted initial bias pad lower single-upper upper-mixed lower-mixed digits digits-points
    digits-upper digits-lower upper-point title-point apostrophe quote bracket sentence-end punctuation """
    # Its graph's outputs about pairs of words, and who proposes an event.
    """act_row act_word act_mode act_status part_act part_word again before anaphor antecedent say_row say_cue say_share say_piece
    say_piece_share head act actor recipient female male """
    # How a value was read: entries of the scores.
    """exact loose network filler unmarked scope scene clause adverbial told elsewhere together beside beside_below
    beside_above both_at_home one_at_home doer_at_home court_at_home with_deed hosted nation before after later
    near_day after_lead of_matter country telling owner further land host retold same_place other_place same_date other_date same_type
    same_mode other_mode other_status same_word same_sentence mode_unknown uncoded akin_actor nobody crossed partner """
    # Addresses and domains, and keys of the lines that programs write above a text.
    """https ftp www url link lang language pubdate uk tv io me co ly fm ws """
    # Names of entries that are put together from parts.
    """adjectives verbs prepositions """.split()
)
_WORD = re.compile(r"[a-z]+(?:['’_ -][a-z]+)*\.?|n['’]t|['’](?:s|ll|d)")
# Attributes and methods that give the words of a text.
_OF_TEXT = {"lemma", "head_lemma", "text", "folded", "lower", "casefold"}
_LOOKUPS = {"get", "fillers", "startswith", "endswith", "removeprefix", "removesuffix", "partition", "index", "replace"}
_PATTERNS = {"compile", "fullmatch", "match", "search", "sub", "split", "finditer", "findall"}
_ASKING = {"words", "ordered", "table", "pattern"}
_NO_WORDS = re.compile(r"\(\?P<\w+>|\(\?P=\w+\)|\(\?[a-z]+[:)]|\\.|\[[^\]]*\]")


def word_literals(tree: ast.AST, apart_from: Collection[str] = ()) -> Iterator[tuple[int, str]]:
    """Line and word of each literal that is a word of a language and no term. A term counts too where it is compared with
    the words of a text; what is in the constants ``apart_from`` does not."""
    apart = {id(inner) for node in ast.walk(tree) if _is_apart(node, apart_from) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        for literal, of_text in _used(node):
            word = literal.value.strip() if isinstance(literal.value, str) else ""
            is_term = word in TERMS or word.split(":")[0] in RELATIONS
            if id(literal) not in apart and _WORD.fullmatch(word) and (of_text or not is_term):
                yield literal.lineno, word


def _is_apart(node: ast.AST, constants: Collection[str]) -> bool:
    """Lists of the names that a module gives, a type allows or a file of words is asked for."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name in ("__all__", "__slots__") or name in constants
        case ast.Subscript(value=ast.Name(id="Literal")):
            return True
        case ast.GeneratorExp(elt=elt):  # names of entries, asked for one by one
            return any(isinstance(part, ast.Attribute) and part.attr in _ASKING for part in ast.walk(elt))
    return False


def _used(node: ast.AST) -> Iterator[tuple[ast.Constant, bool]]:
    match node:
        case ast.Compare(left=left, comparators=others):
            of_text = any(map(_reads_text, (left, *others)))
            yield from ((c, of_text) for operand in (left, *others) for c in _constants(operand))
        case ast.Set() | ast.Tuple() | ast.List() | ast.Dict():
            yield from ((c, False) for c in _constants(node))
        case (
            ast.Assign(value=ast.expr() as value)
            | ast.AnnAssign(value=ast.expr() as value)
            | ast.Return(value=ast.expr() as value)
        ):  # with spaces it is a reason or a sentence for the user
            yield from ((c, False) for c in _constants(value) if " " not in str(c.value))
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=attr), args=[pattern, *_]) if attr in _PATTERNS:
            yield from ((c, False) for c in _matched(pattern))
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(words)) as said, attr="split")):
            yield from ((ast.Constant(word, lineno=said.lineno), False) for word in words.split())
        case ast.Call(func=ast.Attribute(value=value, attr=attr), args=args) if attr in _LOOKUPS:
            of_text = attr not in ("get", "fillers") and _reads_text(value)
            yield from ((c, of_text) for argument in args for c in _constants(argument))


def _constants(node: ast.expr) -> Iterator[ast.Constant]:
    """The literals that a value may be, or that it holds."""
    match node:
        case ast.Constant():
            yield node
        case ast.Set(elts=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.BoolOp(values=parts):
            yield from (c for part in parts for c in _constants(part))
        case ast.Dict(keys=keys, values=values):
            yield from (c for part in (*keys, *values) if part is not None for c in _constants(part))
        case ast.Call(func=ast.Name(id="frozenset" | "set" | "tuple"), args=parts):
            yield from (c for part in parts for c in _constants(part))
        case ast.IfExp(body=body, orelse=other):
            yield from (*_constants(body), *_constants(other))
        case ast.Starred(value=value):
            yield from _constants(value)


def _matched(pattern: ast.expr) -> Iterator[ast.Constant]:
    """The words in the text of a regular expression, without its escapes, groups' names and ranges."""
    parts = pattern.values if isinstance(pattern, ast.JoinedStr) else [pattern]
    for part in parts:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            words = re.findall(r"(?<![A-Za-z])[a-z]{2,}", _NO_WORDS.sub(" ", part.value))
            yield from (ast.Constant(word, lineno=part.lineno) for word in words)


def _reads_text(node: ast.expr) -> bool:
    """Whether a value is a word of the text; what is looked up by one is not."""
    match node:
        case ast.Attribute(value=value, attr=attr):
            return attr in _OF_TEXT or _reads_text(value)
        case ast.Call(func=ast.Attribute() as func):
            return _reads_text(func)
        case ast.Subscript(value=value):
            return _reads_text(value)
        case ast.BinOp(left=left, right=right):
            return _reads_text(left) or _reads_text(right)
        case ast.SetComp(elt=part) | ast.GeneratorExp(elt=part) | ast.ListComp(elt=part):
            return _reads_text(part)
    return False
