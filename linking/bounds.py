"""Where a name begins and ends in the original text, and what beside it makes it another name or none."""

from __future__ import annotations

import re

import rjieba

from linking.fold import fold_char, is_han, is_spaceless
from linking.names import TITLES, all_han
from linking.tables import words

_DESCRIPTOR = re.compile(
    r",? (?:(?:Group|Groupe|Holdings?|Platforms|Corporation|Incorporated|Company|Limited|LLC|PLC|plc|LLP|GmbH|AG|NV|SAS|SARL|S\.A\.S?|SA)\b"  # noqa: E501
    r"|(?:Inc|Corp|Cos?|Ltd|L\.L\.C)\b\.?)"
)
_HAN_DESCRIPTOR = re.compile(r"(?:集團控股|集团控股|集團|集团|控股|股份|有限|責任|责任|公司|株式会社)+")
_TITLE_BEFORE = re.compile(r"(?:^|[\s(“\"«'’,;:])([A-Za-zÀ-ÿ]{1,14}\.?)[ \u00a0\u202f]$")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'.-]*)[ \u00a0]$")
_WORD_AFTER = re.compile(r"^[ \u00a0]([^\W\d_][\w-]*)")
# Capitalised words beside a surname that are no part of a name.
_NO_NAME = words("beside_a_surname")


def written_as_name(name: str, folded: str) -> bool:
    """A Latin name is capitalised; of a long name of several words one capital or none at all will do."""
    if name[:1].isupper():
        return True
    if name.islower() and not any(map(str.isdigit, name)):  # most of them, told apart at little cost
        return " " in folded and len(folded) >= 8
    if any(char.isupper() or char.isdigit() for char in name):
        return True
    return not any(char.islower() for char in name) or (" " in folded and len(folded) >= 8)


def end_of_style(original: str, end: int) -> int:
    """Where a firm's name ends with the words of its full style behind it ("Group Holding", "Co., Ltd.", 集团)."""
    if is_spaceless(original[end - 1]):
        more = _HAN_DESCRIPTOR.match(original, end)
        return more.end() if more else end
    for _ in range(4):
        more = _DESCRIPTOR.match(original, end)
        if more is None:
            break
        end = more.end()
    return end


def title_before(original: str, start: int) -> str:
    """The title with its space that stands directly before an offset, or an empty string."""
    found = _TITLE_BEFORE.search(original, max(0, start - 18), start)
    if found is None:
        return ""
    word = found.group(1)
    plain = word.rstrip(".").lower().replace("î", "i").replace("ñ", "n")
    if (
        plain not in TITLES
        or not word[0].isupper()
        or (plain in ("m", "mr", "dr") and word == word.upper() and len(word) > 2)
    ):
        return ""
    return original[found.start(1) : start]


def inside_longer_name(original: str, start: int, end: int) -> bool:
    """A surname with another capitalised word beside it belongs to somebody else."""
    before = _WORD_BEFORE.search(original, max(0, start - 30), start)
    if before is not None:
        word = before.group(1)
        if (
            word[0].isupper()
            and not word.isupper()
            and word.lower() not in _NO_NAME
            and not word.endswith(("'s", "’s", "."))
        ):
            return True
    after = _WORD_AFTER.match(original[end : end + 30])
    if after is not None:
        word = after.group(1)
        return word[0].isupper() and not word.isupper() and word.lower() not in _NO_NAME
    return False


class HanWords:
    """Word boundaries in Han text, cut only where a two-character name asks for them."""

    def __init__(self, original: str) -> None:
        self._original = original

    def agree(self, start: int, end: int) -> bool:
        """False where a two-character Han name is surely a piece of other words: a word crosses one of its ends."""
        return end - start != 2 or not all_han(self._original[start:end]) or self.whole(start, end)

    def whole(self, start: int, end: int) -> bool:
        """False where a word crosses one of the ends of a run of Han characters."""
        left, right = start, end
        while left and start - left < 12 and is_han(self._original[left - 1]):
            left -= 1
        while right < len(self._original) and right - end < 12 and is_han(self._original[right]):
            right += 1
        edge = left
        run = self._original[left:right]
        plain = "".join(map(fold_char, run))  # the segmenter knows words in simplified characters only
        for word in rjieba.cut(plain if len(plain) == len(run) else run):
            after = edge + len(word)
            if (edge < start < after and after != end) or (edge < end < after and edge != start):
                return False
            edge = after
        return True
