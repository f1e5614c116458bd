"""Coders at the desk, for tests: who they are, what they draw, and what they send."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from dateline.desk.app import make_app
from dateline.desk.guard import FORM_HEADER, Access

FORM = "of-the-tests"


@dataclass(frozen=True)
class Coder:
    """Somebody who judges by sending what the pages send."""

    client: TestClient
    who: str

    def post(self, path: str, body: Any, **more: Any) -> Any:
        headers = {FORM_HEADER: FORM, **more.pop("headers", {})}
        return self.client.post(path, json=body, headers=headers, **more)

    def draw(self, size: int = 10, **more: Any) -> str:
        answer = self.post("/review/draw.json", {"name": "pilot", "size": str(size), "seed": "7", **more})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["sample"])

    def item(self, sample: str, number: int) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get(f"/review/{sample}/{number}.json").json()["data"]
        return found

    def say(self, sample: str | None, item: dict[str, Any], verdict: str, **more: Any) -> Any:
        return self.post("/review/said.json", self.said(sample, item, verdict, **more))

    def said(self, sample: str | None, item: dict[str, Any], verdict: str, **more: Any) -> dict[str, Any]:
        record = item["item"]["cards"][0]["record"]
        report = item["item"]["report"]["report_id"]
        return {"about": "event", "sample": sample, "report": report, "event": record, "verdict": verdict, **more}

    def own(self, sample: str, number: int) -> list[dict[str, Any]]:
        own: list[dict[str, Any]] = self.item(sample, number)["item"]["own"]
        return own


def coders(folder: Path, *names: str) -> tuple[Coder, ...]:
    """Coders at one desk, each with cookies of their own."""
    app = make_app(folder, Access(form=FORM))
    found = []
    for name in names:
        coder = Coder(TestClient(app, base_url="http://127.0.0.1:8765"), name)
        assert coder.post("/review/who.json", {"name": name}).status_code == 200
        found.append(coder)
    return tuple(found)


def name_missed(coder: Coder, sample: str, item: dict[str, Any], kind: str, **more: Any) -> str:
    """Say that the report tells another event by the words of its first card."""
    card = item["item"]["cards"][0]
    event = {"type": kind, "trigger": {"start": card["start"], "end": card["end"]}, **more}
    report = item["item"]["report"]["report_id"]
    sent = {"about": "missed", "sample": sample, "report": report, "missed": event}
    answer = coder.post("/review/said.json", sent)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["reviews"][0])
