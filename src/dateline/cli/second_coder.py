"""``dateline code --coder llm``: the options of a second coder, who it is by them, and what it has cost at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from dateline.llm.second_coder import SecondCoder
    from dateline.llm.spent import Prices, Spent

Command = TypeVar("Command", bound=Callable[..., Any])
#: The options that mean nothing without ``--coder llm``.
_OURS = ("endpoint", "model", "key_variable", "prompt", "timeout", "tries", "price_in", "price_out", "cache")
_JOBS = 4  # requests at once
_REASONS = 12  # that are listed


def with_second_coder(command: Command) -> Command:
    """The options that choose another coder than ours."""
    for option in reversed(
        (
            click.option("--coder", type=click.Choice(["dateline", "llm"]), default="dateline", show_default=True,
                         help="Who codes. llm: a language model on a server that you name (docs/second-coder.md)."),
            click.option("--endpoint", metavar="URL",
                         help="With --coder llm: the OpenAI-compatible server that the reports are sent to, such as "
                              "http://127.0.0.1:8000/v1. Nothing is sent unless you name it."),
            click.option("--model", metavar="NAME", help="… which of its models."),
            click.option("--key-variable", metavar="NAME", help="… the environment variable that holds the key. "
                                                                "Default: DATELINE_LLM_KEY."),
            click.option("--prompt", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
                         help="… a prompt of your own."),
            click.option("--timeout", type=click.FloatRange(1, 3600), metavar="SECONDS",
                         help="… for one whole answer. Default: 120."),
            click.option("--tries", type=click.IntRange(1, 20), help="… how often one question is sent. Default: 5."),
            click.option("--price-in", type=click.FloatRange(0), metavar="PRICE", help="… of a million tokens asked."),
            click.option("--price-out", type=click.FloatRange(0), metavar="PRICE", help="… of a million answered."),
            click.option("--cache", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
                         help="… where answers are kept. Default: a folder of the user's cache."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def is_second_coder(given: Mapping[str, Any]) -> bool:
    """Whether another coder than ours is asked for. UsageError for options that do not go together."""
    if given["coder"] != "llm":
        unfit = next((name for name in _OURS if given[name] is not None), None)
        if unfit is not None:
            raise click.UsageError(f"--{unfit.replace('_', '-')} goes with --coder llm.")
        return False
    if given["endpoint"] is None:
        raise click.UsageError(
            "--coder llm sends the reports to a server, and none is named; name one with --endpoint URL"
            " (http://127.0.0.1:8000/v1 for one on this machine)."
        )
    if given["model"] is None:
        raise click.UsageError(
            "--coder llm asks a model, and none is named; name one of the server's with --model NAME."
        )
    if given["cluster"] is not None:
        raise click.UsageError("--cluster does not go with --coder llm; its requests at once are --jobs.")
    return True


def requests_at_once(jobs: int | None) -> int:
    """How many questions are asked at once."""
    return jobs if jobs is not None else _JOBS


def second_coder_of(given: Mapping[str, Any], codebook: Path | None) -> SecondCoder:
    """The coder of the options. UsageError for an address or a name that can be none."""
    from dateline.codebook import load_codebook
    from dateline.errors import WrongValueError
    from dateline.llm.answer_cache import usual_folder
    from dateline.llm.endpoint import KEY_VARIABLE, Endpoint
    from dateline.llm.second_coder import SecondCoder

    limits = {name: given[name] for name in ("timeout", "tries") if given[name] is not None}
    try:
        endpoint = Endpoint(given["endpoint"], given["model"], given["key_variable"] or KEY_VARIABLE, **limits)
        coder = SecondCoder(
            endpoint,
            load_codebook(codebook) if codebook is not None else None,
            prompt=given["prompt"],
            cache=given["cache"] or usual_folder(),
            repair=given["repair"],
        )
    except WrongValueError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"dateline: the reports' texts are sent to {endpoint.shown}", err=True)
    if endpoint.is_readable_on_the_way:
        click.echo(
            "dateline: warning: that is not encrypted, so others can read the texts and the key on the way; use https",
            err=True,
        )
    return coder


@contextmanager
def told_spent(coder: SecondCoder, given: Mapping[str, Any]) -> Iterator[None]:
    """Say at the end, however it comes, what was asked and what of the answers was not taken."""
    from dateline.llm.spent import Prices

    try:
        yield
    finally:
        for line in spent_lines(coder.spent, Prices(given["price_in"], given["price_out"])):
            click.echo(f"dateline: {line}", err=True)


def spent_lines(spent: Spent, prices: Prices) -> Iterator[str]:
    """The account of a run: questions, tokens, cost; then what was refused or put right, by reason."""
    asked = f"{spent.answers:,} answers to {spent.sent:,} requests"
    asked += f", {spent.kept:,} from the cache" if spent.kept else ""
    asked += f", {spent.again:,} sent again" if spent.again else ""
    asked += f", {spent.unanswered:,} reports without an answer" if spent.unanswered else ""
    yield f"{asked}; {spent.seconds:,.1f} seconds of waiting, over all threads"
    if spent.answers:
        tokens = f"{spent.tokens_question:,} tokens asked, {spent.tokens_answer:,} answered"
        tokens += f" (and {spent.uncounted:,} answers whose tokens the server does not tell)" if spent.uncounted else ""
        cost = spent.cost(prices)
        known = (
            "unknown: give --price-in and --price-out"
            if prices.question is None or prices.answer is None
            else "unknown"
        )
        yield f"{tokens}; cost: {f'{cost:,.4f}' if cost is not None else known}"
    if spent.plain is not None:
        yield f"the server holds its model to no form of the answer ({spent.plain}); it was asked without one"
    for what, reasons in (("refused", spent.refused), ("put right", spent.repaired)):
        if reasons:
            yield f"{what}: {reasons.total():,}"
        for reason, number in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))[:_REASONS]:
            yield f"  {number:,} {reason}"
        if len(reasons) > _REASONS:
            yield f"  … for {len(reasons) - _REASONS} more reasons"
