# SPDX-License-Identifier: GPL-3.0-or-later
"""reports - stories of those who send: a newcomer, a document, a corrected number, a recall"""
import os

from desk import CHIEF, EDITOR1, EDITOR2, FARM, CIVIL, ROOT, TOWN, URGENT
from line import ABOVE
from mailshapes import attachment, multipart, part
from scenes import Scene

FOREST = "lyj@qinghe.example"


def newcomer(host):
    """He has never written before; the chief enters him by a word, and from then on he is known."""
    with Scene(host, "新来的报送员") as s:
        s.begin()
        text = "报送单位：林业局\n全县春季造林已完成1.2万亩，成活率95%。\n撰稿：林八木"
        s.same(s.mails(FOREST, "春季造林进展情况", text), ("stranger", "unknown-sender"), "来信先扣下")
        ask = s.gets(CHIEF, "春季造林")
        s.reads(ask, "扣下原因　发件人没有登记", "自称单位　林业局", "“登记 单位 姓名”")
        s.answers(ask, "登记 林业局 林八木", "qqweb")
        s.confirms(CHIEF)
        s.reads(s.gets(EDITOR2, "春季造林进展情况"), "报送单位　林业局", "撰稿　　　林八木")
        s.same(s.show(1)["state"], "waiting", "转编辑办理")
        s.report(FOREST, "林木管护进展情况", "全县落实管护人员312名，巡护林地8.6万亩，没有发生火情。")
        s.reads(s.gets(FOREST, "已收到（第 2 号）：林木管护进展情况"), "报送单位　林业局　撰稿 林八木")


def document(host):
    """见附件, and the report is a WPS document."""
    with Scene(host, "见附件") as s:
        s.begin()
        with open(os.path.join(ROOT, "tests", "documents", "prose.doc"), "rb") as file:
            wps = attachment("春耕备耕进展.wps", file.read(), "application/kswps")
        s.report(FARM, "春耕备耕进展", parts=multipart([
            part("您好，材料见附件，请查收。", charset="gb2312", encoding="base64"), wps]))
        ask = s.gets(EDITOR1, "春耕备耕进展")
        s.reads(ask, "青禾县春耕备耕进展顺利", "一、农资供应", "春耕备耕进展.wps")
        s.reads(s.gets(FARM, "已收到（第 1 号）：春耕备耕进展"), "春耕备耕进展.wps")
        s.same([(a["name"], a["text"]) for a in s.show(1)["attachments"]],
               [("春耕备耕进展.wps", "read")], "附件读出")


def corrected(host):
    """A number was wrong; he writes again, 以此件为准, and the editor sees what changed."""
    with Scene(host, "以此件为准") as s:
        s.begin()
        text = "今年全县早稻栽插面积%s万亩，占计划的92%%，秧苗长势良好，预计本月底全部栽插结束。"
        s.report(FARM, "早稻栽插进展情况", text % "3.6")
        first = s.gets(EDITOR2, "早稻栽插")
        s.same(s.mails(FARM, "更正：早稻栽插进展情况", text % "6.3" + "\n以此件为准。"),
               ("correction", None), "更正来信认得出")
        ask = s.gets(EDITOR2, "【更正】早稻栽插进展情况")
        s.reads(ask, "6.3万亩")
        s.reads(ask, "3.6万")
        s.same((s.show(1)["revision"], s.states()), (2, {1: "waiting"}), "仍是一条，第2稿")
        s.same(s.answers(first, "通过")[0], "answer", "对旧稿答复")
        s.same(s.state(1), "waiting", "不算数")
        s.answers(ask, "通过")
        s.same(s.state(1), "approved", "对新稿答复算数")
        s.sealed()
        issue = s.gets(ABOVE, "《政务信息》")
        s.say(text % "6.3" in issue.text and "3.6万亩" not in issue.text, "刊物上是改后的数", issue.text)


def recalled(host):
    """Sent too early: Outlook's recall does nothing, his own word 撤回 does."""
    with Scene(host, "撤回") as s:
        s.begin()
        s.report(CIVIL, "社区食堂建设进展", "全县建成社区食堂17家，日均服务老人1260人次，群众反映良好。")
        s.gets(EDITOR2, "社区食堂")
        s.same(s.mails(CIVIL, "撤回: 社区食堂建设进展", "安二民 想撤回邮件“社区食堂建设进展”。"),
               ("automatic", "recall"), "Outlook 的撤回是机器写的")
        s.same(s.state(1), "waiting", "不起作用")
        s.same(s.mails(CIVIL, "撤回：社区食堂建设进展", "数据有误，请予撤回。")[0], "withdrawal", "本人来信撤回")
        s.same(s.state(1), "withdrawn", "已撤回")
        s.gets(CIVIL, "已撤回（第 1 号）：社区食堂建设进展")


def shared_mailbox(host):
    """A town's mailbox is everybody's; who wrote it stands in the text."""
    with Scene(host, "乡镇公用信箱") as s:
        s.people("zhao@qinghe.example,赵小满,城关镇,contributor,2025-01-01,,,,")
        s.begin()
        s.report(TOWN, "沿街环境整治见成效", "城关镇拆除违章棚亭23处，清运垃圾60吨。\n撰稿：赵小满 审核：孙大寒")
        shown = s.show(1)
        s.same((shown["unit"], shown["author"], shown["reviewer"]), ("城关镇", "赵小满", "孙大寒"), "撰稿人认得出")
        s.same(shown["shares"], [{"unit": "城关镇", "person": "zhao@qinghe.example", "hundredths": 10000}],
               "分数记给撰稿人")
        s.reads(s.gets(TOWN, "已收到（第 1 号）"), "报送单位　城关镇　撰稿 赵小满")
        s.report(TOWN, "集镇停车位改造完成", "城关镇新划停车位180个，改造路口4处，通行秩序明显好转。")
        s.same(s.show(2)["shares"], [{"unit": "城关镇", "person": None, "hundredths": 10000}],
               "没写撰稿人的只记给单位")


def moved(host):
    """He changes to another bureau: from that day his reports are the new one's."""
    with Scene(host, "调动") as s:
        s.begin()
        s.report(CIVIL, "殡葬改革宣传情况", "民政局发放宣传册9000份，进村入户宣讲46场。")
        s.cb("people", "move", CIVIL, "农业农村局", "--from", s.day(1), good=(0,))
        s.reload()
        s.report(CIVIL, "婚俗改革试点情况", "民政局设立试点村12个，签订承诺书2300份。")
        s.same(s.show(2)["unit"], "民政局", "调动前一天还是原单位")
        s.at("周三", "09:00")
        s.report(CIVIL, "高标准农田建设情况", "全县新建高标准农田2.1万亩，改造提升1.4万亩。")
        s.same([s.show(i)["unit"] for i in (1, 2, 3)], ["民政局", "民政局", "农业农村局"], "各归各的单位")
        s.reads(s.gets(CIVIL, "已收到（第 3 号）"), "报送单位　农业农村局")


def secret(host):
    """A mark of secrecy: it stops, nobody's mail holds a word of it, until it is released."""
    with Scene(host, "涉密标志") as s:
        s.begin()
        s.same(s.mails(URGENT, "应急物资储备情况", "内部资料 注意保存\n全县储备帐篷1200顶、棉被3000床。")[1],
               "secret-mark", "扣下")
        ask = s.gets(CHIEF, "疑似涉密来信")
        s.say("帐篷" not in ask.text + ask.html and "应急物资" not in ask.subject, "核查邮件不含内容", ask.text)
        s.say(all("帐篷" not in m.text + m.html for a in (EDITOR1, EDITOR2, URGENT) for m in host.box(a)),
              "谁的邮件里都没有")
        s.answers(ask, "已核不涉密")
        s.confirms(CHIEF)
        s.same(s.state(1), "waiting", "放行后转编辑")
        s.reads(s.gets(EDITOR2, "应急物资储备情况"), "帐篷1200顶")
