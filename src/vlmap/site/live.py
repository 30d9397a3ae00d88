"""`vlmap serve`: the site while one edits, brought up to date at every change and shown again by the browser itself.

Only the pages, with what they need: who edits looks at these, and waits for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from vlmap.memory import Memory
from vlmap.site.adapter import site_url
from vlmap.site.publish import publish

if TYPE_CHECKING:
    from collections.abc import Callable

    from vlmap.catalog import Project
    from vlmap.site.publish import Published

EVERY = 0.2
"""So many seconds pass from one look at the files to the next."""


def serve(project: Project, host: str, port: int, tell: Callable[[Callable[[], Published]], None]) -> None:
    """Serve the site of a project until interrupted. `tell` is given each build to make, and says what came of it."""
    memory = Memory(project.root)
    place = memory.folder_for("serve")
    path = urlsplit(site_url(project)).path.strip("/")
    address = f"http://{host}:{port}/{path}/" if path else f"http://{host}:{port}/"

    def build() -> None:
        tell(lambda: publish(project.root, place, pages_only=True, memory=memory, site_url=address))

    build()
    server = LiveReloadServer(build, host, port, str(place), f"/{path}", polling_interval=EVERY)
    server.error_handler = lambda code: page.read_bytes() if (page := place / f"{code}.html").is_file() else None
    watched = (
        *(project.papers, project.paths, project.templates, project.root / "docs"),
        *(project.taxonomy, project.config, project.lock, project.published),
    )
    for part in watched:
        if part.exists():
            server.watch(str(part))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
