"""The inverted index: for each word, in which field of which records it stands. Cut into shards by the alphabet.

A browser fetches the shards of the words that are asked for, so what a search costs does not grow with the map.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from operator import sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

WORDS = ("name", "id", "called", "title", "line", "authors", "keywords")
"""The fields that are searched word by word, as numbered in the index."""

WHOLE = ("bears", "known")
"""Those that are only looked up whole: the names that a work bears, and the ids by which it is known."""

SHARD = 800
"""So many numbers stand in a shard, or a little more: some 2 KB over the wire."""

Held = list[int | list[int]]
"""A field's number; its rows, ascending, each as the step from the one before; and how often each has the word, unless
once."""


class Postings:
    """Filled record by record, in the order of their rows."""

    def __init__(self) -> None:
        self.lengths: dict[str, list[int]] = {field: [] for field in WORDS}
        """For each field, how many different words each record has in it."""
        self._rows: list[defaultdict[str, list[int]]] = [defaultdict(list) for _ in (*WORDS, *WHOLE)]
        self._often: defaultdict[tuple[int, str], dict[int, int]] = defaultdict(dict)
        self._count = 0

    def add(self, words: Mapping[str, list[str]], whole: Mapping[str, Iterable[str]]) -> None:
        """Take the next record: the words of each field, and what it is looked up by as a whole."""
        row = self._count
        self._count += 1
        for number, field in enumerate(WORDS):
            found = words[field]
            different = {*found}
            self.lengths[field].append(len(different))
            for word in different:
                self._rows[number][word].append(row)
            if len(different) < len(found):
                for word, count in Counter(found).items():
                    if count > 1:
                        self._often[number, word][row] = count
        for number, field in enumerate(WHOLE, start=len(WORDS)):
            for name in {*whole[field]}:
                self._rows[number][name].append(row)

    def shards(self) -> Iterator[tuple[str, dict[str, list[Held]]]]:
        """Yield each shard, `{word: [[field, steps, counts?], …]}`, after where it begins, as JavaScript sorts."""
        first, last, size = "", "", 0
        shard: dict[str, list[Held]] = {}
        for word in sorted(set().union(*self._rows), key=lambda word: word.encode("utf-16-be")):
            if size >= SHARD:
                yield first, shard
                first, shard, size = _between(last, word), {}, 0
            last = word
            shard[word] = [self._held(field, word) for field, rows in enumerate(self._rows) if word in rows]
            size += sum(len(rows[word]) for rows in self._rows if word in rows) + 2
        yield first, shard

    def _held(self, field: int, word: str) -> Held:
        rows = self._rows[field][word]
        steps = list(map(sub, rows, [0, *rows]))
        often = self._often.get((field, word))
        return [field, steps, [often.get(row, 1) for row in rows]] if often else [field, steps]


def _between(one: str, other: str) -> str:
    """Return the shortest start of the other word that comes after the one."""
    same = next((n for n, letter in enumerate(other) if letter != one[n : n + 1]), len(other))
    return other[: same + 1]
