# SPDX-License-Identifier: GPL-3.0-or-later
"""whole - one day from the first report to the office above, through every hand it can pass"""
from desk import CHIEF, CIVIL, DEPUTY, EDITOR1, EDITOR2, FARM, TOWN
from line import ABOVE
from scenes import Scene

SPRING = "全县春耕备耕工作进展顺利，检修农机1200台，化肥供应充足。"
JOBS = "县城举办招聘会一场，提供岗位%s个，达成意向830人。"
STREET = "城关镇拆除违章棚亭23处，清运垃圾60吨，沿街环境改善。"


def whole_day(host):
    """Two editors, a deputy, a report sent back and in again, an answer that is not one, a slip before
    the signature, the deputy's seal, the adoption; all of it through mailboxes, and status at the end."""
    with Scene(host, "从早到晚") as s:
        s.configure(("signer   = chief\n", "signer   = chief@qinghe.example\n"))
        s.begin()
        s.report(FARM, "春耕备耕进展", SPRING)
        spring = s.gets(EDITOR1, "春耕备耕进展")
        s.report(CIVIL, "就业招聘进展", JOBS % "若干")
        jobs = s.gets(EDITOR2, "就业招聘进展")
        s.report(TOWN, "沿街环境整治情况", STREET)
        street = s.gets(EDITOR2, "沿街环境整治情况")

        s.same(s.answers(jobs, "退回 缺岗位数", "qqweb"), ("answer", None), "第二位编辑退回一条")
        back = s.gets(CIVIL, "退回修改（第 2 号）")
        s.reads(back, "缺岗位数")
        s.same(s.answers(back, JOBS % "2100", "foxmail"), ("correction", None), "作者直接回复改稿")
        again = s.gets(EDITOR2, "[呈报 2-2-")
        s.reads(again, "【删：若干】【增：2100】")
        s.same(s.answers(jobs, "通过", "qqweb")[1], "already-decided", "旧稿的邮件不再算数")
        s.gets(EDITOR2, "已由编辑乙办理")
        s.same(s.answers(again, "改题：招聘会提供岗位2100个\n通过", "outlookzh"), ("answer", None), "改题并通过")

        s.same(s.answers(spring, "好的，收到。", "iphone")[1], "not-understood", "客气话不是决定")
        s.reads(s.gets(EDITOR1, "您的回复未能看懂"), "「好的，收到」")
        s.same(s.answers(spring, "通过", "foxmail", sender=EDITOR2)[1], "not the person who was asked", "别人替他答不算")
        s.reads(s.gets(EDITOR2, "您的回复没有办理"), "这条信息请的是编辑甲，没有请您")
        s.same(s.answers(spring, "通过", "foxmail", proven=False)[1], "to-be-confirmed", "从外面来的要确认")
        s.gets(EDITOR1, "请您确认")
        s.same(s.state(1), "waiting", "确认之前什么也不变")
        s.mails(EDITOR1, "请假 今天 编辑乙代")
        handed = s.gets(EDITOR2, "【代办】春耕备耕进展")
        s.same(s.answers(handed, "可", "iphone"), ("answer", None), "代办人用手机一个字")
        s.same(s.answers(street, "备查 已有同类", "qqweb"), ("answer", None), "另一条备查")
        s.gets(TOWN, "已阅存备查")
        s.same(s.states(), {1: "approved", 2: "approved", 3: "filed"}, "三条都有了着落")

        s.cb("issue", "draft", good=(0,))
        sign = s.gets(CHIEF, "请签发《政务信息》")
        s.same(s.mails(FARM, "更正", "“1200台”应为“1020台”。"), ("correction", None), "送签以后，作者来信更正一个数字")
        s.reads(s.gets(CHIEF, "文稿有变动"), "“1200台”应为“1020台”")
        s.gets(CHIEF, "请签发《政务信息》")
        s.same(s.answers(sign, "同意签发", "iphone")[1], "already-decided", "旧文稿签不发")
        s.reads(s.gets(CHIEF, "文稿有变动"), "没有执行")
        right = s.gets(EDITOR2, "【更正】春耕备耕进展")
        s.answers(right, "通过", "foxmail")

        s.mails(CHIEF, "请假 今天 副科长丁代")
        s.cb("issue", "draft", good=(0,))
        s.same(s.answers(s.gets(DEPUTY, "（共 2 条）"), "签发，顺序 2,1", "outlookzh"), ("answer", None), "代签人签发")
        s.reads(s.gets(CHIEF, "已签发《政务信息》"), "由副科长丁代您签发")
        issue = s.gets(ABOVE, "《政务信息》")
        s.reads(issue, "检修农机1020台", "招聘会提供岗位2100个")
        s.say("1200台" not in issue.text and STREET not in issue.text, "没有错的数字，也没有备查的信息", issue.text)
        s.same(s.answers(issue, "采用 1", "foxmail"), ("notice", None), "上级回复采用")
        s.reads(s.gets({"春": FARM, "招": CIVIL}[s.one(
            "SELECT title FROM adoption JOIN revision ON revision.item = adoption.item ORDER BY revision.revision DESC")[0]],
            "喜报"), "市政府办公室")

        s.still()
        s.same(s.states(), {1: "issued", 2: "issued", 3: "filed"}, "日终")
        status = s.cb("status", good=(0, 1))
        s.same([line for line in status.out.splitlines() if line.startswith("!") and "holidays-" not in line], [],
               "没有留下要人处理的事（到了十二月要的放假通知除外）")
        s.say(s.cb("audit", "verify").returncode == 0, "记录完整")
        before = s.states()
        s.end()
        s.cb("rebuild", good=(0,))
        s.same(s.states(), before, "按记录重建，一样")
