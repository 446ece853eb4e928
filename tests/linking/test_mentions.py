from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linking.fold import fold
from linking.forms import Document, NameEntry
from linking.mentions import Scanner
from linking.names import variants
from linking.sounds import places_of, windows_in, windows_of

NAMES = [
    NameEntry("p1", "person", "Lo Wei-jen"),
    NameEntry("p1", "person", "羅唯仁"),
    NameEntry("p2", "person", "Odette Specimen"),
    NameEntry("p3", "person", "王劲"),
    NameEntry("p4", "person", "Kim"),
    NameEntry("p5", "person", "Sean O'Sample"),
    NameEntry("p6", "person", "Doodle", weak=True),
    NameEntry("e1", "employer", "Velmorix"),
    NameEntry("e2", "employer", "Velmorix Cloud"),
    NameEntry("e3", "employer", "Gap"),
    NameEntry("e4", "employer", "TEL"),
    NameEntry("e5", "employer", "示例网络股份有限公司"),
]


def found(text: str, title: str = "") -> list[tuple[str, str | None, str]]:
    return [(m.text, m.entity, m.form) for m in Scanner(NAMES).scan(Document(text, title))]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Wei-Jen Lo spoke.", [("Wei-Jen Lo", "p1", "full")]),
        ("Lo Weijen spoke.", [("Lo Weijen", "p1", "full")]),
        ("Luo Weiren spoke.", [("Luo Weiren", "p1", "full")]),
        ("記者訪問羅唯仁。", [("羅唯仁", "p1", "full")]),
        ("d’Odette Specimen", [("Odette Specimen", "p2", "full")]),
        ("SPECIMEN! Odette Specimen", [("SPECIMEN", "p2", "short"), ("Odette Specimen", "p2", "full")]),
        ("Velmorix's plan", [("Velmorix", "e1", "full")]),
        ("Velmorix Group Holding, a firm", [("Velmorix Group Holding", "e1", "full")]),
        ("Velmorix Co., Ltd. said", [("Velmorix Co., Ltd.", "e1", "full")]),
        ("Velmorix Cloud and Velmorix", [("Velmorix Cloud", "e2", "full"), ("Velmorix", "e1", "full")]),
        ("示例網絡集團昨日公告", [("示例網絡集團", "e5", "full")]),
        ("Sean O’Sample left", [("Sean O’Sample", "p5", "full")]),
        ("Ѵelmorix velmorix mind the gap", []),
        ("PreVelmorix Velmorixes", []),
        ("Tel Aviv, tel. 12", []),
        ("TEL said", [("TEL", "e4", "full")]),
        ("Specimen was on show.", []),
        ("Doodle won.", []),
        ("Velmorix: Doodle won.", [("Velmorix", "e1", "full"), ("Doodle", "p6", "weak")]),
        ("Velmorix: Specimen won.", [("Velmorix", "e1", "full"), ("Specimen", "p2", "weak")]),
        ("Velmorix: Bertil Specimen won.", [("Velmorix", "e1", "full")]),
        ("Mr Kim left.", [("Mr Kim", "p4", "weak")]),
        ("Jong Kim Dummy left.", []),
    ],
)
def test_finds_what_is_a_name_and_nothing_else(text: str, mentions: list[tuple[str, str, str]]) -> None:
    assert found(text) == mentions


HEARD = [
    NameEntry("p1", "person", "Fan Yangben"),
    NameEntry("p2", "person", "Hsieh Shu-tzu"),
    NameEntry("p3", "person", "范例子"),
    NameEntry("p4", "person", "Gongsun Mo'an"),
    NameEntry("e1", "employer", "Velmorix"),
]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Velmorix起诉范样本。", [("范样本", "p1", "weak")]),
        ("Velmorix起訴範樣本。", [("範樣本", "p1", "weak")]),
        ("Velmorix起诉谢书子。", [("谢书子", "p2", "weak")]),
        ("Velmorix起诉樊丽子。", [("樊丽子", "p3", "weak")]),
        ("Velmorix起诉公孙墨安。", [("公孙墨安", "p4", "weak")]),
        ("Velmorix fired Fan Litzu.", [("Fan Litzu", "p3", "weak")]),
        ("范样本（Fan Yangben）离开Velmorix。", [("范样本", "p1", "short"), ("Fan Yangben", "p1", "full")]),
        ("范样本离职。", []),  # beside no known firm
        ("Velmorix起诉饭样本。", []),  # no surname
        ("Velmorix的范样本书。", []),  # a word goes on across its end
    ],
)
def test_a_name_is_known_by_its_sound_beside_a_firm(text: str, mentions: list[tuple[str, str, str]]) -> None:
    heard = [(one.text, one.entity, one.form) for one in Scanner(HEARD).scan(Document(text)) if one.kind == "person"]

    assert heard == mentions


def test_sounds_never_lie_over_a_name_that_is_there() -> None:
    names = [*HEARD, NameEntry("p9", "person", "范样本")]

    mentions = Scanner(names).scan(Document("Velmorix起诉范样本。"))

    assert [(one.entity, one.form) for one in mentions] == [("e1", "full"), ("p9", "full")]


@pytest.mark.parametrize("wording", ["M. Specimen", "Mme Specimen", "Ms. Specimen", "Judge Specimen"])
def test_a_title_belongs_to_a_surname_that_a_full_name_explains(wording: str) -> None:
    assert (wording, "p2", "short") in found(f"Odette Specimen came. Later {wording} left.")


def test_somebody_elses_first_name_keeps_a_surname_apart() -> None:
    assert found("Odette Specimen came. Gustav Specimen did not.") == [("Odette Specimen", "p2", "full")]


def test_a_two_character_name_inside_another_word_is_none() -> None:
    assert found("王劲松的作品") == []


@pytest.mark.parametrize("text", ["銘穎勝訴", "到對手銘穎任職", "與銘穎訂約", "铭颖胜诉"])
def test_a_two_character_name_is_found_in_either_script(text: str) -> None:
    scanner = Scanner([NameEntry("e", "employer", "銘穎")])

    assert [one.entity for one in scanner.scan(Document(text))] == ["e"]


def test_homonyms_are_named_together_and_settled_for_none() -> None:
    scanner = Scanner([NameEntry("a", "person", "Odette Specimen"), NameEntry("b", "person", "Odette Specimen")])
    (mention,) = scanner.scan(Document("Odette Specimen came."))

    assert (mention.entity, mention.entities) == (None, ("a", "b"))


def test_offsets_are_those_of_the_field() -> None:
    document = Document("Later,\u200b Velmorix\u0301 fell.", "Velmorix falls")
    for mention in Scanner(NAMES).scan(document):
        field = document.title if mention.field == "title" else document.text
        assert field[mention.start : mention.end] == mention.text


def test_saved_and_loaded_it_finds_the_same() -> None:
    document = Document("Wei-Jen Lo left Velmorix Cloud for TEL. 羅唯仁")
    scanner = Scanner(NAMES)

    assert Scanner.load(scanner.dump()).scan(document) == scanner.scan(document)
    assert Scanner.load(scanner.dump()).labels == scanner.labels


@pytest.mark.parametrize("damage", [lambda data: data[:-5], lambda data: b"x" + data])
def test_damaged_bytes_are_refused(damage: object) -> None:
    assert callable(damage)
    with pytest.raises(ValueError, match="saved scanner"):
        Scanner.load(damage(Scanner(NAMES).dump()))


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_registry_does_not_matter(chance: random.Random) -> None:
    shuffled = list(NAMES)
    chance.shuffle(shuffled)

    assert Scanner(shuffled).dump() == Scanner(NAMES).dump()


LATIN = st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8}){1,2}", fullmatch=True)
HAN = st.text(alphabet="羅陳鄢柯試樣範測麗華國", min_size=3, max_size=3)


@given(st.lists(st.one_of(LATIN, HAN), min_size=1, max_size=6, unique=True), st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_every_mention_folds_to_a_variant_of_the_name_it_claims(names: list[str], noise: str) -> None:
    entries = [NameEntry(f"n{place}", "person", name) for place, name in enumerate(names)]
    text = f" {noise} ".join(names)

    for mention in Scanner(entries).scan(Document(text)):
        assert mention.text == text[mention.start : mention.end]
        claimed = {entry.entity: {variant.text for variant in variants(entry)} for entry in entries}
        folded = fold(mention.text).text
        for entity in mention.entities:
            assert any(folded == known or folded.endswith(f" {known}") for known in claimed[entity])


@pytest.mark.parametrize(
    ("entered", "written"),
    [
        ("Sample & Specimen", "Sample and Specimen"),
        ("Sample and Specimen", "Sample & Specimen"),
        ("Exemple et Modèle", "Exemple & Modèle"),
        ("Verrerie Saint-Modèle", "Verrerie St-Modèle"),
        ("St. Sample Hospital", "Saint Sample Hospital"),
    ],
)
def test_a_firm_is_known_with_its_and_or_saint_written_otherwise(entered: str, written: str) -> None:
    (mention,) = Scanner([NameEntry("e", "employer", entered)]).scan(Document(f"We spoke to {written} today."))

    assert (mention.text, mention.form) == (written, "full")


def test_a_sound_is_heard_again_after_it_was_silent_to_others() -> None:
    names = [NameEntry("f", "employer", "Velmorix"), NameEntry("p", "person", "Zhou Wenhao")]
    silent, loud = "Velmorix 起诉了张示例。", "Velmorix 起诉了周文浩。"
    scanner = Scanner(names)

    found = [
        [one.text for one in scanner.scan(Document(text)) if one.kind == "person"]
        for text in (silent, loud, silent, loud)
    ]

    assert found == [[], ["周文浩"], [], ["周文浩"]]
    assert scanner.with_changes([NameEntry("q", "person", "Zhang Shili")]).scan(Document(silent))[-1].text == "张示例"


@given(st.text(alphabet="司马上官欧阳张周王光云飞文 a。", max_size=40))
def test_every_window_is_among_those_that_are_looked_at_once(text: str) -> None:
    windows, once = windows_of(text), {surname + given for surname, given in windows_in(text)}

    assert {window for _, window in windows} <= once
    assert sorted(places_of(text, once)) == windows


def test_a_surname_that_many_bear_says_nothing_alone() -> None:
    names = [NameEntry(first, "person", f"{first} Specimen") for first in ("Odette", "Bertil", "Gustav")]
    firm = NameEntry("e", "employer", "Velmorix")
    document = Document("Velmorix has sued Specimen.")

    few, many = Scanner([*names[:2], firm]).scan(document), Scanner([*names, firm]).scan(document)

    assert [one.form for one in few] == ["full", "weak"]
    assert [one.form for one in many] == ["full"]


@pytest.mark.parametrize(
    ("name", "text", "seen"),
    [
        ("澜样智能", "Lanyang hired him.", ["Lanyang"]),
        ("澜样", "lanyang hired him.", []),
        ("上海", "Shanghai hired him.", []),
        ("一样", "Yiyang hired him.", ["Yiyang"]),
        ("一一", "Yiyi hired him.", []),
    ],
)
def test_a_han_firm_is_known_in_latin_letters_by_its_sound(name: str, text: str, seen: list[str]) -> None:
    mentions = Scanner([NameEntry("e", "employer", name)]).scan(Document(text))

    assert [(one.text, one.form) for one in mentions] == [(word, "weak") for word in seen]


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Odette Specimen", "Mme Specimen", "O. S."], "Odette Specimen"),
        (["Élodie Specimen", "Ms Specimen"], "Élodie Specimen"),
        (["T. Placeholder", "Toby Placeholder"], "Toby Placeholder"),
        (["样例甲", "例甲", "Mr Yang"], "样例甲"),
        (["样例甲", "Yang Lijia"], "Yang Lijia"),
    ],
)
def test_the_name_to_show_is_a_whole_one(names: list[str], shown: str) -> None:
    scanner = Scanner([NameEntry("p", "person", name) for name in names])

    assert scanner.labels["p"] == shown
