/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-office — the sample office, and every error of office.conf with its place
 *
 * Covers config/office.c, office_read.c, office_parts.c, office_check.c, values.c
 * and values_time.c. Each bad file is written into a folder of its own beside a good
 * people.csv; the problems must be exactly the lines of the table.
 */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/shipped.h"
#include "config/office.h"
#include "problems.h"

#define HEAD "[office]\nname = 白鹭县政府办\nmailbox = xinxi@bailu.example\n"
#define PEOPLE                                                                                     \
	"address,name,unit,role,from,until,deputy\n"                                               \
	"ed@bailu.example,编辑,政府办,editor,2020-01-01,,chief@bailu.example\n"               \
	"chief@bailu.example,科长,政府办,chief,2020-01-01,,ed@bailu.example\n"                \
	"old@bailu.example,旧人,政府办,leader,2020-01-01,2020-12-31,ed@bailu.example\n"

typedef struct {
	const char *name, *conf, *problems;
} Case;

static void
put(const char *folder, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autoptr(GError) error = NULL;

	g_file_set_contents(path, text, -1, &error);
	g_assert_no_error(error);
}

static char *
folder_new(void)
{
	char *folder = g_dir_make_tmp("chengbao-office-XXXXXX", NULL);

	g_assert_nonnull(folder);
	return folder;
}

static void
folder_free(const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, name, NULL);

		if (g_file_test(path, G_FILE_TEST_IS_DIR))
			folder_free(path);
		else
			g_unlink(path);
	}
	g_rmdir(folder);
}

static const Case bad[] = {
	{ "empty", "", "office.conf:1:1: the section [office] is missing\n" },
	{ "no-mailbox", "[office]\nname = 甲\n",
	  "office.conf:1:1: [office] needs “mailbox = …”\n" },
	{ "unknown-key", HEAD "mailbx = a\n",
	  "office.conf:4:1: unknown key “mailbx” in [office] (did you mean “mailbox”?)\n" },
	{ "unknown-far", HEAD "全文 = a\n", "office.conf:4:1: unknown key “全文” in [office]\n" },
	{ "unknown-section", HEAD "[jornal 甲]\nto = 乙\n",
	  "office.conf:4:2: unknown section [jornal] (did you mean “journal”?)\n" },
	{ "double-key", HEAD "name = 乙\n",
	  "office.conf:4:1: “name” is already set at office.conf:2\n" },
	{ "double-section", HEAD "[office]\nname = 乙\nmailbox = b@c.example\n",
	  "office.conf:4:2: this section is already at office.conf:1\n" },
	{ "double-source", HEAD "[source a]\nurl = maildir:a\n[source a]\nurl = maildir:b\n",
	  "office.conf:6:2: this section is already at office.conf:4\n" },
	{ "no-name", HEAD "[source]\nurl = maildir:a\n",
	  "office.conf:4:8: [source] needs a name: [source NAME]\n" },
	{ "a-name", HEAD "[store main]\n",
	  "office.conf:4:8: [store] takes no name; write [store]\n" },
	{ "mailbox", "[office]\nname = 甲\n  mailbox =  xinxi.bailu.example\n",
	  "office.conf:3:14: “xinxi.bailu.example” is no mail address\n" },
	{ "empty-name", "[office]\nname =\nmailbox = a@b.example\n",
	  "office.conf:2:7: “name” needs a value\n" },
	{ "zone", HEAD "timezone = Asia/Shangai\n",
	  "office.conf:4:12: “Asia/Shangai” is no time zone that this system knows; write a "
	  "name like Asia/Shanghai\n" },
	{ "zone-path", HEAD "timezone = Asia/../../../etc/hostname\n",
	  "office.conf:4:12: “Asia/../../../etc/hostname” is no time zone that this system "
	  "knows; write a name like Asia/Shanghai\n" },
	{ "language", HEAD "language = cn\n",
	  "office.conf:4:12: “language” must be one of: zh, en (did you mean “en”?)\n" },
	{ "hours", HEAD "hours = 08:30-12:00, 18:00-14:30\n",
	  "office.conf:4:22: “18:00-14:30” is no stretch of hours like 08:30-12:00\n" },
	{ "hours-cross", HEAD "hours = 08:30-12:00，11:30-18:00\n",
	  "office.conf:4:21: “11:30-18:00” begins before the stretch before it ends\n" },
	{ "store", HEAD "[store]\nurl = mysql:x\n",
	  "office.conf:5:7: “url” must begin with one of: sqlite:…\n" },
	{ "postgres", HEAD "[store]\nurl = postgresql://db/x\n",
	  "office.conf:5:7: PostgreSQL is not available yet; use sqlite:PATH\n" },
	{ "source-url", HEAD "[source a]\nurl = pop:x\n",
	  "office.conf:5:7: “url” must begin with one of: maildir:…, mbox:…, imaps://…, "
	  "imap://…, pop3s://…, pop3://…\n" },
	{ "pop3-folders",
	  HEAD "[source a]\nurl = pop3s://pop.test\nuser = u\npassword = file:none\n"
	       "folders = INBOX\n",
	  "office.conf:8:11: a POP3 mailbox has no folders; use imaps:// to read them\n" },
	{ "pop3-flag",
	  HEAD "[source a]\nurl = pop3s://pop.test\nuser = u\npassword = file:none\n"
	       "after = move 已处理\n",
	  "office.conf:8:9: a POP3 mailbox has no flags and folders: after = keep or delete\n" },
	{ "pop3-no-user", HEAD "[source a]\nurl = pop3://pop.test\n",
	  "office.conf:5:7: this server needs “password = file:PATH”\n"
	  "office.conf:5:7: this server needs “user = …”\n" },
	{ "oauth-and-password",
	  HEAD "[source a]\nurl = imaps://imap.test\nuser = u\npassword = file:none\n"
	       "oauth = file:none\n",
	  "office.conf:8:9: “password” and “oauth” exclude each other\n" },
	{ "oauth-open", HEAD "[source a]\nurl = imaps://imap.test\nuser = u\noauth = abc\n",
	  "office.conf:7:9: a password does not stand here; write it into a file that only "
	  "the service can read: password = file:secrets/NAME\n" },
	{ "source-ours", HEAD "[source operator]\nurl = maildir:x\n",
	  "office.conf:4:9: “operator” is a name the program uses itself\n" },
	{ "source-no-url", HEAD "[source a]\nafter = keep\n",
	  "office.conf:4:1: [source] needs “url = …”\n" },
	{ "maildir-no-path", HEAD "[source a]\nurl = maildir:\n",
	  "office.conf:5:7: write a path behind “maildir:”\n" },
	{ "imap-no-user", HEAD "[source a]\nurl = imaps://imap.test/INBOX\n",
	  "office.conf:5:7: this server needs “password = file:PATH”\n"
	  "office.conf:5:7: this server needs “user = …”\n" },
	{ "secret-in-url", HEAD "[source a]\nurl = imaps://u:p@imap.test\n",
	  "office.conf:5:15: no user or password in an url; use “user = …” and “password = "
	  "file:PATH”\n" },
	{ "port", HEAD "[relay]\nurl = smtps://smtp.test:99999\n",
	  "office.conf:5:25: the port must be a number from 1 to 65535\n" },
	{ "host", HEAD "[relay]\nurl = smtps://smtp_test\n",
	  "office.conf:5:15: “smtp_test” is no host name\n" },
	{ "password", HEAD "[relay]\nurl = smtps://smtp.test\nuser = u\npassword = hunter2\n",
	  "office.conf:7:12: a password does not stand here; write it into a file that only "
	  "the service can read: password = file:secrets/NAME\n" },
	{ "password-open",
	  HEAD "[relay]\nurl = smtps://smtp.test\nuser = u\npassword = file:open\n",
	  "office.conf:7:12: others on this machine can read open; run: chmod 600 open\n" },
	{ "per-day", HEAD "[relay]\nurl = maildir:out\nper-day = 0\n",
	  "office.conf:6:11: “per-day” must be a number from 1 to 1000000\n" },
	{ "acknowledge", HEAD "[relay]\nurl = maildir:out\nacknowledge = 2d\n",
	  "office.conf:6:15: “acknowledge” must be at-once or a time up to 1d\n" },
	{ "ca", HEAD "[relay]\nurl = smtps://smtp.test\nca = ca.pem\n",
	  "office.conf:6:6: there is no file ca.pem\n" },
	{ "after", HEAD "[source a]\nurl = maildir:a\nafter = kep\n",
	  "office.conf:6:9: “after” must be one of: keep, flag, move FOLDER, delete (did you "
	  "mean “keep”?)\n" },
	{ "after-move", HEAD "[source a]\nurl = maildir:a\nafter = move\n",
	  "office.conf:6:9: “move” needs a folder: after = move FOLDER\n" },
	{ "poll", HEAD "[source a]\nurl = maildir:a\npoll = 1 workday\n",
	  "office.conf:6:8: “poll” runs by the clock, holidays included; write 30s, 20m, 2h or "
	  "3d\n" },
	{ "poll-fast", HEAD "[source a]\nurl = maildir:a\npoll = 1s\n",
	  "office.conf:6:8: “poll” must be 5s to 1d\n" },
	{ "folders", HEAD "[source a]\nurl = maildir:a\nfolders = INBOX,, 垃圾邮件, INBOX\n",
	  "office.conf:6:17: an element of the list is missing here\n"
	  "office.conf:6:25: “INBOX” stands twice in the list\n" },
	{ "rules-file", HEAD "[rules]\nfiles = rules/a.rules\n",
	  "office.conf:5:9: there is no file rules/a.rules\n" },
	{ "people-file", HEAD "[people]\nfile = staff.csv\n",
	  "office.conf:5:8: staff.csv: cannot open: No such file or directory\n" },
	{ "replies-dkim", HEAD "[trust]\nreplies = dkim, dkmi\n",
	  "office.conf:5:17: “replies” does not know “dkmi” (did you mean “dkim”?)\n" },
	{ "authserv", HEAD "[trust]\nreplies = authentication-results\n",
	  "office.conf:5:11: authentication-results needs “authserv-id = …”: the name your mail "
	  "server puts into that header\n" },
	{ "border", HEAD "[trust]\nborder = mx_1\n", "office.conf:5:10: “mx_1” is no host name\n" },
	{ "submission", HEAD "[trust]\nreplies = submission\nsubmission = esmtpsa, pop\n",
	  "office.conf:6:14: esmtpsa needs “border = HOST”: the name your mail server puts behind "
	  "“by” into Received lines\n"
	  "office.conf:6:14: “pop” is no form of submission: write esmtpsa or coremail:HOST\n" },
	{ "submission alone", HEAD "[trust]\nreplies = submission\n",
	  "office.conf:5:11: submission needs “submission = FORM”: “chengbao doctor border FILE” "
	  "on "
	  "a letter of a colleague tells which\n" },
	{ "resolver", HEAD "[trust]\nresolver = dns.test\n",
	  "office.conf:5:12: “dns.test” is no address of a name server: write it in numbers, as "
	  "10.0.0.53 or 10.0.0.53:53\n" },
	{ "reports", HEAD "[trust]\nreports = drop\n",
	  "office.conf:5:11: “reports” must be one of: flag, hold\n" },
	{ "token-keys",
	  HEAD "[trust]\ntoken-window = soon\nhold = 1 workday\nnotice = duty, x@\n"
	       "daily-cap = 0\n",
	  "office.conf:5:16: “token-window” must be a time like 30s, 20m, 2h or 3d\n"
	  "office.conf:6:8: “hold” runs by the clock, holidays included; write 30s, 20m, 2h or 3d\n"
	  "office.conf:7:10: “duty” is no mail address\n"
	  "office.conf:7:16: “x@” is no mail address\n"
	  "office.conf:8:13: “daily-cap” must be a number from 1 to 1000\n" },
	{ "token-verbs",
	  HEAD "[trust]\ntoken-verbs = approve, seal, aprove\nconfirm-always = seal fiel\n",
	  "office.conf:5:24: “seal” cannot be taken back: it is always confirmed\n"
	  "office.conf:5:30: there is no verb “aprove” (did you mean “approve”?)\n"
	  "office.conf:6:23: there is no verb “fiel” (did you mean “file”?)\n" },
	{ "token-mailbox",
	  "[office]\nname = 白鹭县政府办\nmailbox = bailu@vip.163.com\n[trust]\nreplies = "
	  "token\n",
	  "office.conf:5:11: token cannot be used with the mailbox bailu@vip.163.com: anybody "
	  "may send from a public mail provider\n" },
	{ "sign-off", HEAD "[review]\nsign-off = editr\n",
	  "office.conf:5:12: “editr” is no step; write editor, chief or leader (did you mean "
	  "“editor”?)\n" },
	{ "deadline", HEAD "[review]\ndeadline = soon\n",
	  "office.conf:5:12: “deadline” must be a time like 30s, 20m, 2h, 3d, 1 workday or 2 "
	  "workdays\n" },
	{ "urgent", HEAD "[review]\nurgent = 2 workdays\n",
	  "office.conf:5:10: “urgent” runs by the clock, holidays included; write 30s, 20m, 2h "
	  "or 3d\n" },
	{ "too-long", HEAD "[review]\ndeadline = 400d\n",
	  "office.conf:5:12: “deadline” must be 1 to 366 days\n" },
	{ "schedule", HEAD "[journal 甲]\nschedule = Mon-Fry 16:00\n",
	  "office.conf:5:12: “Mon-Fry” does not fit: write at-once, or days and times like "
	  "Mon-Fri 16:00 or Mon,Wed 9:00\n" },
	{ "schedule-time", HEAD "[journal 甲]\nschedule = Mon,Wed 9:60\n",
	  "office.conf:5:20: “9:60” does not fit: write at-once, or days and times like "
	  "Mon-Fri 16:00 or Mon,Wed 9:00\n" },
	{ "schedule-none", HEAD "[journal 甲]\nschedule = Mon\n",
	  "office.conf:5:12: “schedule” needs a time: Mon-Fri 16:00\n" },
	{ "to",
	  HEAD "[journal 甲]\nto = 市办\n[superior 市委办]\naddress = a@c.example\nlevel = city\n",
	  "office.conf:5:6: there is no [superior 市办] (did you mean “市委办”?)\n" },
	{ "signer-role", HEAD "[journal 甲]\nsigner = cheif\n",
	  "office.conf:5:10: “cheif” can be no signer: write a role (editor, chief, leader, "
	  "duty, secrecy) or an address (did you mean “chief”?)\n" },
	{ "signer-nobody", HEAD "[journal 甲]\nsigner = chief, duty\n",
	  "office.conf:5:17: nobody in people.csv has the role duty\n" },
	{ "signer-address", HEAD "[journal 甲]\nsigner = boss@bailu.example\n",
	  "office.conf:5:10: the signer boss@bailu.example is no address in people.csv\n" },
	{ "number", HEAD "[journal 甲]\nfirst-number = 0\n",
	  "office.conf:5:16: “first-number” must be a number from 1 to 99999\n" },
	{ "level", HEAD "[superior 甲]\naddress = a@c.example\nlevel = ctiy\n",
	  "office.conf:6:9: “ctiy” is no level (did you mean “city”?)\n" },
	{ "superior-bare", HEAD "[superior 甲]\naddress = a@c.example，b\n",
	  "office.conf:4:1: [superior] needs “level = …”\n"
	  "office.conf:5:23: “b” is no mail address\n" },
	{ "superior-twice",
	  HEAD "[superior 甲]\naddress = a@c.example\nlevel = city\n"
	       "[superior 乙]\naddress = A@C.example\nlevel = city\n",
	  "office.conf:8:11: A@C.example already belongs to [superior 甲]\n" },
	{ "own-mailbox", "[office]\nname = 甲\nmailbox = ed@bailu.example\n",
	  "people.csv:2:1: ed@bailu.example is the office's own mailbox: it would write to "
	  "itself\n" },
	{ "several", HEAD "colour = red\n[review]\nurgent = x\n[trust]\nreports = y\n",
	  "office.conf:4:1: unknown key “colour” in [office]\n"
	  "office.conf:6:10: “urgent” must be a time like 30s, 20m, 2h or 3d\n"
	  "office.conf:8:11: “reports” must be one of: flag, hold\n" },
};

static void
test_bad(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GPtrArray) problems = list_new(), notes = list_new();
		g_autofree char *folder = folder_new(), *text = NULL, *open = NULL;
		g_autoptr(Office) office = NULL;

		put(folder, "office.conf", bad[i].conf);
		put(folder, "people.csv", PEOPLE);
		put(folder, "open", "secret");
		open = g_build_filename(folder, "open", NULL);
		chmod(open, 0644);
		office = office_load(folder, problems, notes);
		text = list_text(problems);
		g_test_message("case %s", bad[i].name);
		g_assert_cmpstr(text, ==, bad[i].problems);
		g_assert_null(office);
		folder_free(folder);
	}
}

/* The shipped sample office, written out as `init` does it. */
static char *
sample_new(void)
{
	char *folder = folder_new();

	for (const ShippedFile *file = shipped_all(); file->name; file++) {
		const char *name = file->name + strlen("share/office/");
		g_autofree char *path = NULL, *parent = NULL;

		if (!g_str_has_prefix(file->name, "share/office/"))
			continue;
		path = g_build_filename(folder, name, NULL);
		parent = g_path_get_dirname(path);
		g_mkdir_with_parents(parent, 0700);
		g_assert_true(g_file_set_contents(path, file->bytes, (gssize)file->n_bytes, NULL));
	}
	return folder;
}

static void
test_sample(void)
{
	g_autoptr(GPtrArray) problems = list_new(), notes = list_new();
	g_autofree char *folder = sample_new(), *text = NULL, *where = NULL;
	g_autoptr(Office) office = office_load(folder, problems, notes);
	g_autoptr(GPtrArray) kinds = NULL, topics = NULL;
	const Journal *journal;

	text = list_text(problems);
	g_assert_cmpstr(text, ==, "");
	g_assert_nonnull(office);
	g_assert_cmpstr(office->name, ==, "青禾县人民政府办公室");
	g_assert_cmpstr(office->domain, ==, "qinghe.example");
	g_assert_cmpstr(office->zone, ==, "Asia/Shanghai");
	g_assert_cmpstr(office->duty_phone, ==, "0000-1234567");
	g_assert_cmpstr(office->store_url, ==, "sqlite:spool/desk.db");
	where = g_build_filename(folder, "spool", NULL);
	g_assert_cmpstr(office->spool, ==, where);
	g_assert_cmpuint(g_strv_length(office->rule_files), ==, 1);
	g_assert_true(g_str_has_suffix(office->rule_files[0], "/filters/topics.rules"));
	g_assert_cmpuint(g_strv_length(office->scheme_files), ==, 0);
	g_assert_cmpuint(office->sources->len, ==, 1);
	g_assert_cmpstr(((Source *)office->sources->pdata[0])->url, ==, "maildir:inbox");
	g_assert_cmpstr(((Source *)office->sources->pdata[0])->folders[0], ==, "INBOX");
	g_assert_cmpstr(office->relay.from, ==, "xinxi@qinghe.example");
	g_assert_cmpint(office->relay.acknowledge_s, ==, 900);
	g_assert_cmpstr(office->replies[0], ==, "authentication-results");
	g_assert_cmpstr(office->authserv_id, ==, "mx.qinghe.example");
	g_assert_true(office->reports_flag && office->deadline.working);
	g_assert_cmpint(office->deadline.amount, ==, 1);
	g_assert_cmpint(office->urgent.amount, ==, 1200);
	g_assert_cmpuint(strlen(office->conf_hash), ==, 64);
	journal = office_journal(office, "政务信息");
	g_assert_cmpuint(journal->schedule.days, ==, 0x1f);
	g_assert_cmpint(journal->schedule.minutes[0], ==, 16 * 60);
	g_assert_cmpint(journal->schedule.minutes[1], ==, -1);
	g_assert_cmpstr(office_journal_for_kind(office, "紧急")->name, ==, "紧急信息");
	g_assert_cmpstr(office_journal_for_kind(office, "动态")->name, ==, "政务信息");
	g_assert_true(office_journal(office, "紧急信息")->schedule.at_once);
	g_assert_cmpstr(office_superior_by_address(office, "ZWXX@city.example")->name, ==,
			"市政府办公室");
	kinds = office_named_kinds(office);
	topics = office_named_topics(office);
	g_assert_cmpuint(kinds->len, ==, 1);
	g_assert_cmpstr(((OfficeNaming *)kinds->pdata[0])->name, ==, "紧急");
	g_assert_cmpuint(topics->len, ==, 2);
	g_assert_cmpstr(((OfficeNaming *)topics->pdata[1])->name, ==, "应急");
	g_assert_cmpstr(((OfficeNaming *)topics->pdata[1])->where, ==, "people.csv:6:58");
	folder_free(folder);
}

/* The commented blocks of the sample, and the keys it does not show. */
static void
test_network(void)
{
	static const char conf[] = HEAD
		"[source main]\nurl = imaps://imap.test:993/INBOX\nfolders = INBOX, 垃圾邮件\n"
		"user = xinxi@bailu.example\npassword = file:secrets/imap\nafter = move 已处理\n"
		"poll = 2m\n[source b]\nurl = imap://imap.test/报送\nuser = u\npassword = "
		"file:closed\n"
		"[relay]\nurl = smtp://smtp.test:587\nuser = u\npassword = file:closed\n"
		"from = out@bailu.example\nhelo = desk.bailu.example\n"
		"[trust]\nreplies =\nborder = mx1.test mx2.test\nreports = hold\n"
		"resolver = 127.0.0.1:5353\n"
		"[journal 甲]\nschedule = fri-mon, Wed 16:00 9:00\nsigner = old@bailu.example\n"
		"first-number = 45\nfirst-total = 345\n";
	g_autoptr(GPtrArray) problems = list_new(), notes = list_new();
	g_autofree char *folder = folder_new(), *said = NULL, *noted = NULL;
	g_autofree char *closed = g_build_filename(folder, "closed", NULL);
	g_autoptr(Office) office = NULL;
	const Source *source;
	const Journal *journal;

	put(folder, "office.conf", conf);
	put(folder, "people.csv", PEOPLE);
	put(folder, "closed", "secret");
	chmod(closed, 0600);
	office = office_load(folder, problems, notes);
	said = list_text(problems);
	noted = list_text(notes);
	g_assert_cmpstr(said, ==, "");
	g_assert_nonnull(office);
	source = office->sources->pdata[0];
	g_assert_cmpstr(source->folders[1], ==, "垃圾邮件");
	g_assert_cmpstr(source->login.password, ==, "file:secrets/imap");
	g_assert_cmpint((int)source->after, ==, SOURCE_MOVE);
	g_assert_cmpstr(source->move_to, ==, "已处理");
	g_assert_cmpint(source->poll_s, ==, 120);
	g_assert_cmpstr(((Source *)office->sources->pdata[1])->folders[0], ==, "报送");
	g_assert_cmpstr(office->relay.helo, ==, "desk.bailu.example");
	g_assert_cmpstr(office->border[1], ==, "mx2.test");
	g_assert_cmpstr(office->resolver, ==, "127.0.0.1:5353");
	g_assert_false(office->reports_flag || office->replies[0]);
	journal = office->journals->pdata[0];
	g_assert_cmpuint(journal->schedule.days, ==, 0x75);
	g_assert_cmpint(journal->schedule.minutes[0], ==, 540);
	g_assert_cmpint(journal->schedule.minutes[1], ==, 960);
	g_assert_cmpint(journal->first_total, ==, 345);
	g_assert_true(g_str_has_prefix(
		noted,
		"office.conf:8:12: the password file secrets/imap cannot be opened\n"
		"filters/*.rules: there is none; the shipped rules stand in\n"
		"assess/*.scheme: there is none; the shipped points stand in\n"
		"office.conf:28:10: the signer old@bailu.example is nobody today by the dates "
		"in people.csv\n"
		"office.conf:26:2: without “to = …” the issues of this journal go to nobody\n"));
	folder_free(folder);
}

static void
test_minimal(void)
{
	g_autoptr(GPtrArray) problems = list_new();
	g_autofree char *folder = folder_new();
	g_autoptr(Office) office = NULL;
	Period hours = { false, 7200 };

	/* Neither people.csv nor the signer it should hold is looked at. */
	put(folder, "office.conf", "\xef\xbb\xbf" HEAD "[journal 甲]\nsigner = x@y.example\n");
	office = office_load_minimal(folder, problems);
	g_assert_cmpuint(problems->len, ==, 0);
	g_assert_cmpstr(office->mailbox, ==, "xinxi@bailu.example");
	g_assert_cmpstr(office->relay.url, ==, "maildir:outgoing");
	g_assert_cmpint(office_due(office, hours, 5), ==, INT64_C(7200000005));
	folder_free(folder);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/office/bad", test_bad);
	g_test_add_func("/office/sample", test_sample);
	g_test_add_func("/office/network", test_network);
	g_test_add_func("/office/minimal", test_minimal);
	return g_test_run();
}
