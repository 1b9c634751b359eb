# SPDX-License-Identifier: GPL-3.0-or-later
#
# office - the demo's hands: runs the program on the sample office, reads its mail
#
# What the demo knows of the program is what anybody sees: commands, their output,
# and the mails in the Maildir outgoing/new.
import datetime
import email
import email.policy
import hashlib
import json
import pathlib
import shutil
import subprocess

MARK = 'made-by-chengbao-demo'


class Failed(Exception):
    """The program did not do what the story says."""


def expect(true, said):
    if not true:
        raise Failed(said)


class Office:
    def __init__(self, binary, folder):
        self.binary = str(pathlib.Path(binary).resolve())
        self.folder = pathlib.Path(folder)
        self.directory = self.folder / 'office'
        self.taken = []  # (number, bytes) of every letter handed in
        self.seen = 0    # outgoing mails that were told of

    def make(self):
        if self.folder.exists():
            expect((self.folder / MARK).exists() or not any(self.folder.iterdir()),
                   f'{self.folder} 已经存在，又不是演示留下的，不敢删除')
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)
        (self.folder / MARK).touch()
        self.run('init', str(self.directory), office=False)
        # The journal's own hour must not fall into the story, whenever that is told.
        day = (datetime.datetime.now() + datetime.timedelta(days=3)).strftime('%a')
        conf = self.directory / 'office.conf'
        text = conf.read_text('utf-8')
        expect('schedule = Mon-Fri 16:00' in text, 'office.conf 里没有刊物的时间')
        conf.write_text(text.replace('schedule = Mon-Fri 16:00', f'schedule = {day} 16:00'), 'utf-8')

    def run(self, *words, given=None, codes=(0,), office=True):
        """Gives what a command printed."""
        line = [self.binary, *(['-C', str(self.directory)] if office else []), *words]
        done = subprocess.run(line, input=given, capture_output=True, timeout=120, check=False)
        expect(done.returncode in codes,
               f'chengbao {" ".join(words)} 退出码 {done.returncode}：'
               f'{done.stderr.decode("utf-8", "replace").strip()}')
        return done.stdout

    def json(self, *words):
        return [json.loads(line) for line in self.run(*words, '--json').splitlines()]

    def work(self):
        """Until nothing is ready; exit 1 says that something waits for a person."""
        self.run('run', '--once', codes=(0, 1))

    def take(self, letter):
        """Hands in the bytes of a letter; gives it as `letters` lists it afterwards."""
        said = json.loads(self.run('ingest', given=letter).splitlines()[0])
        expect(said['sha256'] == hashlib.sha256(letter).hexdigest(), '存下的不是收到的字节')
        if not said['again']:
            self.taken.append((said['letter'], letter))
        self.work()
        return self.letter(said['letter'])

    def letter(self, number):
        return next(one for one in self.json('letters') if one['letter'] == number)

    def item(self, number):
        return self.json('show', str(number))[0]

    def outgoing(self):
        """Every mail that went out, in order."""
        files = (self.directory / 'outgoing' / 'new').iterdir()
        return [email.message_from_bytes(one.read_bytes(), policy=email.policy.default)
                for one in sorted(files, key=lambda one: int(one.name.split('.')[0]))]

    def new_mails(self):
        """Those since the last call."""
        mails = self.outgoing()[self.seen:]
        self.seen += len(mails)
        return mails


def text(mail):
    return mail.get_body(('plain',)).get_content()


def to(mail):
    return mail['To'].addresses[0].addr_spec


def pick(mails, address, *words):
    """The one mail to this address whose subject has these words."""
    found = [one for one in mails if to(one) == address and all(w in one['Subject'] for w in words)]
    expect(len(found) == 1,
           f'应当有一封发给 {address}、主题含 {"、".join(words)} 的邮件，实有 {len(found)} 封')
    return found[0]
