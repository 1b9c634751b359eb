# SPDX-License-Identifier: GPL-3.0-or-later
"""issues - stories of what is printed: clauses at signing, two offices above, an adoption later"""
from desk import ADMIN, CHIEF, CIVIL, FARM, TOWN
from line import ABOVE
from scenes import Scene

THINGS = (("春耕备耕进展", "全县春耕备耕工作进展顺利，化肥供应充足。"),
          ("水库除险加固进展", "全县完成水库除险加固7座，投入资金4300万元。"),
          ("学前教育普及情况", "全县新增公办幼儿园5所、学位1500个。"),
          ("电商助农情况", "全县农产品网络销售额1.8亿元，同比增长31%。"))


def approved(s):
    for number, (title, text) in enumerate(THINGS, 1):
        s.report(FARM if number % 2 else CIVIL, title, text)
        s.cb("decide", number, "通过", good=(0,))


def clause(host):
    """The signer strikes one line with his signature."""
    with Scene(host, "同意，第3条删") as s:
        s.begin()
        approved(s)
        sign = s.sealed("同意，第3条删。")
        s.say("（共 4 条）" in sign.subject, "四条送签", sign.subject)
        issue = s.gets(ABOVE, "《政务信息》")
        for number, (title, text) in enumerate(THINGS, 1):
            s.say((text in issue.text) == (number != 3), "第%d条%s" % (number, "已删" if number == 3 else "在刊物上"),
                  issue.text)
        s.same(s.states(), {1: "issued", 2: "issued", 3: "waiting", 4: "issued"}, "删下的回到待审")
        s.gets(CHIEF, "已签发《政务信息》")
        s.gets(FARM, "已编发（第 1 号）：春耕备耕进展")


def two_offices(host):
    """The issue goes to two offices above; one address is dead, and the operator hears of it."""
    with Scene(host, "两个上级，一个退信") as s:
        s.configure(("to       = 市政府办公室\n\n[journal 紧急", "to       = 市政府办公室, 省政府办公室\n\n[journal 紧急"))
        with open(s.dir + "/office.conf", "a", encoding="utf-8") as conf:
            conf.write("\n[superior 省政府办公室]\naddress = gone@province.example\nlevel = province\n")
        s.begin()
        s.report(FARM, *THINGS[0])
        s.cb("decide", 1, "通过", good=(0,))
        s.sealed()
        s.gets(ABOVE, "《政务信息》")
        alarm = s.gets(ADMIN, "发往 gone@province.example 的邮件被退回")
        s.reads(alarm, "chengbao outbox retry")
        s.same(sorted((r["address"], d["state"]) for d in s.json("outbox") if d["purpose"] == "issue"
                      for r in d["recipients"]),
               [("gone@province.example", "failed"), (ABOVE, "sent")], "两份各有各的去向")
        s.same(s.state(1), "issued", "刊物照常")


def weeks_later(host):
    """Three weeks on the office above writes 采用 1 under the old issue."""
    with Scene(host, "三周后的采用") as s:
        s.begin()
        s.report(TOWN, "沿街环境整治见成效", "城关镇拆除违章棚亭23处，清运垃圾60吨。")
        s.cb("decide", 1, "通过", good=(0,))
        s.sealed()
        issue = s.gets(ABOVE, "《政务信息》")
        before = float(s.points("城关镇"))
        for _ in range(3):
            s.at("周二", "10:00", begin=False)
        s.begin()
        s.same(s.answers(issue, "采用 1", "outlookzh"), ("notice", None), "登记采用")
        s.reads(s.gets(TOWN, "喜报：《沿街环境整治见成效》被市政府办公室采用"), "沿街环境整治见成效")
        s.same([(a["superior"], a["kind"]) for a in s.show(1)["adoptions"]], [("市政府办公室", "采用")], "有据可查")
        s.answers(issue, "采用 1", "foxmail")
        s.same(s.one("SELECT count(*) FROM adoption"), 1, "说两遍只记一次")
        after = s.one("SELECT sum(hundredths) FROM entry WHERE unit = '城关镇'") / 100
        s.say(after > before, "另外加分", (before, after))
