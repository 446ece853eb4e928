"""Chinese pages whose people and firms only the whole text explains: told by role, by surname, or kept back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linking.candidates import CaseIndex
from linking.engine import Engine
from linking.forms import CaseCard, CaseRole, Document
from tests.linking.test_steps_told import told
from tests.linking.test_told_plainly import NAMES, PUBLISHED

CASE = CaseCard(
    "velmorix-v-specimen",
    "维莫瑞诉范例欣",
    (CaseRole("p", "mover"), CaseRole("a", "former_employer"), CaseRole("b", "new_employer")),
    claim_kinds=("non-compete",),
    jurisdiction="CN",
)
LINKED = Engine(NAMES, CaseIndex([CASE]))


def test_employers_whose_names_are_kept_back_are_those_of_the_person_kept_back() -> None:
    text = (
        "A公司的主管周某签了竞业协议。2024年3月周某离职，后来入职B公司。A公司申请仲裁，要求支付违约金。\n"
        "周某认为补偿过低。\n仲裁委支持公司，酌定为五十万元。"
    )

    assert told(text, "zh") == [
        ("left", "周某", "A公司", None),
        ("joined", "周某", "A公司", "B公司"),
        ("arbitration_applied", "周某", "A公司", "B公司"),
        ("ruling", "周某", "A公司", "B公司"),
    ]


def test_the_only_person_of_a_page_is_meant_across_its_paragraphs() -> None:
    text = (
        "法院对范例欣侵犯商业秘密案公开宣判，范例欣离开维莫瑞时签过竞业协议。\n\n庭上很安静。\n\n"
        "去年夏天，维莫瑞把他和川德勒一并告到法院。"
    )

    assert ("complaint_filed", "p", "a", "b") in told(text, "zh", LINKED)


def test_a_pronoun_beside_somebody_else_is_not_the_person_of_the_page() -> None:
    text = (
        "法院对范例欣侵犯商业秘密案公开宣判，范例欣离开维莫瑞时签过竞业协议。\n\n庭上很安静。\n\n"
        "一位律师说，去年夏天维莫瑞把他也告到法院。"
    )

    assert "complaint_filed" not in {one[0] for one in told(text, "zh", LINKED)}


@pytest.mark.parametrize("called", ["范某", "范女士"])
def test_a_name_kept_back_is_the_known_person_with_that_surname(called: str) -> None:
    text = f"范例欣离开维莫瑞，违反竞业协议。\n\n公司很生气。\n\n法院判令{called}支付违约金，{called}不服。"

    assert ("ruling", "p", "a") in {one[:3] for one in told(text, "zh", LINKED)}


def test_whoever_joined_a_firm_and_then_left_left_that_firm() -> None:
    text = (
        "李女士2019年入职某科技公司，签订竞业限制协议。2023年5月，李女士提出离职。同年7月，李女士入职乙公司。"
        "公司申请仲裁，仲裁委裁决李女士支付违约金30万元。"
    )

    assert [one for one in told(text, "zh") if one[0] != "arbitration_applied"] == [
        ("joined", "李女士", None, "某科技公司"),
        ("left", "李女士", "某科技公司", None),
        ("joined", "李女士", None, "乙公司"),
        ("ruling", "李女士", "某科技公司", "乙公司"),
    ]


def test_two_are_the_only_two_people_of_the_case() -> None:
    both = replace(CASE, roles=(*CASE.roles, CaseRole("q", "mover")))
    text = "范例欣因侵犯维莫瑞商业秘密被判三年。\n万样板被判缓刑。\n法院查明，二人在加入川德勒前发送过文件。"

    found = told(text, "zh", Engine(NAMES, CaseIndex([both])))

    assert [one for one in found if one[0] == "joined"] == [("joined", "p", "a", "b"), ("joined", "q", "a", "b")]


def test_a_firm_nobody_knows_is_told_by_its_last_word_where_somebody_goes_to_it() -> None:
    assert told("范例欣2017年11月加入样辰半导体任副总裁。", "zh") == [("joined", "p", None, "样辰半导体")]
    assert told("范例欣加入竞争对手科技集团的行列。", "zh") == []


def test_the_only_docket_of_a_page_is_its_disputes() -> None:
    text = "范例欣离开维莫瑞，违反竞业协议。维莫瑞申请仲裁。\n（案例来源：样海劳人仲字〔2024〕第99210号。）"
    (left, step) = Engine(NAMES, CaseIndex([])).read(Document(text, "", "zh", PUBLISHED)).proposals

    assert "docket" not in left.details
    assert step.details["docket"] == "样海劳人仲字〔2024〕第99210号"


def test_rulings_of_three_instances_are_three_events() -> None:
    text = (
        "彭某离职后，维莫瑞称其违反竞业协议，申请仲裁，未获支持。一审驳回，维莫瑞上诉。法院判决：驳回上诉，维持原判。"
    )

    assert [one[:2] for one in told(text, "zh") if one[0] == "ruling"] == [("ruling", "彭某")] * 3


def test_a_court_and_the_arbiters_before_it_rule_twice() -> None:
    text = (
        "维莫瑞申请仲裁，仲裁委裁决范例欣支付违约金30万元。范例欣诉至法院。法院认为他违反约定，判决范例欣支付20万元。"
    )

    assert [one[:2] for one in told(text, "zh") if one[0] == "ruling"] == [("ruling", "p")] * 2


def test_a_suit_that_a_headline_tells_by_the_firms_is_the_one_told_with_people() -> None:
    text = "2024年3月，维莫瑞起诉川德勒挖角。\n法院已受理维莫瑞诉川德勒和前员工范例欣侵害商业秘密一案。"
    found = Engine(NAMES, CaseIndex([CASE])).read(Document(text, "", "zh", PUBLISHED)).proposals

    assert [(one.kind, one.person and one.person.id, one.date.edtf) for one in found] == [
        ("complaint_filed", "p", "2024-03")
    ]


def test_more_people_of_whom_charges_were_told_are_charged() -> None:
    text = "檢方依洩密罪起訴維莫瑞前副總万样板。\n被起訴的維莫瑞人員還有范例欣。"

    assert [one[:2] for one in told(text, "zh")] == [("charges_filed", "q"), ("charges_filed", "p")]


def test_the_year_of_a_sentence_before_dates_what_leans_on_it() -> None:
    text = "范例欣2018年12月从维莫瑞离职。次年3月，范例欣加入川德勒。"
    found = Engine(NAMES, CaseIndex([])).read(Document(text, "", "zh", PUBLISHED)).proposals

    assert [(one.kind, one.date.edtf) for one in found] == [("left", "2018-12"), ("joined", "2019-03")]
