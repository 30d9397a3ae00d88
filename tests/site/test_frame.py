"""Drawn once with sentinels, filled with values: the same page as if it had been drawn with the values."""

from __future__ import annotations

import pytest

from vlmap.errors import BuildError
from vlmap.render import Rendered
from vlmap.site import frame as slots
from vlmap.site.frame import Frame, path_sentinel

PATH = path_sentinel(3, "papers")

DRAWN = f"""\
<!doctype html>
<title>{slots.TITLE} - Map</title>
<meta name="description" content="{slots.DESCRIPTION}">
<link rel="canonical" href="https://map.example/{PATH}/">
<link rel="alternate" hreflang="zh-Hans" href="https://map.example/zh/{PATH}/">
<nav><ul>
<li class="item"><a href="#{slots.ENTRIES[0][0]}"><span>{slots.ENTRIES[0][1]}</span></a></li>
<li class="item"><a href="#{slots.ENTRIES[1][0]}"><span>{slots.ENTRIES[1][1]}</span></a></li>
</ul></nav>
<a href="https://git.example/edit/{slots.EDIT}">edit</a>
<main>{slots.BODY}</main>
"""


def filled(count: int) -> str:
    """Fill the page with a body of `count` sections."""
    body = "<h1>Tom &amp; Jerry</h1>" + "".join(
        f'<h2 id="part-{number}">Part <em>{number}</em></h2>' for number in range(1, count + 1)
    )
    page = Rendered("Tom", 'Tom & "Jerry"', "A <cat> & a mouse", body)
    return Frame.split(DRAWN, PATH).fill(page, "papers/tom", "papers/tom.yaml")


def test_a_page() -> None:
    assert filled(3) == (
        "<!doctype html>\n"
        "<title>Tom &amp; &#34;Jerry&#34; - Map</title>\n"
        '<meta name="description" content="A &lt;cat&gt; &amp; a mouse">\n'
        '<link rel="canonical" href="https://map.example/papers/tom/">\n'
        '<link rel="alternate" hreflang="zh-Hans" href="https://map.example/zh/papers/tom/">\n'
        "<nav><ul>\n"
        '<li class="item"><a href="#part-1"><span>Part <em>1</em></span></a></li>\n'
        '<li class="item"><a href="#part-2"><span>Part <em>2</em></span></a></li>\n'
        '<li class="item"><a href="#part-3"><span>Part <em>3</em></span></a></li>\n'
        "</ul></nav>\n"
        '<a href="https://git.example/edit/papers/tom.yaml">edit</a>\n'
        '<main><h1>Tom &amp; Jerry</h1><h2 id="part-1">Part <em>1</em></h2><h2 id="part-2">Part <em>2</em></h2>'
        '<h2 id="part-3">Part <em>3</em></h2></main>\n'
    )


def test_a_page_of_one_section() -> None:
    assert filled(1).count('<li class="item">') == 1


def test_a_frame_can_be_filled_again_and_again() -> None:
    frame = Frame.split(DRAWN, PATH)
    page = Rendered("", "One", "", "<p>1</p><h2 id='x'>y</h2>".replace("'", '"'))
    first = frame.fill(page, "a", "a.yaml")
    frame.fill(Rendered("", slots.BODY, slots.TITLE, '<h2 id="z">z</h2>'), PATH, slots.EDIT)
    assert frame.fill(page, "a", "a.yaml") == first


@pytest.mark.parametrize(
    "html",
    [DRAWN.replace(slots.BODY, ""), DRAWN.replace(slots.BODY, slots.BODY * 2)],
    ids=["nowhere", "twice"],
)
def test_a_theme_that_does_not_write_the_body_once_is_refused(html: str) -> None:
    with pytest.raises(BuildError, match="not exactly once"):
        Frame.split(html, PATH)


def test_addresses_of_two_frames_cannot_be_taken_for_each_other() -> None:
    found = [path_sentinel(number, folder) for number in (1, 2, 11, 12) for folder in ("", "papers", "a/b")]
    assert len(set(found)) == len(found)
    assert [path_sentinel(1, folder).rpartition("/")[0] for folder in ("", "papers", "a/b")] == ["", "papers", "a/b"]
