"""What the engine draws of a site: the frames of its pages; and the Markdown of the pages that are written by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vlmap.site.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vlmap.site.site import FrameKey


@dataclass
class Drawn:
    """The frames by their keys; and by address the sources of pages written by hand, which are their Markdown twins."""

    frames: dict[FrameKey, Frame] = field(default_factory=dict)
    twins: dict[str, str] = field(default_factory=dict)

    def frames_text(self) -> str:
        """Return the frames as text."""
        return json.dumps([frame.data() for frame in self.frames.values()], ensure_ascii=False)

    def text(self) -> str:
        """Return it in a form that `read` takes."""
        return f'{{"frames": {self.frames_text()}, "twins": {json.dumps(self.twins, ensure_ascii=False)}}}'

    @classmethod
    def read(cls, text: bytes | None, keys: Iterable[FrameKey]) -> Drawn | None:
        """Return what was kept of a drawing with these keys, in this order, or None if that cannot be."""
        try:
            kept = json.loads(text or b"")
            frames = dict(zip(keys, map(Frame.of, kept["frames"]), strict=True))
            return cls(frames, kept["twins"])
        except (ValueError, KeyError, TypeError):
            return None
