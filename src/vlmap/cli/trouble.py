"""What the system refuses, told in either language: which file, why, and how to mend it."""

from __future__ import annotations

import errno
import os

from vlmap.languages import Message
from vlmap.report import printable

_OUTPUT = Message("the output", "输出")

_NOT_ALLOWED = Message(
    "this is not allowed here; see who owns it and who may read or write it",
    "没有权限；请查看其所有者与读写权限",
)
_FULL = Message("the disk is full; make room and run the command again", "磁盘已满；请腾出空间后重新运行")

_WHY: dict[int, Message] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: Message(
        "the file would be larger than files may be here; raise the limit (`ulimit -f`) and run the command again",
        "文件超出此处允许的大小；请调高上限（`ulimit -f`）后重新运行",
    ),
    errno.EROFS: Message(
        "this disk can only be read; make it writable, or write to another place",
        "该磁盘只读；请改为可写，或写到其他位置",
    ),
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EEXIST: Message(
        "it exists already, and is left as it is; choose another name, or remove it first",
        "已存在，保持原样；请换一个名称，或先将其删除",
    ),
    errno.ENOENT: Message("there is no such file or folder; see how it is spelt", "没有这个文件或目录；请检查拼写"),
    errno.EISDIR: Message("this is a folder; name a file", "这是目录；请指定文件"),
    errno.ENOTDIR: Message("this is a file; name a folder", "这是文件；请指定目录"),
    errno.ENAMETOOLONG: Message("this name is too long; choose a shorter one", "名称过长；请换一个较短的名称"),
    errno.EMFILE: Message(
        "too many files are open; raise the limit (`ulimit -n`) and run the command again",
        "打开的文件过多；请调高上限（`ulimit -n`）后重新运行",
    ),
}


def told(problem: OSError) -> Message:
    """Return the one line that says it."""
    name = printable(os.fsdecode(problem.filename)) if isinstance(problem.filename, str | bytes) else ""
    where = Message(name, name) if name else _OUTPUT
    plain = problem.strerror or str(problem)
    why = _WHY.get(problem.errno or 0, Message(plain, f"系统报告 {plain}"))
    blank = " " if name else ""
    return Message(f"cannot use {where.en}: {why.en}", f"无法使用{blank}{where.zh}：{why.zh}")
