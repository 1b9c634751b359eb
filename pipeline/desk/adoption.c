/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * adoption — what an office above did with an item, booked once
 */
#include "pipeline/desk/adoption.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/note.h"
#include "pipeline/desk/points.h"

#include <string.h>

/* Author and unit are told: whoever sent a source of the item. */
static bool
adoption_tell_one(Desk *desk, int64_t item, const char *to, const json_t *adoption, int64_t cause,
		  GError **error)
{
	MailOrder order = { .template_name = "adopted",
			    .purpose = "notice",
			    .to = to,
			    .item = item,
			    .cause = cause };

	if (!roster_at(desk->office->roster, to, desk->now_us))
		return true;
	order.params = json_pack("{s:O}", "adoption", adoption);
	return mail_due(desk, &order, error);
}

static bool
adoption_tell(Desk *desk, int64_t item, const json_t *adoption, int64_t cause, GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) merged = db_rows(desk_db(desk), error, "item_merged_into", "i", item);
	const char *sender, *person;
	size_t i;
	json_t *one;

	if (!merged || !db_row(desk_db(desk), error, &row, "item_get", "i", item))
		return false;
	sender = record_string(row, "sender");
	person = record_string(row, "person");
	if (!adoption_tell_one(desk, item, sender, adoption, cause, error))
		return false;
	if (person && strcmp(person, sender) != 0 && strchr(person, '@') &&
	    !adoption_tell_one(desk, item, person, adoption, cause, error))
		return false;
	json_array_foreach (merged, i, one) {
		g_autoptr(json_t) source = NULL;

		if (!db_row(desk_db(desk), error, &source, "item_get", "i",
			    record_integer(one, "id")) ||
		    !adoption_tell_one(desk, record_integer(one, "id"),
				       record_string(source, "sender"), adoption, cause, error))
			return false;
	}
	return true;
}

static bool
adoption_line(Desk *desk, int64_t issue, int line, int64_t *ret_item, GError **error)
{
	g_autoptr(json_t) rows = db_rows(desk_db(desk), error, "line_list", "i", issue);
	const json_t *row = line < 1 ? NULL : json_array_get(rows, (size_t)line - 1);

	if (!rows)
		return false;
	if (!row)
		return errors_set(error, ERRORS_REFUSED, _("the issue has no line %d"), line);
	*ret_item = record_integer(row, "item");
	return true;
}

bool
adoption_book(Desk *desk, const Superior *superior, int64_t issue, int line, const char *kind,
	      const char *reference, int64_t cause, bool *ret_new, GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) known = NULL;
	g_autofree char *own = NULL;
	g_autofree char *at = desk_local(desk, desk->now_us);
	g_autoptr(json_t) adoption = NULL;
	PointsEvent event = { .type = "adopted", .kind = kind, .cause = cause };
	int64_t id, item = 0;

	if (!db_row(desk_db(desk), error, &row, "issue_get", "i", issue) ||
	    !adoption_line(desk, issue, line, &item, error))
		return false;
	if (strcmp(record_string(row, "state"), "sealed") != 0)
		return errors_set(error, ERRORS_REFUSED, _("that issue has not been sealed"));
	own = g_strdup_printf("%s %d/%d", record_string(row, "journal"),
			      (int)record_integer(row, "year"), (int)record_integer(row, "number"));
	if (!reference)
		reference = own;
	if (!db_row(desk_db(desk), error, &known, "adoption_find", "ttit", superior->name,
		    reference, item, kind))
		return false;
	*ret_new = known == NULL;
	if (known)
		return true;
	if (!desk_next_id(desk, "adoption_next_id", &id, error))
		return false;
	adoption = json_pack("{s:s, s:s, s:s, s:s}", "superior", superior->name, "kind", kind,
			     "reference", reference, "at_local", at);
	event.item = item;
	event.journal = record_string(row, "journal");
	event.level = superior->level;
	event.superior = superior->name;
	return desk_event(desk, "adoption.booked",
			  json_pack("{s:I, s:s, s:s, s:I, s:s, s:I}", "adoption", (json_int_t)id,
				    "superior", superior->name, "reference", reference, "item",
				    (json_int_t)item, "kind", kind, "at_us",
				    (json_int_t)desk->now_us),
			  cause, NULL, error) &&
	       points_book(desk, &event, error) &&
	       adoption_tell(desk, item, adoption, cause, error);
}

/* What the superior's words do not settle goes to the chief, with the lines to choose from. */
static bool
adoption_offer(Desk *desk, const JudgeLetter *letter, const Superior *superior, int64_t issue,
	       const char *quote, GError **error)
{
	const Person *chief = mail_first(desk, ROLE_CHIEF, ROLE_EDITOR);
	Note note = {
		.reason = "上级来信提到办理情况，但不能确定是哪几条，未登记。请核对后发一封新邮件，"
			  "写“上级采用”加下面的编号即可登记",
		.who = superior->name,
		.quote = quote,
		.cause = letter->letter
	};
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) lines = NULL;
	json_t *line;
	size_t i;

	if (!chief)
		return true;
	lines = db_rows(desk_db(desk), error, "line_titles", "i", issue);
	if (!lines || !db_row(desk_db(desk), error, &row, "issue_get", "i", issue))
		return false;
	note.lines = json_array();
	json_array_foreach (lines, i, line) {
		g_autofree char *what = g_strdup_printf(
			"编号 %d/%d-%d　《%s》", (int)record_integer(row, "year"),
			(int)record_integer(row, "number"), (int)record_integer(line, "position"),
			record_string(line, "title"));

		json_array_append_new(note.lines, json_pack("{s:s}", "what", what));
	}
	return note_tell(desk, chief->address, &note, error);
}

static const char *
adoption_kind(const Command *command)
{
	return command->word && strstr(command->word, "批示") ? "批示" : "采用";
}

static bool
adoption_command(Desk *desk, const JudgeLetter *letter, const Superior *superior, int64_t issue,
		 const Command *command, size_t *n_booked, size_t *n_wrong, GError **error)
{
	for (size_t i = 0; i < command->n_lines; i++) {
		g_autoptr(GError) refused = NULL;
		bool fresh;

		if (adoption_book(desk, superior, issue, command->lines[i], adoption_kind(command),
				  NULL, letter->letter, &fresh, &refused)) {
			*n_booked += fresh;
		} else if (refused->code == ERRORS_REFUSED) {
			++*n_wrong;
		} else {
			g_propagate_error(error, g_steal_pointer(&refused));
			return false;
		}
	}
	return true;
}

static bool
adoption_only_line(Desk *desk, const JudgeLetter *letter, const Superior *superior, int64_t issue,
		   const Command *command, size_t *n_booked, size_t *n_wrong, GError **error)
{
	g_autoptr(json_t) lines = db_rows(desk_db(desk), error, "line_list", "i", issue);
	int first = 1;
	Command only = *command;

	if (!lines)
		return false;
	if (json_array_size(lines) != 1) {
		++*n_wrong;
		return true;
	}
	only.lines = &first;
	only.n_lines = 1;
	return adoption_command(desk, letter, superior, issue, &only, n_booked, n_wrong, error);
}

bool
adoption_notice(Desk *desk, const JudgeLetter *letter, const Superior *superior, int64_t issue,
		GError **error)
{
	CommandContext context = { .scope = SCOPE_ISSUE };
	const char *words = record_string(letter->reading, "new_text");
	g_autoptr(Commands) commands = commands_read(words ? words : "", &context);
	size_t n_booked = 0, n_wrong = 0;

	if (!judge_proven(desk, letter)) {
		if (!judge_refuse(desk, letter, "a superior's notice without proof", error) ||
		    !judge_done(desk, letter, "notice", "not-proven", NULL, error))
			return false;
		return adoption_offer(desk, letter, superior, issue, words, error);
	}
	for (guint i = 0; i < commands->list->len; i++) {
		const Command *command = commands->list->pdata[i];

		if (record_bool(letter->reading, "uncertain"))
			break;
		if (command->verb != COMMAND_ADOPT) {
			n_wrong++;
			continue;
		}
		/* Bare 采用 says which one when there is only one. */
		if (command->n_lines == 0) {
			if (!adoption_only_line(desk, letter, superior, issue, command, &n_booked,
						&n_wrong, error))
				return false;
			continue;
		}
		if (!adoption_command(desk, letter, superior, issue, command, &n_booked, &n_wrong,
				      error))
			return false;
	}
	if (!judge_done(desk, letter, "notice", n_booked ? NULL : "nothing-booked", NULL, error))
		return false;
	if (n_wrong || commands->list->len == 0 ||
	    (commands->pieces_refused && commands->pieces_refused->len))
		return adoption_offer(desk, letter, superior, issue, words, error);
	return true;
}

bool
adoption_circular(Desk *desk, const JudgeLetter *letter, const Superior *superior, GError **error)
{
	const Person *chief = mail_first(desk, ROLE_CHIEF, ROLE_OPERATOR);
	const Note note = { .reason = "收到上级来信，请阅处",
			    .who = superior->name,
			    .quote = record_string(letter->reading, "subject"),
			    .cause = letter->letter };

	if (!judge_done(desk, letter, "circular", NULL,
			json_pack("{s:s?}", "subject", record_string(letter->reading, "subject")),
			error))
		return false;
	return note_tell(desk, chief ? chief->address : NULL, &note, error);
}

/* The issue 45, or 2026/45, of whichever journal has it and goes to a superior. */
static bool
adoption_find_issue(Desk *desk, const Command *command, int64_t *ret_issue,
		    const Superior **ret_superior, GError **error)
{
	const Office *office = desk->office;
	int64_t year =
		command->issue_year ? command->issue_year : clock_year(desk->now_us, office->zone);

	for (guint i = 0; i < office->journals->len; i++) {
		const Journal *journal = office->journals->pdata[i];
		g_autoptr(json_t) row = NULL;

		if (!db_row(desk_db(desk), error, &row, "issue_by_number", "tii", journal->name,
			    year, (int64_t)command->issue))
			return false;
		if (row && journal->to && journal->to[0]) {
			*ret_issue = record_integer(row, "id");
			*ret_superior = office_superior(office, journal->to[0]);
			/* A superior named in the words goes before the journal's first. */
			for (guint k = 0; command->rest && k < office->superiors->len; k++) {
				const Superior *one = office->superiors->pdata[k];

				if (strstr(command->rest, one->name))
					*ret_superior = one;
			}
			return true;
		}
	}
	return errors_set(error, ERRORS_REFUSED, _("there is no issue %d"), command->issue);
}

bool
adoption_by_mail(Desk *desk, const JudgeLetter *letter, const Commands *commands, GError **error)
{
	size_t n_booked = 0, n_wrong = 0;
	MailOrder order = { .template_name = "ack",
			    .purpose = "notice",
			    .to = letter->person->address,
			    .cause = letter->letter };
	json_t *done, *refused;

	if (!judge_proven(desk, letter))
		return judge_refuse(desk, letter, "an adoption by hand without proof", error) &&
		       judge_done(desk, letter, "answer", "not-proven", NULL, error);
	done = json_array();
	refused = json_array();
	order.params = json_pack("{s:o, s:o}", "done", done, "refused", refused);
	for (guint i = 0; i < commands->list->len; i++) {
		const Command *command = commands->list->pdata[i];
		const Superior *superior = NULL;
		int64_t issue = 0;
		g_autoptr(GError) inner = NULL;

		if (command->verb != COMMAND_ADOPT || !command->issue)
			continue;
		if (!adoption_find_issue(desk, command, &issue, &superior, &inner) ||
		    !adoption_command(desk, letter, superior, issue, command, &n_booked, &n_wrong,
				      &inner)) {
			if (inner->code == ERRORS_STORE) {
				g_propagate_error(error, g_steal_pointer(&inner));
				json_decref(order.params);
				return false;
			}
			json_array_append_new(refused,
					      json_pack("{s:s, s:s}", "quote", command->word, "why",
							inner->message));
		}
	}
	if (n_booked) {
		g_autofree char *what = g_strdup_printf("登记上级采用%zu条", n_booked);

		json_array_append_new(done, json_pack("{s:s}", "what", what));
	}
	if (!judge_done(desk, letter, "answer", NULL, NULL, error)) {
		json_decref(order.params);
		return false;
	}
	return mail_due(desk, &order, error);
}
