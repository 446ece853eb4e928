"""Amount, court and docket of a step: of two the one that is the step's, and what stands beside its sentence."""

from __future__ import annotations

import pytest

from linking.proposals.details import details_of, docket_of

DOCKET = "（案号：（2024）沪01民终99063号）"


@pytest.mark.parametrize(
    ("kind", "sentence", "amount"),
    [
        ("ruling", "法院判令赔偿8,200万元，原告原本请求2亿元。", "8,200万元"),
        ("complaint_filed", "原告请求2亿元，法院判令赔偿8,200万元。", "2亿元"),
        ("ruling", "須賠償老東家320萬元人民幣（約新台幣1,430萬元）。", "320萬元"),
        ("ruling", "违约金由仲裁裁定的四百一十万元降为二百零五万元。", "二百零五万元"),
        ("ruling", "判决赔偿1.17亿元，其中惩罚性赔偿2,000万元，另加合理开支210万元。", "1.17亿元"),
        ("ruling", "海淀法院一审判他赔三百二十万，他不服。", "三百二十万"),
        ("arbitration_applied", "A公司申请仲裁，要一千多万。", "一千多万"),
        ("arbitration_applied", "仲裁委受理申请，请求裁令其停止工作，支付违约金240万元。", "240万元"),
        ("complaint_filed", "甲告乙一案，法院今天宣判，乙应赔偿8,200万元。", ""),
        ("injunction_denied", "法官拒绝颁令，但4,600万元花红继续冻结。", ""),
        ("ruling", "He was ordered to pay $3 million; the firm had sought $9 million.", "$3 million"),
        ("complaint_filed", "The firm sought $9 million; he was ordered to pay $3 million.", "$9 million"),
        ("ruling", "It lost $3 million, then $4 million.", ""),
    ],
)
def test_what_is_claimed_is_told_from_what_was_awarded(kind: str, sentence: str, amount: str) -> None:
    assert details_of(sentence, kind).get("amount", "") == amount


@pytest.mark.parametrize(
    ("kind", "sentence", "court"),
    [
        ("ruling", "北京市海淀區法院日前一審判決他賠償。", "北京市海淀區法院"),
        ("arbitration_applied", "向北京市海淀区劳动人事争议仲裁委员会提出申请。", "北京市海淀区劳动人事争议仲裁委员会"),
        ("ruling", "公司起诉后，浦东法院一审维持这一认定。", "浦东法院"),
        ("complaint_filed", "厉某将老东家诉至合肥市蜀山区人民法院。", "合肥市蜀山区人民法院"),
        ("ruling", "被杭州市余杭区人民法院判决赔偿。", "杭州市余杭区人民法院"),
        ("ruling", "图卢兹轻罪法庭6月19日宣判。", "图卢兹轻罪法庭"),
        ("complaint_filed", "甲控告乙一案，智慧財產及商業法院今天宣判。", ""),
        ("ruling", "一审法院认为他违约。", ""),
        ("ruling", "The Court of Chancery has held it liable.", "Court of Chancery"),
    ],
)
def test_a_court_is_named_as_the_sentence_names_it(kind: str, sentence: str, court: str) -> None:
    assert details_of(sentence, kind).get("court", "") == court


def test_a_decision_is_of_the_court_named_right_before() -> None:
    before = ["8月，海浪把她告到杭州市余杭区人民法院。"]

    assert details_of("法院判令她赔偿。", "ruling", before)["court"] == "杭州市余杭区人民法院"
    assert "court" not in details_of("二审法院改判她赔偿。", "ruling", before)
    assert "court" not in details_of("仲裁委裁决她赔偿。", "ruling", before)
    assert "court" not in details_of("法院判令她赔偿。", "ruling", [*before, "宁波中院也收到诉状。"])


def test_a_suit_is_before_the_court_that_the_next_sentence_names() -> None:
    behind = "The complaint was filed in Suffolk Superior Court."

    assert details_of("The firm sued him in May.", "complaint_filed", (), behind)["court"] == "Suffolk Superior Court"
    assert "court" not in details_of("The firm sued him.", "complaint_filed", (), "Suffolk Superior Court was busy.")


def test_a_docket_stands_in_the_sentence_or_in_brackets_behind_it() -> None:
    assert details_of("法院判决：驳回上诉。", "ruling", (), DOCKET)["docket"] == "（2024）沪01民终99063号"
    assert docket_of("10月底入稟（HCA 9912/2024）。") == "HCA 9912/2024"
    assert docket_of("两案为（2024）沪01民终1号、（2024）沪01民终2号。") == ""
    assert docket_of("It was founded on 24/2024 or so.") == ""
