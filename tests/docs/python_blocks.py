"""Runs the Python blocks of one page in one namespace, as a notebook does: a line of JSON in for a block, one out for what it said."""

import ast
import contextlib
import io
import json
import sys
import traceback
from typing import Any


def run(source: str, names: dict[str, Any]) -> None:
    """The last expression shows its value."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "block", "exec"), names)
    if last is not None:
        exec(compile(ast.Interactive([last]), "block", "single"), names)


if __name__ == "__main__":  # which it is not in the processes that a block starts
    names: dict[str, Any] = {"__name__": "__main__"}
    answers = sys.stdout
    for line in sys.stdin:
        said, fault = io.StringIO(), None
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                run(json.loads(line), names)
            except Exception:  # noqa: BLE001  a page's code may raise anything, and the page is told
                fault = traceback.format_exc()
        print(json.dumps({"said": said.getvalue(), "fault": fault}), file=answers, flush=True)
