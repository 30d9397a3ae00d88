"""A project as git remembers it: no checkout, and nothing of the working tree is touched."""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from vlmap.catalog import Project
from vlmap.errors import VlmapError
from vlmap.files import folder_beside
from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Interval:
    """Two commits by their hashes."""

    base: str
    head: str


def interval(project: Project, written: str) -> Interval:
    """Read `BASE..HEAD`, or `BASE...HEAD`, which starts where the two parted; an empty side is the commit in hand.

    Raises `VlmapError` where git knows no such commits.
    """
    for dots in ("...", ".."):
        base, found, head = written.partition(dots)
        if found:
            sides = [_commit(project, side or "HEAD") for side in (base, head)]
            if dots == "...":
                apart = Message("the two commits share no history", "这两次提交没有共同的历史")
                sides[0] = _git(project, "merge-base", *sides, silence=apart).decode().strip()
            return Interval(*sides)
    raise VlmapError(
        Message(f"'{written}' is not an interval; write BASE..HEAD", f"“{written}”不是提交区间；请写成 BASE..HEAD")
    )


def _commit(project: Project, name: str) -> str:
    unknown = Message(
        f"git knows no commit '{name}' here; fetch it first (a shallow clone lacks the older ones)",
        f"git 在此找不到提交“{name}”；请先获取（浅克隆不含较早的提交）",
    )
    asked = f"{name}^{{commit}}"
    return (
        _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", asked, silence=unknown).decode().strip()
    )


def changed_files(project: Project, span: Interval) -> list[str]:
    """Return the names, below the project, of all files that differ."""
    names = _git(project, "diff", "--name-only", "--no-renames", "--relative", "-z", span.base, span.head)
    return [name.decode("utf-8", "replace") for name in names.split(b"\0") if name]


@contextmanager
def project_at(project: Project, commit: str) -> Iterator[Project]:
    """Yield what a commit holds of the project's data, in a folder of its own.

    The blobs are asked for one by one: `git archive` would heed the attributes that the commit itself brings along.
    What is not a plain file there, such as a link, is an empty folder here.
    """
    with folder_beside(_somewhere() / "revision") as temporary:
        copy = Project(temporary)
        wanted = [project.name(path) for path in (project.papers, project.paths, project.taxonomy, project.lock)]
        listed = _git(project, "ls-tree", "-r", "-z", commit, "--", *wanted)
        with _blobs(project) as blobs:
            for line in listed.split(b"\0"):
                details, _, name = line.partition(b"\t")
                if name:
                    mode, _, blob = details.decode("ascii").split()
                    _put(copy.root / name.decode("utf-8", "surrogateescape"), mode, blob, blobs)
        copy.papers.mkdir(exist_ok=True)
        if not copy.taxonomy.is_file():
            raise VlmapError(
                Message(
                    f"there is no taxonomy.yaml in commit {commit[:12]}", f"提交 {commit[:12]} 中没有 taxonomy.yaml"
                )
            )
        yield copy


def _somewhere() -> Path:
    try:
        return Path(tempfile.gettempdir()).resolve()
    except FileNotFoundError as problem:
        raise VlmapError(
            Message(
                "no folder for temporary files can be written to; make room, or name one in TMPDIR",
                "没有可写的临时目录；请腾出空间，或用环境变量 TMPDIR 指定一个",
            )
        ) from problem


def _put(path: Path, mode: str, blob: str, blobs: subprocess.Popen[bytes]) -> None:
    if mode.startswith("100"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_blob(blobs, blob))
    else:
        path.mkdir(parents=True)


@contextmanager
def _blobs(project: Project) -> Iterator[subprocess.Popen[bytes]]:
    """Yield a process that answers the hash of a blob with the blob."""
    command = ("git", "-C", str(project.root), "cat-file", "--batch")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 (fixed words)
        yield process


def _blob(blobs: subprocess.Popen[bytes], name: str) -> bytes:
    question, answer = _pipe(blobs.stdin), _pipe(blobs.stdout)
    question.write(f"{name}\n".encode())
    question.flush()
    header = answer.readline().split()
    size = int(header[-1])
    content = answer.read(size)
    answer.read(1)  # the line's end
    return content


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 (asked for above)
    return pipe


def _git(project: Project, *arguments: str, silence: Message | None = None) -> bytes:
    """Run git in the project's folder and return what it prints.

    Raises `VlmapError` where it fails; `silence` says what is meant when it then prints nothing.
    """
    command = ("git", "-C", str(project.root), *arguments)
    try:
        done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 (options end before a given name)
    except FileNotFoundError as problem:
        raise VlmapError(
            Message("git is not installed; this command reads from it", "未安装 git；此命令须从中读取")
        ) from problem
    except subprocess.CalledProcessError as problem:
        said = problem.stderr.decode("utf-8", "replace").strip()
        told = Message(f"git says: {said}", f"git 报错：{said}")
        raise VlmapError(told if said or silence is None else silence) from problem
    return done.stdout
