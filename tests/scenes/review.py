# SPDX-License-Identifier: GPL-3.0-or-later
"""review - stories of editors: one word, an edit, two units' flood, a deputy, other units' opinion"""
from desk import EDITOR1, EDITOR2, FARM, CIVIL, TOWN, URGENT
from line import ABOVE
from scenes import Scene

FLOOD = "城关镇沿河路段发生内涝，已转移群众%s人，无人员伤亡，排水作业正在进行，道路预计今晚恢复通行。"


def one_character(host):
    """On the bus: one character from a telephone, quotation and footer below it."""
    with Scene(host, "手机上一个字") as s:
        s.begin()
        s.report(FARM, "农机检修进展情况", "全县检修农机214台，培训农机手80人，种子储备到位。")
        s.same(s.answers(s.gets(EDITOR2, "农机检修"), "可", "iphone"), ("answer", None), "看懂了")
        s.same(s.state(1), "approved", "通过")
        s.same(s.gets(EDITOR2, "已办理").subject.split("] ")[1], "已办理：农机检修进展情况", "回告编辑")


def foxmail_edit(host):
    """The editor rewrites a sentence between the two lines, in Foxmail."""
    with Scene(host, "改并通过") as s:
        s.begin()
        s.report(FARM, "化肥供应情况", "全县化肥供应充足，储备化肥3.2万吨。\n价格总体平稳，群众反映较好。")
        ask = s.gets(EDITOR2, "化肥供应情况")
        text = ask.text[ask.text.index("-------- 可改文稿开始"):ask.text.index("-------- 可改文稿结束 --------")]
        edited = text.replace("价格总体平稳，群众反映较好。", "价格总体平稳。") + "-------- 可改文稿结束 --------"
        s.same(s.answers(ask, "改并通过\n" + edited), ("answer", None), "看懂了")
        shown = s.show(1)
        s.same((shown["state"], shown["revision"], shown["text"]),
               ("approved", 2, "全县化肥供应充足，储备化肥3.2万吨。\n价格总体平稳。"), "改后的文稿，一字不差")


def flood(host):
    """Two units report the same flood with different numbers; one is led by the other."""
    with Scene(host, "两家报同一件事") as s:
        s.begin()
        s.report(URGENT, "沿河路段内涝处置情况", FLOOD % 26)
        s.gets(EDITOR2, "沿河路段")
        s.report(TOWN, "沿河路段内涝情况", FLOOD % 62)
        ask = s.gets(EDITOR2, "沿河路段内涝情况")
        s.reads(ask, "相似信息　#1 沿河路段内涝处置情况", "数字不同：62人 ／ 26人")
        s.same(s.answers(ask, "并入#1", "qqweb"), ("answer", None), "看懂了")
        s.same(s.states(), {1: "waiting", 2: "merged"}, "并成一条")
        s.same([(x["unit"], x["hundredths"]) for x in s.show(1)["shares"]],
               [("应急管理局", 5000), ("城关镇", 5000)], "两家分摊")
        s.cb("decide", 1, "通过", good=(0,))
        s.sealed()
        s.gets(TOWN, "已编发（第 2 号）")
        s.gets(URGENT, "已编发（第 1 号）")
        s.say(float(s.points("应急管理局")) == float(s.points("城关镇")) > 0, "分数各半",
              (s.points("应急管理局"), s.points("城关镇")))


def merged(host):
    """In the morning list he puts two units' reports together; the first one's number holds."""
    with Scene(host, "清单里合并两家") as s:
        s.begin()
        s.report(CIVIL, "招聘会举办情况", "县城举办招聘会一场，提供岗位2100个，达成意向830人。")
        s.report(FARM, "水产养殖情况", "全县水产养殖面积1.7万亩，产量平稳。")
        s.report(TOWN, "县城招聘会情况", "县城举办招聘会一场，提供岗位2100个，达成意向380人，秩序良好。")
        s.cb("list", "--mail", EDITOR2, good=(0,))
        s.same(s.answers(s.gets(EDITOR2, "待审信息 3 条"), "合并1、3，以1为准，备查2", "outlookzh")[0],
               "list-answer", "看懂了")
        s.same(s.states(), {1: "waiting", 2: "filed", 3: "merged"}, "1、3并成一条，2备查")
        s.same([(x["unit"], x["person"], x["hundredths"]) for x in s.show(1)["shares"]],
               [("民政局", CIVIL, 5000), ("城关镇", None, 5000)], "两家各得一半")
        s.cb("decide", 1, "通过", good=(0,))
        s.sealed()
        issue = s.gets(ABOVE, "《政务信息》")
        s.reads(issue, "达成意向830人", "民政局、城关镇")
        s.say("380" not in issue.text, "另一个数字不上刊物", issue.text)
        s.gets(TOWN, "已编发（第 3 号）：县城招聘会情况")


def deputy(host):
    """The editor is away three days; his deputy is asked and decides."""
    with Scene(host, "请假") as s:
        s.begin()
        s.mails(EDITOR1, "请假 今天至%s 编辑乙代" % s.day(2)[5:])
        s.gets(EDITOR1, "请假已登记")
        s.gets(EDITOR2, "请您代办")
        s.report(FARM, "春耕备耕准备情况", "全县备耕有序，种子储备860吨，化肥供应充足。")
        ask = s.gets(EDITOR2, "【代办】春耕备耕准备情况")
        s.same([m for m in host.box(EDITOR1) if "春耕" in m.subject], [], "本人不再收到")
        s.answers(ask, "通过", "outlookzh")
        s.same((s.state(1), s.show(1)["history"][-1]["who"]), ("approved", EDITOR2), "代办人办结")
        s.at("周五", "09:00")
        s.report(FARM, "春耕备耕农机检修", "全县检修农机214台，培训农机手80人，种子储备到位。")
        s.gets(EDITOR1, "春耕备耕农机检修")


def opinion(host):
    """Before he decides the editor asks another unit."""
    with Scene(host, "征求意见") as s:
        s.begin()
        s.report(FARM, "汛期农田排涝情况", "全县排涝农田3800亩，投入水泵67台，未造成绝收。")
        ask = s.gets(EDITOR2, "汛期农田")
        s.same(s.answers(ask, "问 应急管理局 伤亡情况是否属实"), ("answer", None), "看懂了")
        s.same(s.state(1), "consulting", "会商中")
        asked = s.gets(URGENT, "请提意见：汛期农田排涝情况")
        s.reads(asked, "伤亡情况是否属实", "排涝农田3800亩")
        s.answers(asked, "情况属实，无伤亡。", "outlookzh")
        s.gets(EDITOR2, "已办理")
        back = s.gets(EDITOR2, "汛期农田排涝情况")
        s.reads(back, "情况属实，无伤亡。", "应三急")
        s.answers(back, "通过")
        s.same(s.state(1), "approved", "答复后通过")


def intranet(host):
    """A server that proves nobody: the editor's word is confirmed by a second mail."""
    with Scene(host, "内网没有核验") as s:
        s.begin()
        s.report(FARM, "蔬菜供应情况", "全县蔬菜在田面积2.3万亩，日供应量410吨，价格平稳。")
        ask = s.gets(EDITOR2, "蔬菜供应")
        s.answers(ask, "通过", proven=False)
        s.same(s.state(1), "waiting", "一封不算数")
        second = s.gets(EDITOR2, "请您确认")
        s.reads(second, "通过")
        s.answers(second, "确认", proven=False)
        s.same((s.state(1), s.show(1)["history"][-1]["evidence"]), ("approved", "confirmed"), "第二封确认后算数")


def late_answer(host):
    """Yesterday's list, answered today; two of its lines were decided meanwhile."""
    with Scene(host, "回复昨天的清单") as s:
        s.begin()
        for title, text in (("粮食收购进展", "全县收购新粮5.2万吨，农民售粮款及时结清。"),
                            ("畜禽防疫进展", "全县免疫畜禽46万头只，免疫率98%。"),
                            ("农村厕所改造", "全县新改农厕1900户，群众满意。")):
            s.report(FARM, title, text)
        s.cb("list", "--mail", EDITOR2, good=(0,))
        yesterday = s.gets(EDITOR2, "待审信息 3 条")
        s.at("周三", "09:10")
        s.cb("decide", 2, "备查", good=(0,))
        s.report(FARM, "设施农业发展", "全县新建大棚320座，带动就业1500人。")
        s.same(s.answers(yesterday, "通过1，2退 缺数据，其余备查", "qqweb")[0],
               "list-answer", "看懂了")
        s.same(s.states(), {1: "approved", 2: "filed", 3: "filed", 4: "waiting"},
               "编号按昨天的清单；已办的不重办，新来的不受影响")
        ack = s.gets(EDITOR2, "已办理 2 条")
        s.reads(ack, "✓ 〔1〕通过，编入下一期《政务信息》　信息 1《粮食收购进展》",
                "✓ 〔3〕备查　信息 3《农村厕所改造》",
                "✗ 未能看懂或未能办理：「第2条 退」\n　　　这条信息已经办理：存阅备查（管理员）")
