"""One spelling per address; what is no web address is refused with the accepted form."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from articles.addresses import canonical_url

PLAIN = "https://news.example/a/story"


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a/story",
        "http://news.example/a/story",
        "HTTPS://News.Example/a/story",
        "https://news.example:443/a/story",
        "http://news.example:80/a/story/",
        "https://news.example./a/story",
        "https://news.example/a/story#comments",
        "https://news.example/a/story?",
        "https://news.example/a/story?utm_source=x&utm_medium=y&fbclid=1&gclid=2",
        "https://news.example/a/./b/../story",
        "https://news.example/%61/st%6Fry",
        "  https://news.example/a/story  ",
    ],
)
def test_one_page_has_one_spelling(url: str) -> None:
    assert canonical_url(url) == PLAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a", "https://news.example/A"),
        ("https://news.example/a?id=1", "https://news.example/a?id=2"),
        ("https://news.example/a%2Fb", "https://news.example/a/b"),
        ("https://news.example:8443/a", "https://news.example/a"),
        ("https://news.example/a?x=", "https://news.example/a"),
        ("https://www.news.example/a", "https://news.example/a"),
    ],
)
def test_different_pages_stay_apart(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a?b=2&a=1", "https://news.example/a?a=1&b=2"),
        ("https://news.example/故事", "https://news.example/%E6%95%85%E4%BA%8B"),
        ("https://nachricht-ü.example/", "https://xn--nachricht--jeb.example"),
        ("https://news.example/a?q=%e6%95%85", "https://news.example/a?q=%E6%95%85"),
        ("http://[2001:DB8::1]/a", "https://[2001:db8:0:0::1]/a"),
    ],
)
def test_same_pages_meet(one: str, other: str) -> None:
    assert canonical_url(one) == canonical_url(other)


@pytest.mark.parametrize(
    "url", ["https://news.example/a?b=2&a=1", "https://news.example/%zz?x=%", "https://é.example/ü?ü=ü"]
)
def test_it_is_its_own_canonical_spelling(url: str) -> None:
    once = canonical_url(url)

    assert canonical_url(once) == once


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/a",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//news.example/a",
        "news.example/a",
        "https://",
        "https:///a",
        "https://user:word@news.example/",
        "https://news.example:0/",
        "https://news.example:99999/",
        "https://[::1/",
        "https://news.example/a b",
        "https://news.example/a\nHost: other.example",
        "https://news.example\\@other.example/",
        "https://news.example/" + "a" * 2000,
        "https://" + "ü" * 600 + ".example/",
        "https://news.example/\ud800",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValidationError) as refused:
        canonical_url(url)

    assert "Accepted: http:// or https://" in refused.value.message_dict["url"][0]
