# SPDX-License-Identifier: GPL-3.0-or-later
"""night - stories of the small hours: an urgent report on a holiday, a stranger's, vacations"""
import os
import shutil

from desk import BOX, CHIEF, DEPUTY, DUTY, EDITOR1, EDITOR2, FARM, URGENT
from line import ABOVE
from scenes import TAP, Scene

SLIDE = "今日凌晨1时40分，城关镇青石村发生山体滑坡险情，2人失联，已转移群众31人，正在搜救。"


def holiday(host):
    """Two in the morning on a holiday: asked at once, then the next, then the duty room."""
    with Scene(host, "假日凌晨两点") as s:
        s.at("周日", "02:00")
        s.began = s.now()
        s.report(URGENT, "青石村山体滑坡险情", SLIDE)
        s.reads(s.gets(URGENT, "【急】已收到（第 1 号）"), "紧急信息请同时电话告知值班室：0000-1234567")
        first = s.gets(EDITOR2, "【急】")
        s.reads(first, "请于 %s 02:2" % s.day())
        s.at("周日", "02:06")
        s.gets(EDITOR1, "【转请】")
        s.at("周日", "02:11")
        chief = s.gets(CHIEF, "【转请】")
        s.answers(chief, "通过", "iphone")
        s.same(s.state(1), "approved", "科长用手机一个词办结")
        s.answers(s.gets(DUTY, "请签发《紧急信息》"), "签发", "iphone")
        issue = s.gets(ABOVE, "《紧急信息》")
        s.reads(issue, SLIDE)
        s.say((s.now() - s.began).total_seconds() < 20 * 60, "从来信到上级收到不到二十分钟", s.now())
        s.answers(first, "备查")
        s.gets(EDITOR2, "已由科长丙办理")


def stranger(host):
    """An unknown writer at night, and it sounds urgent."""
    with Scene(host, "陌生人半夜报险") as s:
        s.at("周六", "23:30")
        s.same(s.from_outside("cunmin@away.example", "青石村桥梁垮塌险情", "青石村便民桥今晚22时垮塌，险情"
                              "紧急，2人被困桥下。请速派人。"), ("stranger", "unknown-sender"), "先扣下")
        ask = s.gets(CHIEF, "青石村桥梁垮塌")
        s.reads(ask, "扣下原因　发件人没有登记", "2人被困桥下")
        s.say("【急】" in ask.subject, "标明紧急", ask.subject)
        s.reads(s.gets(DUTY, "【急】紧急来信已扣下待核对（第 1 号）"), "科长丙", "cunmin@away.example")
        s.at("周六", "23:36")
        other = s.gets(DEPUTY, "【转请】")
        s.answers(other, "登记一次", "iphone")
        s.confirms(DEPUTY)
        s.same((s.state(1), s.show(1)["urgent"]), ("waiting", True), "转编辑，仍是紧急")
        s.gets(EDITOR2, "【急】")


VACATION = """require ["vacation"];
vacation :days 1 :addresses ["%s"] :subject "自动回复" "您好，我正在休假，通过邮件联系不便。";
"""


def sieve(host, address):
    """A vacation rule of Pigeonhole's in this mailbox; how to take it away."""
    folder = os.path.join(host.dir, "mail", address.split("@")[0])
    path = os.path.join(folder, ".dovecot.sieve")
    if not os.path.isdir(folder):
        os.mkdir(folder)
        shutil.chown(folder, "mail", "mail")
    with open(path, "w", encoding="utf-8") as file:
        file.write(VACATION % address)
    os.chmod(path, 0o644)
    return path


def vacations(host):
    """Real vacation rules at the unit's, the editor's and the desk's own mailbox."""
    if not os.path.exists("/usr/lib/dovecot/modules/lib90_sieve_plugin.so"):
        TAP.skip("vacation rules on both sides", "dovecot-sieve is not installed")
        return
    with Scene(host, "两边都在休假") as s:
        paths = [sieve(host, address) for address in (FARM, EDITOR1, BOX)]
        try:
            s.begin()
            s.report(FARM, "春耕备耕灌溉情况", "全县调度灌溉用水1200万方，化肥供应充足。")
            ask = s.gets(EDITOR1, "春耕备耕灌溉")
            s.gets(FARM, "已收到（第 1 号）")
            s.same(s.rest(FARM), ["自动回复"], "报送人只多收到信箱自己的一封自动回复")
            s.same(s.rest(EDITOR1), [], "编辑什么也没有多收到")
            s.same((s.states(), s.one("SELECT count(*) FROM letter WHERE kind NOT IN ('automatic')")),
                   ({1: "waiting"}, 1), "呈报只认得一封来信")
            s.answers(ask, "通过")
            s.same(s.state(1), "approved", "编辑回来后照常")
        finally:
            for path in paths:
                os.unlink(path)
