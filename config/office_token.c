/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * office_token — [trust] of the method `token`, the weakest proof there is
 *
 * Only verbs that can be taken back may be named; an office or an approver at a
 * public mail provider cannot have it: anybody may send from there.
 */
#include "config/office_read.h"

#include <string.h>

#include "base/i18n.h"
#include "config/values.h"

#define TOKEN_WINDOW_S (INT64_C(3) * 24 * 3600)
#define TOKEN_HOLD_S (INT64_C(30) * 60)
#define TOKEN_DAILY_CAP 50
#define TOKEN_MOST_A_DAY 1000

/* What a reply can do; from TOKEN_REVERSIBLE on, what 撤销 takes back (a test holds the
 * list against pipeline/desk/rights). */
static const char *const verbs[] = { "release", "seal",	  "adopt",   "register", "approve",
				     "file",	"return", "verify",  "edit",	 "merge",
				     "split",	"assign", "consult", "park",	 "topic",
				     "kind",	"urgent", "routine", "undo",	 NULL };
#define TOKEN_REVERSIBLE (verbs + 4)

/* Providers that give an address to anybody. */
static const char *const public_domains[] = {
	"163.com",     "126.com",     "yeah.net",   "vip.163.com", "188.com",	   "qq.com",
	"foxmail.com", "vip.qq.com",  "sina.com",   "sina.cn",	   "vip.sina.com", "sohu.com",
	"tom.com",     "21cn.com",    "139.com",    "189.cn",	   "wo.cn",	   "aliyun.com",
	"outlook.com", "hotmail.com", "live.com",   "live.cn",	   "msn.com",	   "gmail.com",
	"yahoo.com",   "yahoo.cn",    "icloud.com", "me.com",	   "263.net",	   "eyou.com",
	NULL
};

static void
token_read_verbs(OfficeReading *reading, const ConfSection *section, const char *key,
		 const char *const *known, char ***ret)
{
	const Line *line = conf_lines_pair(section, key);
	g_autoptr(GPtrArray) words = line ? lines_words(line, true) : NULL;

	if (!line || !values_list(line, true, ret, reading->problems))
		return;
	for (guint i = 0; i < words->len; i++) {
		const LinesWord *word = words->pdata[i];
		g_autofree char *hint = NULL;

		if (!*word->text || g_strv_contains(known, word->text))
			continue;
		hint = lines_suggestion(word->text, known);
		lines_problem(reading->problems, line->file, line->line, word->column,
			      g_strv_contains(verbs, word->text)
				      ? _("“%s” cannot be taken back: it is always confirmed%s")
				      : _("there is no verb “%s”%s"),
			      word->text, g_strv_contains(verbs, word->text) ? "" : hint);
	}
}

static void
token_read_seconds(OfficeReading *reading, const ConfSection *section, const char *key,
		   int64_t *seconds)
{
	const Line *line = conf_lines_pair(section, key);
	Period period;

	if (line && values_period(line, false, &period, reading->problems))
		*seconds = period.amount;
}

void
office_read_token(OfficeReading *reading, const ConfSection *section)
{
	const Line *cap = conf_lines_pair(section, "daily-cap");
	const Line *notice = conf_lines_pair(section, "notice");
	TokenTrust *token = &reading->office->token;

	*token = (TokenTrust){ .window_s = TOKEN_WINDOW_S,
			       .hold_s = TOKEN_HOLD_S,
			       .daily_cap = TOKEN_DAILY_CAP };
	token_read_seconds(reading, section, "token-window", &token->window_s);
	token_read_seconds(reading, section, "hold", &token->hold_s);
	token_read_verbs(reading, section, "token-verbs", TOKEN_REVERSIBLE, &token->verbs);
	if (!token->verbs)
		token->verbs = g_strdupv((char **)TOKEN_REVERSIBLE);
	token_read_verbs(reading, section, "confirm-always", verbs, &token->always);
	if (!token->always)
		token->always = g_new0(char *, 1);
	if (notice)
		values_addresses(notice, &token->notice, reading->problems);
	if (!token->notice)
		token->notice = g_new0(char *, 1);
	if (cap)
		values_number(cap, 1, TOKEN_MOST_A_DAY, &token->daily_cap, reading->problems);
}

void
office_token_clear(TokenTrust *token)
{
	g_strfreev(token->verbs);
	g_strfreev(token->always);
	g_strfreev(token->notice);
}

static bool
token_is_public(const char *address)
{
	const char *at = address ? strrchr(address, '@') : NULL;
	g_autofree char *domain = at ? g_ascii_strdown(at + 1, -1) : NULL;

	return domain && g_strv_contains(public_domains, domain);
}

void
office_check_token(OfficeReading *reading, const Roster *roster)
{
	const ConfSection *section = conf_lines_section(reading->conf, "trust");
	const Line *line = conf_lines_pair(section, "replies");
	const Office *office = reading->office;
	const GPtrArray *people = roster ? roster_all(roster) : NULL;

	if (!line || !g_strv_contains((const char *const *)office->replies, "token"))
		return;
	if (token_is_public(office->mailbox))
		lines_problem_value(reading->problems, line,
				    _("token cannot be used with the mailbox %s: anybody may send "
				      "from a public mail provider"),
				    office->mailbox);
	for (guint i = 0; people && i < people->len; i++) {
		const Person *person = people->pdata[i];

		if (person->role != ROLE_CONTRIBUTOR && token_is_public(person->address))
			lines_problem(reading->problems, reading->people_file, person->line, 1,
				      _("%s is at a public mail provider, where anybody may send "
					"from: “token” in [trust] replies cannot be used with it"),
				      person->address);
	}
	lines_problem_value(reading->notes, line,
			    _("token is the weakest proof: who reads a mail of the desk can "
			      "answer it; it counts after “chengbao trust token --i-accept”"));
}
