/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * amend_slip — a short letter that puts right some words of an item: “1200台”应为“1020台”
 *
 * Where the words stand once, the item's next revision is the same text with these changed. Where
 * they do not, the item is asked about as it is. A printed one gets an erratum.
 */
#include "pipeline/desk/amend_parts.h"

#include "pipeline/desk/follow.h"
#include "pipeline/desk/note.h"
#include "pipeline/desk/report.h"
#include "pipeline/desk/slip.h"

#include <inttypes.h>
#include <string.h>

/* The words do not stand there once: the item as it is, and what its author says of it. */
static bool
amend_puzzle(Amend *amend, const char *said, GError **error)
{
	int64_t id = amend_id(amend);

	return amend_reopen(amend, said, error) &&
	       report_ask_with(amend->desk, id,
			       json_pack("{s:{s:b, s:b, s:s}}", "amended", "yes", true, "resent",
					 false, "unplaced", said),
			       amend->letter->letter, error);
}

static bool
amend_slip_erratum(const Amend *amend, const Slip *slip, GError **error)
{
	g_autoptr(json_t) meant = json_pack("{s:O, s:s}", "item", amend->item, "text", slip->text);
	JudgeLetter letter = *amend->letter;

	letter.meant = meant;
	return report_take(amend->desk, &letter, error);
}

static bool
amend_slip_carry_out(Amend *amend, const Slip *slip, GError **error)
{
	static const char *const asked[] = { "waiting", "consulting", "parked", "approved", NULL };
	const AmendWords words = { .title = slip->title, .text = slip->text, .said = slip->said };
	const char *state = record_string(amend->item, "state");
	bool placed = slip->kind == SLIP_PLACED;

	if (slip->kind == SLIP_ALREADY)
		return judge_done(amend->desk, amend->letter, "duplicate",
				  "the item says so already", NULL, error);
	if (placed && strcmp(state, "issued") == 0)
		return amend_slip_erratum(amend, slip, error);
	if (!judge_done(amend->desk, amend->letter, "correction", NULL, NULL, error) ||
	    !amend_source(amend, NULL, error))
		return false;
	if (placed && amend_is_open(amend))
		return amend_correct(amend, &words, error) && amend_receipt(amend, error);
	return g_strv_contains(asked, state) ? amend_puzzle(amend, slip->said, error)
					     : amend_note(amend, error);
}

/* Whoever has one of these items before him: its editor, and who is asked to sign its draft. */
static bool
fits_readers(Desk *desk, const json_t *item, GPtrArray *readers, GError **error)
{
	const char *editor = record_string(item, "editor");
	g_autoptr(json_t) issue = NULL;
	g_autoptr(json_t) asks = NULL;
	size_t i;
	json_t *ask;

	if (editor && !g_ptr_array_find_with_equal_func(readers, editor, g_str_equal, NULL))
		g_ptr_array_add(readers, g_strdup(editor));
	if (!db_row(desk_db(desk), error, &issue, "issue_open_of_item", "i",
		    record_integer(item, "id")))
		return false;
	if (!issue)
		return true;
	asks = db_rows(desk_db(desk), error, "ask_open_of_issue", "i", record_integer(issue, "id"));
	json_array_foreach (asks, i, ask) {
		const char *signer = record_string(ask, "person");

		if (strcmp(record_string(ask, "kind"), "sign") == 0 &&
		    !g_ptr_array_find_with_equal_func(readers, signer, g_str_equal, NULL))
			g_ptr_array_add(readers, g_strdup(signer));
	}
	return asks != NULL;
}

/* The words stand in several: nothing is changed, the letter is an item of its own, and whoever
 * has one of these before him knows. */
static bool
fits_tell(Desk *desk, const JudgeLetter *letter, const Slip *slip, GError **error)
{
	g_autoptr(GPtrArray) readers = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(json_t) lines = json_array();
	g_autofree char *reason = g_strdup_printf(
		"作者来信更正%s，不能确定是下面哪一条，都没有改动，请与作者核对", slip->said);

	for (guint i = 0; i < slip->fits->len; i++) {
		const json_t *item = slip->fits->pdata[i];
		g_autofree char *what =
			g_strdup_printf("第 %" PRId64 " 号信息《%s》", record_integer(item, "id"),
					record_string(item, "title"));

		if (!follow_sound(desk, letter, item))
			continue;
		json_array_append_new(lines, json_pack("{s:s}", "what", what));
		if (!fits_readers(desk, item, readers, error))
			return false;
	}
	for (guint i = 0; i < readers->len; i++) {
		const Note note = { .reason = reason,
				    .who = letter->from,
				    .quote = record_string(letter->reading, "new_text"),
				    .lines = json_incref(lines),
				    .cause = letter->letter };

		if (!note_tell(desk, readers->pdata[i], &note, error))
			return false;
	}
	return true;
}

bool
amend_take_slips(Desk *desk, const JudgeLetter *letter, bool *ret_taken, bool *ret_alone,
		 GError **error)
{
	g_auto(Amend) amend = { .desk = desk, .letter = letter, .kind = AMEND_CORRECTS };
	g_auto(Slip) slip = { 0 };

	report_read(letter, &amend.title, &amend.text);
	if (!slip_find(desk, letter, amend.title, amend.text, amend_since(letter), &slip, error))
		return false;
	*ret_alone = slip.alone;
	if (slip.fits && !fits_tell(desk, letter, &slip, error))
		return false;
	/* What was asked for (verify) is a supplement when it changes no words. */
	*ret_taken = slip.kind != SLIP_NONE && follow_sound(desk, letter, slip.item) &&
		     (slip.kind == SLIP_PLACED ||
		      strcmp(record_string(slip.item, "state"), "verifying") != 0);
	if (!*ret_taken)
		return true;
	amend.item = json_incref(slip.item);
	amend_set_actor(&amend);
	return amend_slip_carry_out(&amend, &slip, error);
}
