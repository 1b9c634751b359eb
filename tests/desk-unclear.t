#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""desk-unclear - no clear command, no action; answers that come twice, late or to what is gone"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to

tap = Tap()

# Whole new texts that decide nothing, whatever is quoted below.
NOTHING = (
    "好的收到", "通过吗？", "改完再通过", "1", "👍", "", "收到", "嗯", "好", "行", "阅", "圈阅", "已阅",
    "不同意", "暂不通过", "原则同意", "拟同意", "建议采用", "通过华为手机发送", "发自我的iPhone",
    "转发各科室", "改革工作很好", "问题：面积不对", "退休了", "查处情况怎样", "难过。", "退2", "用3",
    "通过1、3", "如果数据无误就通过", "这条能不能用？", "通过，但标题要改一下",
    "通过\n退回 缺数据", "请领导审定", "不太行", "谢谢", "通过通过不了", "同意不同意都行", "> 通过",
)


def nothing():
    with Office() as office:
        asks = office.drafts(4)
        before = office.decided()
        for i in range(0, len(NOTHING), 4):
            office.put(*[reply(ask, words, client=client) for ask, words, client in zip(
                asks, NOTHING[i:i + 4], ("foxmail", "163", "iphone", "outlookzh"))])
        mails = office.run()
        tap.eq(office.decided(), before, "%d texts decide nothing" % len(NOTHING))
        rows = office.rows("SELECT id, kind, reason FROM letter WHERE id > 4 ORDER BY id")
        for words, row in zip(NOTHING, rows):
            tap.eq(row[1:], ("answer", "not-understood"), repr(words))
        tap.eq(len(to(mails, EDITOR1)), 1, "one answer an hour says that they were not understood")
        tap.eq(len(mails), 1, "and nobody else hears of it")
        tap.has(mails[0].subject, "未能看懂", "its subject")
        tap.has(mails[0].text, "好的收到", "it quotes the words")
        office.run(reply(mails[0], "通过"))
        tap.eq(office.state(1), "approved", "the mail that asked back can be answered")


def offers():
    """What stopped the action is quoted; 仍按通过办理 carries out."""
    with Office() as office:
        ask = office.drafts(1)[0]
        mails = office.run(reply(ask, "通过，面积再核一下"))
        back = only(mails, EDITOR1, "未能看懂")
        tap.eq(office.state(1), "waiting", "words beside the command stop it")
        tap.has(back.text, "仍按通过办理", "the way on is offered")
        office.run(reply(back, "仍按通过办理"))
        tap.eq(office.state(1), "approved", "仍按通过办理")


def changed_and_approved():
    """A change of the text and 通过 are two answers: what to send is said, to the word."""
    for words in ("“4万亩”改为“5万亩”，删第1段，通过", "通过，“4万亩”改为“5万亩”，删第1段"):
        with Office() as office:
            ask = office.drafts(1)[0]
            back = only(office.run(reply(ask, words)), EDITOR1, "未能看懂")
            tap.has(back.text, "改文字和通过要分两封答复：先只答复「“4万亩”改为“5万亩”，删第1段」，再对改后稿的邮件答复“通过”", words)
            tap.lacks(back.text, "仍按", "the text that he would change is not offered for approval")


def only_quotation():
    """The ask sent back without a word: our own words are no command."""
    from mailshapes import CLIENTS
    with Office() as office:
        asks = office.drafts(len(CLIENTS))
        before = office.decided()
        office.run(*[reply(a, "", client=c) for a, c in zip(asks, CLIENTS)])
        tap.eq(office.decided(), before, "only the quotation, as ten clients write it")
        office.run(*[letter(EDITOR1, "回复：" + a.subject, a.text, answers=a.id) for a in asks[:2]])
        office.run(*[letter(EDITOR1, "回复：" + a.subject, a.html, kind="text/html", answers=a.id)
                     for a in asks[2:4]])
        tap.eq(office.decided(), before, "our own text and HTML without any mark of quotation")
        office.run(letter(EDITOR1, "转发：" + asks[0].subject,
                          "采用\n\n-----转发邮件-----\n" + asks[0].text))
        tap.eq(office.state(1), "waiting", "采用 above a forwarded ask is asked back")


def automatic():
    with Office() as office:
        ask = office.drafts(1)[0]
        before = office.decided()
        mails = office.run(
            reply(ask, "通过", headers=("Auto-Submitted: auto-replied",)),
            reply(ask, "您好，我正在休假，通过邮件联系不便。", subject="自动回复: " + ask.subject),
            reply(ask, "通过", headers=("X-Autoreply: yes",)),
            reply(ask, "您的邮件我已收到，我会尽快回复。", subject="自动回复：" + ask.subject))
        tap.eq(office.decided(), before, "a vacation reply decides nothing")
        tap.eq([r[0] for r in office.rows("SELECT kind FROM letter WHERE id > 1")],
               ["automatic"] * 4, "each is known as automatic")
        tap.eq([m for m in mails if m.address == EDITOR1], [],
               "and nobody answers an automatic mail (desk-leave: his deputy is asked)")


def twice():
    with Office() as office:
        asks = office.drafts(3)
        office.run(reply(asks[0], "通过"))
        before = office.decided()
        mails = office.run(reply(asks[0], "备查"))
        tap.eq(office.decided(), before, "a second answer changes nothing")
        tap.has(only(mails, EDITOR1).subject, "已由编辑甲办理", "he hears that it was decided")
        again = reply(asks[1], "通过")
        office.run(again)
        state = office.decided()
        mails = office.run(again)
        tap.eq((office.decided(), mails), (state, []), "the same bytes again: no word")
        # both answers wait at once: the first stands
        office.run(reply(asks[2], "备查 重复"), reply(asks[2], "通过"))
        tap.eq(office.state(3), "filed", "two answers in one run: the first stands")


def colleague():
    with Office() as office:
        ask = office.drafts(1)[0]
        mails = office.run(reply(ask, "转 编辑乙"))
        second = only(mails, EDITOR2)
        office.run(reply(second, "通过"))
        mails = office.run(reply(second, "备查"))
        only(mails, EDITOR2, "已由编辑乙办理")
        tap.eq(office.state(1), "approved", "the decision stands")
        mails = office.run(reply(ask, "退回 不要"))
        told = only(mails, EDITOR1, "办理")
        tap.has(told.subject, "已由编辑", "who was first")
        tap.eq(office.state(1), "approved", "a colleague's late word changes nothing")


def revisions():
    with Office() as office:
        ask = office.drafts(1)[0]
        mails = office.run(reply(ask, "改题：备耕物资准备充分"))
        tap.eq((office.show(1)["revision"], office.show(1)["title"]), (2, "备耕物资准备充分"),
               "改题 makes a new revision")
        newest = only(mails, EDITOR1, "】备耕物资准备充分")
        tap.has(newest.subject, "1-2-", "the new revision is asked about")
        office.run(reply(ask, "通过"))
        tap.eq(office.state(1), "waiting", "an answer to the old revision decides nothing")
        office.run(reply(newest, "通过"))
        tap.eq(office.state(1), "approved", "an answer to the new one does")


def sealed():
    with Office() as office:
        ask = office.drafts(1)[0]
        ack = only(office.run(reply(ask, "通过")), EDITOR1)
        office.cb("issue", "draft", good=(0,))
        sign = only(office.run(), CHIEF, "请签发")
        office.run(reply(sign, "签发"))
        tap.eq(office.state(1), "issued", "sealed")
        before = office.decided()
        mails = office.run(reply(ack, "撤销"))
        tap.eq(office.decided(), before, "撤销 after the seal changes nothing")
        tap.has(only(mails, EDITOR1).text, "撤销", "and he is told why")
        mails = office.run(reply(sign, "退回 有误"))
        tap.eq(office.decided(), before, "nor does the signer's second word")
        only(mails, CHIEF)
        tap.eq(office.cb("decide", 1, "撤销").returncode, 1, "nor a command")


def reports_meanwhile():
    """An author who writes 通过 is no editor; an editor's own report is not his to approve."""
    with Office() as office:
        office.run(letter(FARM, "通过", "通过"))
        tap.eq(office.last_letter()[1], "report", "a contributor's 通过 is a report, no answer")
        mails = office.run(letter(EDITOR1, "春耕备耕物资到位情况",
                                  "全县春耕备耕物资全部到位，化肥供应充足，群众反映良好。"))
        tap.eq(office.last_letter()[1], "report", "an editor may report")
        ask = [m for m in mails if m.token]
        if ask:
            office.run(reply(ask[0], "通过"))
        tap.eq(office.state(2), "waiting" if ask and ask[0].address == EDITOR1 else "approved",
               "but nobody approves a report of his own")


for scenario in (nothing, offers, changed_and_approved, only_quotation, automatic, twice, colleague, revisions, sealed,
                 reports_meanwhile):
    tap.note(scenario.__name__)
    scenario()
tap.done()
