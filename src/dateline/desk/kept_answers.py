"""What takes long is made once, however many ask for it, and kept as long as there is room."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Executor, Future
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T")
Key = TypeVar("Key", bound=Hashable)


class KeptAnswers(Generic[Key]):
    """Answers by their keys, those that were asked for last. Who asks for one that is being made waits for that one.

    ``most``: how many are kept. ``weigh`` gives the weight of each; together they weigh no more than ``heaviest``, and what alone
    weighs a tenth of that is given and not kept. An answer that fails fails for all who wait, and is made again for the next.
    """

    def __init__(self, most: int, heaviest: int = 0, weigh: Callable[[Any], int] = lambda _: 0) -> None:
        self._most, self._heaviest, self._weigh = most, heaviest, weigh
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, object] = OrderedDict()
        self._weight = 0
        self._making: dict[Key, Future[object]] = {}
        self._asked: Counter[Key] = Counter()

    def kept(self, key: Key, make: Callable[[], T]) -> T:
        """The answer under this key, made in this thread if nobody has made it or makes it now."""
        future, is_first = self._begin(key)
        if is_first:
            self._make(future, key, make)
        return cast(T, future.result())

    async def awaited(self, key: Key, make: Callable[[], T], executor: Executor) -> T:
        """The same for an event loop: it is made in a thread of the executor, and nobody who waits holds one."""
        future, is_first = self._begin(key)
        with self._lock:
            if key in self._kept or key in self._making:
                self._asked[key] += 1
        if is_first:
            try:
                executor.submit(self._make, future, key, make)
            except RuntimeError as error:  # no more threads: the program ends
                self._forget(key)
                future.set_exception(error)
        if future.done():
            return cast(T, future.result())
        # Whoever goes away leaves the answer to the others.
        return cast(T, await asyncio.shield(asyncio.wrap_future(future)))

    def often_asked(self, most: int) -> list[Key]:
        """What was awaited more than once, the most often first."""
        with self._lock:
            return [key for key, times in self._asked.most_common() if times > 1 and key in self._kept][:most]

    def _begin(self, key: Key) -> tuple[Future[object], bool]:
        """What holds the answer, or will hold it; and whether the caller has to see to that."""
        with self._lock:
            future: Future[object] = Future()
            if key in self._kept:
                self._kept.move_to_end(key)
                future.set_result(self._kept[key])
                return future, False
            if key in self._making:
                return self._making[key], False
            future.set_running_or_notify_cancel()
            self._making[key] = future
            return future, True

    def _make(self, future: Future[object], key: Key, make: Callable[[], object]) -> None:
        try:
            made = make()
        except BaseException as error:
            self._forget(key)
            future.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        self._keep(key, made)
        future.set_result(made)

    def _forget(self, key: Key) -> None:
        with self._lock:
            del self._making[key]
            self._asked.pop(key, None)

    def _keep(self, key: Key, made: object) -> None:
        weight = self._weigh(made)
        with self._lock:
            del self._making[key]
            if weight * 10 > self._heaviest > 0:
                self._asked.pop(key, None)
                return
            self._kept[key] = made
            self._weight += weight
            while len(self._kept) > self._most or self._weight > self._heaviest > 0:
                oldest, dropped = self._kept.popitem(last=False)
                self._weight -= self._weigh(dropped)
                self._asked.pop(oldest, None)
