"""Pages and feeds are read in a child process, whatever they hold."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from articles.choices import FailureCode
from articles.extract import extract, parse_feed
from articles.extract import page as parent
from articles.outcomes import Unreadable
from tests.articles.web import html

TEXT = "\n\n".join(
    f"Paragraph {number} of a synthetic story about robots and those who build them." for number in range(8)
)
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Synthetic &amp;amp; news</title><language>fr</language>
<item><title>One &lt;b&gt;thing&lt;/b&gt;</title><link>https://news.example/1</link>
<pubDate>Mon, 11 Aug 2025 10:00:00 GMT</pubDate></item>
<item><title>Two</title><link>/2</link></item>
<item><title>Nowhere</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh"><title>新闻</title><entry><title>故事</title>
<link href="https://news.example/zh"/><updated>2025-08-10T01:02:03Z</updated></entry></feed>"""


def test_a_page_gives_text_title_language_and_date() -> None:
    head = '<meta property="article:published_time" content="2025-08-11T08:00:00Z">'

    found = extract(html(TEXT, language="fr-CA", head=head).encode())

    assert "Paragraph 0 of a synthetic story" in found.text
    assert "About us" not in found.text
    assert (found.title, found.language, found.published_on) == ("A headline of the test", "fr-CA", date(2025, 8, 11))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16"])
def test_a_page_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    story = "\n\n".join(
        f"第{number}段：关于机器人工程师与竞业限制协议的虚构故事，全部内容均为测试。" for number in range(8)
    )
    page = html(story, head=f'<meta charset="{encoding}">')
    if encoding == "big5":
        page = page.replace(
            "关于机器人工程师与竞业限制协议的虚构故事，全部内容均为测试",
            "關於機器人工程師與競業限制協議的虛構故事，全部內容均為測試",
        )

    found = extract(page.encode(encoding))

    assert "工程" in found.text


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<div>" * 300 + b"text" + b"</div>" * 300, FailureCode.TOO_DEEP),
        (b"<b>" * 100_000, FailureCode.TOO_DEEP),
        (b"<html></html>", FailureCode.NO_TEXT),
        (b"<", FailureCode.NO_TEXT),
        (b"<html><meta charset='ascii'>" + b"\x81\x8d" * 50, FailureCode.BROKEN_ENCODING),
        (b"<html><meta charset='no-such-thing'>text", FailureCode.BROKEN_ENCODING),
    ],
)
def test_what_cannot_be_read_has_its_code(body: bytes, code: FailureCode) -> None:
    with pytest.raises(Unreadable) as refused:
        extract(body)

    assert refused.value.code == code


def test_unclosed_paragraphs_and_items_do_not_count_as_depth() -> None:
    found = extract(
        html(TEXT).replace("</p>", "").replace("<footer>", "<ul>" + "<li>one more" * 500 + "</ul><footer>").encode()
    )

    assert "Paragraph 7" in found.text


def test_a_dead_child_is_replaced() -> None:
    extract(html(TEXT).encode())
    process = parent._child.process  # noqa: SLF001
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    assert extract(html(TEXT).encode()).title == "A headline of the test"


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(parent, "SECONDS", 0.0)
        with pytest.raises(Unreadable) as refused:
            extract(html(TEXT).encode())

    assert "time or memory" in refused.value.detail
    assert extract(html(TEXT).encode()).text


def test_a_feed_gives_its_items() -> None:
    feed = parse_feed(RSS.encode(), url="https://news.example/feed")

    assert (feed.title, feed.language) == ("Synthetic & news", "fr")
    assert [(one.url, one.title, one.published_on) for one in feed.entries] == [
        ("https://news.example/1", "One thing", date(2025, 8, 11)),
        ("https://news.example/2", "Two", None),
    ]


def test_atom_is_a_feed_too() -> None:
    (one,) = parse_feed(ATOM.encode()).entries

    assert (one.url, one.title, one.published_on) == ("https://news.example/zh", "故事", date(2025, 8, 10))


@pytest.mark.parametrize("body", [b" ", b"<html><body>no feed</body></html>", b"/etc/passwd", b"http://127.0.0.1/"])
def test_what_is_no_feed_is_told(body: bytes) -> None:
    with pytest.raises(Unreadable, match="no RSS or Atom"):
        parse_feed(body)


def test_a_feed_never_opens_a_file(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(RSS)
    entity = f'<!DOCTYPE rss [<!ENTITY file SYSTEM "file://{file}">]>'.encode()

    with pytest.raises(Unreadable):
        parse_feed(str(file).encode())
    feed = parse_feed(RSS.replace("?>\n", f"?>{entity.decode()}\n").replace("Two", "&file;").encode())

    assert all("thing" not in one.title for one in feed.entries[1:])


def test_a_bomb_of_entities_is_survived() -> None:
    levels = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "aaaaaaaaaa">{levels}]>' + RSS.partition("?>")[2].replace(
        "Two", "&a11;"
    )

    titles = []
    with suppress(Unreadable):  # whether it is refused or cut is the parser's choice
        titles = [one.title for one in parse_feed(bomb.encode()).entries]

    assert all(len(title) <= 500 for title in titles)
    assert parse_feed(ATOM.encode()).entries


def test_a_feed_larger_than_the_cap_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        parse_feed(b" " * (1024 * 1024 + 1))

    assert refused.value.code == FailureCode.TOO_LARGE
