"""Make `han.txt`: traditional characters and the simplified ones they fold to.

Run at development time only, with the OpenCC wheel installed: `python -m linking.tables.make_han`. One character in,
one character out; each pair is followed to its end so that folding twice changes nothing more.
"""

from __future__ import annotations

from pathlib import Path

BLOCKS = ((0x2E80, 0x2FE0), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2FA20))


def main() -> None:
    """Write the table beside this file, sorted by code point, one pair a line."""
    import opencc  # type: ignore[import-not-found]  # noqa: PLC0415 - wanted by nobody else

    simplify = opencc.OpenCC("t2s").convert
    lines = []
    for first, last in BLOCKS:
        for code in range(first, last):
            char, seen = chr(code), set()
            while char not in seen:
                seen.add(char)
                after = simplify(char)
                char = after if len(after) == 1 else char
            if char != chr(code):
                lines.append(f"{chr(code)}{char}")
    Path(__file__).with_name("han.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
