"""Things in the folders of records that are not a record's file, and records' files that are something else."""

from __future__ import annotations

import os
import socket
import stat
from typing import TYPE_CHECKING

from tests.hostile.case import MOGI, Case, Spoil

if TYPE_CHECKING:
    from pathlib import Path


def _named(name: str | bytes) -> Spoil:
    """Put a good record into `papers/` under another name."""
    return lambda folder: (folder / "papers" / os.fsdecode(name)).write_text(MOGI, encoding="utf-8")


def _link(name: str, target: str) -> Spoil:
    """Make a symbolic link."""

    def spoil(folder: Path) -> None:
        path = folder / name
        if path.is_file():
            path.unlink()
        elif path.is_dir():
            path.rename(folder / "elsewhere")
        path.symlink_to(target)

    return spoil


def _instead(name: str, make: Spoil) -> Spoil:
    """Take a file or folder of the project away and make something else in its place."""

    def spoil(folder: Path) -> None:
        path = folder / name
        if path.exists():
            path.rename(folder / "elsewhere")
        make(path)

    return spoil


def _socket(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.chdir(folder)
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir("/")
        os.close(folder)


def _device(path: Path) -> None:
    """Make a device that never ends, or where the system forbids it, a link to one."""
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except PermissionError:
        path.symlink_to("/dev/zero")


def _locked(name: str) -> Spoil:
    return lambda folder: (folder / name).chmod(0)


def _away(name: str) -> Spoil:
    return lambda folder: (folder / name).rename(folder.parent / "away")


def _many(folder: Path) -> None:
    for number in range(3000):
        (folder / f"papers/x{number}.txt").write_bytes(b"")


CASES = [
    # --- what is no file
    Case(
        "a folder",
        lambda folder: (folder / "papers/hostile.yaml").mkdir(),
        "papers/hostile.yaml:1:1 id: this is not a plain file",
    ),
    Case(
        "a FIFO",
        lambda folder: os.mkfifo(folder / "papers/hostile.yaml"),
        "papers/hostile.yaml:1:1 id: this is not a plain file",
    ),
    Case(
        "a socket",
        lambda folder: _socket(folder / "papers/hostile.yaml"),
        "papers/hostile.yaml:1:1 id: this is not a plain file",
    ),
    Case(
        "a device",
        lambda folder: _device(folder / "papers/hostile.yaml"),
        "papers/hostile.yaml:1:1 id: this is not a plain file",
    ),
    Case(
        "a folder of notes",
        lambda folder: (folder / "papers/notes").mkdir(),
        "papers/notes:1:1 id: this is not a plain file",
    ),
    # --- links
    Case(
        "a link out of the tree",
        _link("papers/hostile.yaml", "/etc/passwd"),
        "papers/hostile.yaml:1:1 id: this is not a plain file",
    ),
    Case(
        "a link to another record",
        _link("papers/hostile.yaml", "vei.yaml"),
        "papers/hostile.yaml:1:1 id: this is not a plain file",
    ),
    Case(
        "a link to itself",
        _link("papers/hostile.yaml", "hostile.yaml"),
        "papers/hostile.yaml:1:1 id: this is not a plain file",
    ),
    Case(
        "two links to each other",
        lambda folder: (_link("papers/a.yaml", "b.yaml")(folder), _link("papers/b.yaml", "a.yaml")(folder)),
        "papers/a.yaml:1:1 id: this is not a plain file",
    ),
    Case(
        "a link to nothing",
        _link("papers/hostile.yaml", "nowhere.yaml"),
        "papers/hostile.yaml:1:1 id: this is not a plain file",
    ),
    Case(
        "a link to a device",
        _link("papers/hostile.yaml", "/dev/zero"),
        "papers/hostile.yaml:1:1 id: this is not a plain file",
    ),
    Case(
        "a link to a terminal",
        _link("papers/hostile.yaml", "/dev/stdin"),
        "papers/hostile.yaml:1:1 id: this is not a plain file",
    ),
    Case("a link to its own folder", _link("papers/hostile", "."), "papers/hostile:1:1 id: this is not a plain file"),
    Case("the folder is a link", _link("papers", "elsewhere"), "vlmap: PROJECT/papers is not a folder", 2),
    Case("the folder is a link to the system", _link("papers", "/etc"), "vlmap: PROJECT/papers is not a folder", 2),
    Case("the folder is a link to itself", _link("papers", "papers"), "vlmap: PROJECT/papers is not a folder", 2),
    Case(
        "the taxonomy is a link out of the tree",
        _link("taxonomy.yaml", "/etc/passwd"),
        "vlmap: PROJECT/taxonomy.yaml is not a plain file",
        2,
    ),
    Case(
        "the taxonomy is a link to itself",
        _link("taxonomy.yaml", "taxonomy.yaml"),
        "vlmap: no taxonomy.yaml in . or any folder above; go to a vlmap project or name it with --project",
        2,
    ),
    Case(
        "the lock is a link out of the tree",
        _link("translations.lock", "/etc/passwd"),
        "vlmap: PROJECT/translations.lock is not a plain file",
        2,
    ),
    Case(
        "the lock is a link to a device",
        _link("translations.lock", "/dev/zero"),
        "vlmap: PROJECT/translations.lock is not a plain file",
        2,
    ),
    # --- other things in the place of a part of the project
    Case(
        "the folder is a file",
        _instead("papers", lambda path: path.write_bytes(b"")),
        "vlmap: PROJECT/papers is not a folder",
        2,
    ),
    Case("the folder is a FIFO", _instead("papers", os.mkfifo), "vlmap: PROJECT/papers is not a folder", 2),
    Case(
        "the folder is not there",
        _away("papers"),
        "vlmap: there is no papers beside PROJECT/taxonomy.yaml; copy it from a vlmap checkout",
        2,
    ),
    Case(
        "the folder of paths is a file",
        _instead("paths", lambda path: path.write_bytes(b"")),
        "vlmap: PROJECT/paths is not a folder",
        2,
    ),
    Case(
        "the taxonomy is a folder",
        _instead("taxonomy.yaml", os.mkdir),
        "vlmap: no taxonomy.yaml in . or any folder above; go to a vlmap project or name it with --project",
        2,
    ),
    Case(
        "the taxonomy is a FIFO",
        _instead("taxonomy.yaml", os.mkfifo),
        "vlmap: no taxonomy.yaml in . or any folder above; go to a vlmap project or name it with --project",
        2,
    ),
    Case(
        "the taxonomy is not there",
        _away("taxonomy.yaml"),
        "vlmap: no taxonomy.yaml in . or any folder above; go to a vlmap project or name it with --project",
        2,
    ),
    Case(
        "the lock is a FIFO",
        _instead("translations.lock", os.mkfifo),
        "vlmap: PROJECT/translations.lock is not a plain file",
        2,
    ),
    Case(
        "the lock is a folder",
        _instead("translations.lock", os.mkdir),
        "vlmap: PROJECT/translations.lock is not a plain file",
        2,
    ),
    Case(
        "the lock is a device",
        _instead("translations.lock", _device),
        "vlmap: PROJECT/translations.lock is not a plain file",
        2,
    ),
    # --- what may not be read
    Case(
        "a record that may not be read",
        _locked("papers/mogi.yaml"),
        "vlmap: cannot use PROJECT/papers/mogi.yaml: this is not allowed here; see who owns it…",
        2,
    ),
    Case(
        "a folder that may not be listed",
        _locked("papers"),
        "vlmap: cannot use PROJECT/papers: this is not allowed here; see who owns it…",
        2,
    ),
    Case(
        "a taxonomy that may not be read",
        _locked("taxonomy.yaml"),
        "vlmap: cannot use PROJECT/taxonomy.yaml: this is not allowed here; see who owns it…",
        2,
    ),
    # --- names
    Case(
        "another ending", _named("hostile.yml"), "papers/hostile.yml:1:1 id: a record's file ends in .yaml, not '.yml'"
    ),
    Case(
        "an ending in upper case",
        _named("hostile.YAML"),
        "papers/hostile.YAML:1:1 id: a record's file ends in .yaml, not '.YAML'",
    ),
    Case("no ending", _named("hostile"), "papers/hostile:1:1 id: a record's file ends in .yaml, not ''"),
    Case("two endings", _named("hostile.yaml.yaml"), "papers/hostile.yaml.yaml:1:1 id: 'hostile.yaml' cannot be an id"),
    Case(
        "an editor's copy",
        _named("mogi.yaml~"),
        "papers/mogi.yaml~:1:1 id: a record's file ends in .yaml, not '.yaml~'",
    ),
    Case(
        "a rejected patch",
        _named("mogi.yaml.rej"),
        "papers/mogi.yaml.rej:1:1 id: a record's file ends in .yaml, not '.rej'",
    ),
    Case("an id in upper case", _named("Hostile.yaml"), "papers/Hostile.yaml:1:1 id: 'Hostile' cannot be an id"),
    Case(
        "an id that another differs from in case",
        _named("MOGI.yaml"),
        "papers/MOGI.yaml:1:1 id: 'MOGI' cannot be an id",
    ),
    Case(
        "a blank",
        _named("hostile record.yaml"),
        "papers/hostile record.yaml:1:1: error[id]: 'hostile record' cannot be an id",
    ),
    Case("a hyphen first", _named("-rf.yaml"), "papers/-rf.yaml:1:1 id: '-rf' cannot be an id"),
    Case("an option", _named("--help.yaml"), "papers/--help.yaml:1:1 id: '--help' cannot be an id"),
    Case("an ending and nothing else", _named(" .yaml"), "papers/ .yaml:1:1: error[id]: ' ' cannot be an id"),
    Case(
        "a line break", _named("a\n::error::b.yaml"), "papers/a�::error::b.yaml:1:1 id: 'a�::error::b' cannot be an id"
    ),
    Case("a carriage return", _named("a\rb.yaml"), "papers/a�b.yaml:1:1 id: 'a�b' cannot be an id"),
    Case("an escape sequence", _named("a\x1b[31mb.yaml"), "papers/a�[31mb.yaml:1:1 id: 'a�[31mb' cannot be an id"),
    Case(
        "a direction override",
        _named("a\u202elmay.exe.yaml"),
        "papers/a�lmay.exe.yaml:1:1 id: 'a�lmay.exe' cannot be an id",
    ),
    Case("a zero-width space", _named("mo\u200bgi.yaml"), "papers/mo�gi.yaml:1:1 id: 'mo�gi' cannot be an id"),
    Case("a Cyrillic letter", _named("m\u043egi.yaml"), "papers/mоgi.yaml:1:1 id: 'mоgi' cannot be an id"),
    Case("full-width letters", _named("ｍｏｇｉ.yaml"), "papers/ｍｏｇｉ.yaml:1:1 id: 'ｍｏｇｉ' cannot be an id"),
    Case("a composed letter", _named("caf\u00e9.yaml"), "papers/café.yaml:1:1 id: 'café' cannot be an id"),
    Case("a decomposed letter", _named("cafe\u0301.yaml"), "papers/café.yaml:1:1 id: 'café' cannot be an id"),
    Case("Chinese", _named("火山.yaml"), "papers/火山.yaml:1:1 id: '火山' cannot be an id"),
    Case("bytes that are no UTF-8", _named(b"a\xff\xfe.yaml"), "papers/a��.yaml:1:1 id: 'a��' cannot be an id"),
    Case("a backslash", _named("a\\mogi.yaml"), "papers/a\\mogi.yaml:1:1 id: 'a\\mogi' cannot be an id"),
    Case(
        "markup",
        _named("<img src=x onerror=alert(1)>.yaml"),
        "papers/<img src=x onerror=alert(1)>.yaml:1:1: error[id]: '<img src=x onerror=alert(1)>' cannot be an id",
    ),
    Case("a command", _named("$(reboot).yaml"), "papers/$(reboot).yaml:1:1 id: '$(reboot)' cannot be an id"),
    Case(
        "a colon",
        _named("a:1:2: error[x].yaml"),
        "papers/a:1:2: error[x].yaml:1:1: error[id]: 'a:1:2: error[x]' cannot be an id",
    ),
    Case(
        "81 letters",
        _named("a" * 81 + ".yaml"),
        "papers/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…",
    ),
    Case(
        "250 letters",
        _named("a" * 250 + ".yaml"),
        "papers/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…",
    ),
    Case("a device of Windows", _named("con.yaml"), "papers/con.yaml:1:1 id: 'con' cannot be an id"),
    Case("a numbered device of Windows", _named("com1.yaml"), "papers/com1.yaml:1:1 id: 'com1' cannot be an id"),
    Case("3,000 notes", _many, "papers/x0.txt:1:1 id: a record's file ends in .yaml, not '.txt'"),
]
