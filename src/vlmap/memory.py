"""What earlier runs leave for later ones, to save them time. Nothing is lost with it, and nothing depends on it.

It lies with the person, not with the project: a stranger's branch must not bring a memory of its own, which would tell
of records what does not stand in them. `VLMAP_CACHE` names another folder for it.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import secrets
import tempfile
from importlib import metadata
from pathlib import Path

import platformdirs

_SHARD = 2
"""So many letters of a key name the file that its text is in: 256 files."""


class Memory:
    """The memory of one project, or none at all where `root` is None."""

    def __init__(self, root: Path | None) -> None:
        """Take the folder of the project."""
        self.folder: Path | None = None
        if root is not None:
            home = os.environ.get("VLMAP_CACHE")
            name = f"{root.resolve().name}-{digest(str(root.resolve()))[:12]}"
            self.folder = (Path(home) if home else platformdirs.user_cache_path("vlmap")) / name
        self._shelves: dict[str, Shelf] = {}

    def shelf(self, name: str) -> Shelf:
        """Return the texts that are remembered under a name."""
        return self._shelves.setdefault(name, Shelf(self.folder / name if self.folder else None))

    def folder_for(self, name: str) -> Path:
        """Return a folder for what can be made again."""
        return (self.folder or Path(tempfile.mkdtemp())) / name

    def read(self, name: str) -> bytes | None:
        """Return what one file remembers, or None."""
        if self.folder is None:
            return None
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Remember the content of one file, if that can be."""
        if self.folder is not None:
            _put(self.folder / name, content)

    def forget(self, name: str) -> None:
        """Forget what one file remembers."""
        if self.folder is not None:
            with contextlib.suppress(OSError):
                (self.folder / name).unlink()


class Shelf:
    """Texts of one line by keys, which are digests. A text is there as long as each run asks for it."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._shards: dict[str, dict[str, bytes]] = {}
        self._used: dict[str, set[str]] = {}
        self._changed: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """Return the text of a key, or None."""
        name = key[:_SHARD]
        if name not in self._shards:
            self._shards[name] = self._read(name)
        self._used.setdefault(name, set()).add(key)
        return self._shards[name].get(key)

    def put(self, key: str, text: bytes) -> None:
        """Remember the text of a key that was asked for."""
        self._shards[key[:_SHARD]][key] = text
        self._changed.add(key[:_SHARD])

    def save(self) -> None:
        """Write the files in which a text is new, without the texts that nobody asked for; and let go of all."""
        for name in sorted(self._changed):
            texts, used = self._shards[name], self._used[name]
            lines = [key.encode() + b"\t" + texts[key] + b"\n" for key in sorted(texts) if key in used]
            if self._folder is not None:
                _put(self._folder / name, b"".join(lines))
        self._changed.clear()
        self._shards.clear()
        self._used.clear()

    def _read(self, name: str) -> dict[str, bytes]:
        if self._folder is None:
            return {}
        try:
            content = (self._folder / name).read_bytes()
        except OSError:
            return {}
        found = {}
        for line in content.splitlines():
            key, tab, text = line.partition(b"\t")
            if tab:
                found[key.decode("ascii", "replace")] = text
        return found


def digest(*parts: str | bytes) -> str:
    """Return what tells contents apart, parted as they are: 32 hexadecimal digits."""
    found = hashlib.blake2b(digest_size=16)
    for said in parts:
        part = said if isinstance(said, bytes) else said.encode("utf-8", "surrogateescape")  # as names of files may be
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


@functools.cache
def tools() -> str:
    """Return what tells apart the programs that make anything here: our own code, and the versions of what it uses."""
    package = Path(__file__).parent
    parts: list[tuple[str, str | bytes]] = [
        (path.relative_to(package).as_posix(), path.read_bytes()) for path in sorted(package.rglob("*.py"))
    ]
    names = sorted({one.partition(">")[0].partition("<")[0].strip() for one in metadata.requires("vlmap") or ()})
    parts += [(name, metadata.version(name)) for name in names]
    return digest(*(piece for part in parts for piece in part))


def _put(path: Path, content: bytes) -> None:
    """Write a file whole, or not at all where that cannot be: a memory is not worth a word."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_bytes(content)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
