# SPDX-License-Identifier: GPL-3.0-or-later
#
# demo BINARY FOLDER - the story: twelve letters become an issue, which is adopted
#
# Every sentence that is printed was checked on the program first; a step that gives
# something else ends the story with exit 1.
import csv
import datetime
import pathlib
import sys
import time

import clients
import page
from office import Failed, Office, expect, pick, text, to

HERE = pathlib.Path(__file__).parent
EDITOR1, EDITOR2 = 'editor1@qinghe.example', 'editor2@qinghe.example'
CHIEF, DEPUTY = 'chief@qinghe.example', 'deputy@qinghe.example'
ABOVE = 'zwxx@city.example'

# file, what it shows, and (kind, state, reason) that must come of it
LETTERS = [
    ('01-qq-phone-gb18030', 'QQ 手机，GB18030', ('report', 'waiting', None)),
    ('02-html-only', '只有 HTML', ('report', 'waiting', None)),
    ('03-docx-behind-see-attachment', '“见附件”，正文在 docx', ('report', 'waiting', None)),
    ('04-same-flood-no-evidence', '同一场雨，伤员数不同', ('report', 'waiting', None)),
    ('05-utf8', 'UTF-8', ('report', 'waiting', None)),
    ('06-forwarded', '转发来的', ('report', 'waiting', None)),
    ('07-gb2312-eightbit', 'GB2312，不编码', ('report', 'waiting', None)),
    ('08-automatic-reply', '自动回复', ('automatic', None, 'vacation')),
    ('09-sent-twice', '又发了一遍', ('duplicate', None, None)),
    ('10-secrecy-mark', '带“机密★”', ('report', 'held', 'secret-mark')),
    ('11-stranger', '没有登记的人', ('stranger', 'held', 'unknown-sender')),
    ('12-forged-report', '冒用地址，核验不通过', ('report', 'held', 'failed-evidence')),
]

# What was rightly not done: kind and reason of the letter, and the words for it.
UNDONE = [
    ('automatic', 'vacation', '自动回复（机器写的）'),
    ('duplicate', 'same content', '重复来信（已经登记）'),
    ('report', 'secret-mark', '涉密标志（扣下，不转发）'),
    ('stranger', 'unknown-sender', '陌生来信（扣下，待登记）'),
    ('report', 'failed-evidence', '冒名来稿（核验不通过）'),
    ('answer', 'not-understood', '“好的，收到”（不是命令）'),
    ('answer', 'failed the check', '冒名“通过”（核验不通过）'),
    ('notice', 'nothing-booked', '重发的“采用 1”（已登记过）'),
]


class Story:
    def __init__(self, office):
        self.office = office
        self.chapters = []
        self.names = {}

    def chapter(self, heading):
        self.take_mails()
        self.chapters.append((heading, []))
        self.say(f'\n{heading}')

    def take_mails(self):
        """New mails belong to the chapter that is being told."""
        mails = self.office.new_mails()
        if self.chapters:
            self.chapters[-1][1].extend(mails)
        return mails

    @staticmethod
    def say(line):
        print(line, flush=True)

    def open(self):
        self.say('呈报演示：青禾县信息科的一天（人名、地名、信件均为虚构）')
        self.office.make()
        with open(self.office.directory / 'people.csv', encoding='utf-8') as rows:
            for row in csv.DictReader(rows):
                self.names[row['address']] = row['name'] or row['unit']
        self.names[ABOVE] = '市政府办公室'
        self.office.run('check')
        self.say(f'  办公室建在 {self.office.directory}，信件进 inbox，邮件出 outgoing，不连任何服务器')

    # ---- letters come in ----

    def letters(self):
        self.chapter('一、来信十二封')
        for number, (name, what, wanted) in enumerate(LETTERS, 1):
            letter = self.office.take((HERE / 'letters' / f'{name}.eml').read_bytes())
            item = self.office.item(letter['items'][0]) if letter['items'] else {}
            got = (letter['kind'], item.get('state'), item.get('reason') or letter['reason'])
            expect(got[:2] == wanted[:2] and wanted[2] in (None, got[2]),
                   f'{name}.eml 应为 {wanted}，实为 {got}')
            became = self.became(letter, item)
            self.say(f'  {number:2} {what}：{became}')
        again = self.office.take((HERE / 'letters' / f'{LETTERS[0][0]}.eml').read_bytes())
        expect(again['letter'] == 1, '同样的字节又送来，应当还是第 1 封信')
        self.say('   ＋ 第 1 封的同样字节又送来一次：还是同一封信，谁也不打扰')

    def became(self, letter, item):
        if letter['kind'] == 'automatic':
            return '认出是机器写的，不登记，也不回信'
        if letter['kind'] == 'duplicate':
            return '与先前一条相同，没有重复登记，告诉他一次'
        if item['state'] == 'held':
            return {'secret-mark': '扣下，内容不出现在任何邮件里，请科长核查',
                    'unknown-sender': '扣下，请科长决定登记不登记；只告诉他来信已收到',
                    'failed-evidence': '扣下，请科长核对；不给冒用的地址回信'}[item['reason']]
        flag = '，未核验' if item['sender']['flag'] else ''
        return (f'第 {item["item"]} 号《{item["title"]}》（{item["unit"]}{flag}）'
                f'→ {self.names[item["editor"]]}')

    def looked_at(self):
        """What the reader must have understood, character by character."""
        first, docx, flood = (self.office.item(n) for n in (1, 3, 4))
        expect(first['title'] == '城关镇柳溪村强降雨受灾情况' and '3人轻伤' in first['text'],
               'GB18030 的标题或正文读错了')
        expect(docx['title'] == '青禾县建成村级应急服务站36个' and '216名' in docx['text'],
               'docx 的标题或正文没有读出来')
        expect(any(one['item'] == 1 and ['4人', '3人'] in one['numbers'] for one in flood['similar']),
               '两份灾情没有比出 4人／3人')
        self.say('  比对：第 4 号与第 1 号写的是同一场雨，数字不同：4人／3人，审阅邮件里写明')
        mails = self.take_mails()
        expect(not any('储备布局' in mail.as_string() or '储备布局' in text(mail) for mail in mails),
               '涉密来信的内容出现在邮件里')
        expect([str(mail['Subject']) for mail in mails if to(mail) == 'linjia@post.example'] == ['来信已收到，待核对'],
               '陌生人没有收到、或收到了不止一封中性的回执')

    # ---- editors answer ----

    def editors(self):
        self.chapter('二、编辑答复')
        ask = pick(self.office.outgoing(), EDITOR1, '[呈报', '全县春耕备耕进展顺利')
        self.refused(clients.qq(ask, '编辑甲', '好的，收到'), '编辑甲答“好的，收到”',
                     'not-understood', '不是命令，什么也不办，请他写明')
        self.refused(clients.iphone(ask, '编辑甲', '通过', 'fail'), '有人冒用编辑甲的地址答“通过”',
                     None, '回执码是真的，发件人核验不通过：不办，并告警')
        self.office.run('list', '--mail', EDITOR2)
        self.office.work()
        mail = pick(self.take_mails(), EDITOR2, '待审信息')
        self.say(f'  编辑乙要了清单：{mail["Subject"]}')
        words = '通过1、3，4并入1，2退 缺数据，其余备查'
        self.office.take(clients.foxmail(mail, '编辑乙', words))
        for item, state in ((1, 'approved'), (2, 'returned'), (3, 'approved'), (4, 'merged'),
                            (6, 'filed'), (7, 'filed')):
            self.state(item, state)
        expect(self.office.item(4)['merged_into'] == 1, '第 4 号没有并入第 1 号')
        self.say(f'  编辑乙从 Foxmail 答一句“{words}”：')
        self.say('     1、3 通过，4 并入 1，2 退回并告诉作者缺数据，5、6 备查；各位作者都收到结果')
        letter = self.office.take(clients.qq(ask, '编辑甲', '通过'))
        self.state(5, 'approved')
        expect(letter['kind'] == 'answer', '编辑甲的通过没有当作答复')
        self.say('  编辑甲本人从 QQ 答“通过”：第 5 号通过')

    def refused(self, letter, who, reason, said):
        before = [one['state'] for one in self.office.json('list')]
        taken = self.office.take(letter)
        expect([one['state'] for one in self.office.json('list')] == before, f'{who}：改变了状态')
        expect(taken['reason'] and reason in (None, taken['reason']), f'{who}：{taken["reason"]}')
        self.say(f'  {who}：{said}')

    def state(self, item, wanted):
        got = self.office.item(item)['state']
        expect(got == wanted, f'第 {item} 号应为 {wanted}，实为 {got}')

    # ---- the issue goes up ----

    def issue(self):
        self.chapter('三、编发')
        self.office.run('issue', 'draft')
        self.office.work()
        mail = pick(self.take_mails(), CHIEF, '请签发')
        self.say(f'  送签：{mail["Subject"]}')
        years = {datetime.datetime.now(clients.ZONE).year}
        self.office.take(clients.iphone(mail, '科长丙', '同意，第3条删'))
        years.add(datetime.datetime.now(clients.ZONE).year)
        self.say('  科长丙从 iPhone 答“同意，第3条删”')
        mail = pick(self.take_mails(), ABOVE, '《政务信息》')
        wanted = {f'《政务信息》{year}年第1期 (总第1期)' for year in years}
        expect(mail['Subject'] in wanted, f'期刊的主题是“{mail["Subject"]}”')
        for item, state in ((1, 'issued'), (3, 'issued'), (5, 'waiting')):
            self.state(item, state)
        self.say('  发往市政府办公室：')
        self.say(f'    {mail["Subject"]}')
        self.say('  删去的第 5 号没有丢，回到编辑甲的待审清单')
        return mail

    def adopted(self, mail):
        self.chapter('四、上级采用')
        for time_ in ('第一次', '第二次'):
            self.office.take(clients.outlook(mail, '市政府办公室', '采用 1'))
            adoptions = self.office.item(1)['adoptions']
            expect(len(adoptions) == 1 and adoptions[0]['kind'] == '采用',
                   f'{time_}答复后应登记 1 次采用，实有 {len(adoptions)} 次')
        told = {to(one) for one in self.take_mails() if '采用' in one['Subject']}
        expect({'chengguan@qinghe.example', 'yjj@qinghe.example'} <= told, '没有告诉采用的作者')
        self.say('  市政府办公室从 Outlook 答“采用 1”，又重发了一遍：登记一次，两家报送单位都得到喜报')
        self.say('')
        ranking = self.office.json('score')
        got = {one['unit']: (one['points'], one['adopted']) for one in ranking}
        expect(got.get('应急管理局') == ('25.00', 1) and got.get('城关镇') == ('15.00', 1),
               f'得分不对：{got}')
        self.say(f'  {ranking[0]["period"]} 排名（合编的一条两家各半；刊用 10 分，市级采用 20 分）')
        self.say('  名次　　得分　报送　采用　单位')
        for one in ranking:
            self.say(f'  {one["rank"]:4}{one["points"]:>8}{one["submitted"]:6}{one["adopted"]:6}'
                     f'　{one["unit"]}')

    # ---- the books are right ----

    def counts(self):
        """The last line, counted from the program's books."""
        office = self.office
        letters = [one for one in office.json('letters') if one['kind'] != 'operator']
        kept = sum(office.run('letters', str(number), '--raw') == letter
                   for number, letter in office.taken)
        expect(len(letters) == len(office.taken) == kept and all(one['kind'] for one in letters),
               f'交来 {len(office.taken)} 封，在册 {len(letters)} 封，原样留底 {kept} 封')
        office.run('audit', 'verify')
        wrong = [one['state'] for one in office.json('outbox') if one['state'] != 'sent']
        expect(not wrong, f'有 {len(wrong)} 封邮件没有发出')
        left = []
        for kind, reason, said in UNDONE:
            found = [one for one in letters if one['kind'] == kind and
                     (reason is None or reason in (one['reason'] or ''))]
            expect(len(found) == 1, f'{said}：应有 1 封，实有 {len(found)} 封')
            left.append(said)
        held = sum(one['state'] == 'held' for one in office.json('list'))
        expect(held == 3, f'应扣下 3 条，实扣 {held} 条')
        mails = sum(len(mails) for _, mails in self.chapters)
        return (f'合计：来信 {len(letters)} 封，丢失 0 封，原样留底 {kept} 封；发出邮件 {mails} 封；'
                f'没有办、也不该办的 {len(left)} 件：{"、".join(left)}')

    def tell(self):
        start = time.monotonic()
        self.open()
        self.letters()
        self.looked_at()
        self.editors()
        mail = self.issue()
        self.adopted(mail)
        self.take_mails()
        counts = self.counts()
        path = self.office.folder / 'mails.html'
        page.write(path, self.chapters, self.names, counts)
        self.say(f'\n用时 {time.monotonic() - start:.1f} 秒。手机上看到的样子：{path}')
        self.say(counts)


def main():
    try:
        Story(Office(sys.argv[1], sys.argv[2])).tell()
    except Failed as failed:
        print(f'演示没有走通：{failed}', file=sys.stderr)
        return 1
    return 0


sys.exit(main())
