/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * printing — mail that is due becomes a dispatch: frozen bytes
 */
#include "pipeline/desk/printing.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/text/address.h"
#include "mail/reference.h"
#include "pipeline/desk/desk.h"
#include "pipeline/desk/gate.h"
#include "pipeline/desk/letterhead.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/withheld.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#define PRINTING_UNDER_WAY 16
#define PRINTING_MAIL_BYTES (64u << 20)
#define PRINTING_TRIES 5 /* each of them is two workers */

typedef struct {
	DeskPrinting *all;
	json_t *mailing; /* its row */
	Letterhead head;
	int fd; /* the printed mail */
	bool back;
	char *subject; /* as the gate read it */
	char *stopped; /* why it must not leave */
	char *broken;  /* why no worker could do it */
	int tries;
} Printed;

struct DeskPrinting {
	Desk *desk;
	GPtrArray *under_way; /* Printed, in order of mailing */
	int64_t next_dispatch;
};

static void
printed_free(void *data)
{
	Printed *printed = data;

	json_decref(printed->mailing);
	letterhead_clear(&printed->head);
	files_close(&printed->fd);
	g_free(printed->subject);
	g_free(printed->stopped);
	g_free(printed->broken);
	g_free(printed);
}

DeskPrinting *
printing_new(struct Desk *desk)
{
	DeskPrinting *printing = g_new0(DeskPrinting, 1);

	printing->desk = desk;
	printing->under_way = g_ptr_array_new_with_free_func(printed_free);
	return printing;
}

void
printing_free(DeskPrinting *printing)
{
	if (!printing)
		return;
	g_ptr_array_unref(printing->under_way);
	g_free(printing);
}

size_t
printing_pending(const DeskPrinting *printing)
{
	return printing->under_way->len;
}

/* The gate's answer: any mark that no person released stops the mail. */
static void
printing_gated(void *closure, json_t *result, int fd, const GError *error)
{
	Printed *printed = closure;
	(void)fd;
	printed->back = true;
	if (!result) {
		printed->broken = g_strdup(error->message);
		return;
	}
	printed->subject = g_strdup(record_string(result, "subject"));
	printed->stopped = gate_stops(result, printed->head.released);
}

static void
printing_printed(void *closure, json_t *result, int fd, const GError *error)
{
	Printed *printed = closure;
	Pool *pool = desk_pool(printed->all->desk, NULL);

	if (!result || fd < 0) {
		printed->back = true;
		printed->broken = g_strdup(error ? error->message : "nothing was printed");
		return;
	}
	printed->fd = dup(fd);
	pool_submit(pool, POOL_READER, json_pack("{s:s}", "job", "gate"), printed->fd, -1,
		    printing_gated, printed);
}

/* Into the printer, and from there to the gate. */
static void
printing_submit(Printed *printed, Pool *pool)
{
	g_autofree char *snapshot = record_text(printed->head.snapshot);

	printed->tries++;
	printed->back = false;
	files_close(&printed->fd);
	g_clear_pointer(&printed->broken, g_free);
	pool_submit(pool, POOL_PRINTER,
		    json_pack("{s:s, s:s}", "job", "print", "snapshot", snapshot), -1, -1,
		    printing_printed, printed);
}

static bool
printing_cancel(Desk *desk, const json_t *mailing, const char *why, GError **error)
{
	return desk_event(
		desk, "mailing.cancelled",
		json_pack("{s:O, s:s}", "mailing", json_object_get(mailing, "id"), "reason", why),
		0, NULL, error);
}

/* An ask whose question was settled meanwhile need not be asked. */
static bool
printing_moot(Desk *desk, const json_t *mailing, bool *ret_moot, GError **error)
{
	g_autoptr(json_t) ask = NULL;

	*ret_moot = false;
	if (strcmp(record_string(mailing, "purpose"), "ask") != 0)
		return true;
	if (!db_row(desk_db(desk), error, &ask, "ask_get", "i", record_integer(mailing, "ask")))
		return false;
	*ret_moot = !ask || strcmp(record_string(ask, "state"), "open") != 0;
	return true;
}

static bool
printing_start(DeskPrinting *printing, json_t *mailing, GError **error)
{
	Desk *desk = printing->desk;
	Pool *pool = desk_pool(desk, error);
	Printed *printed;
	bool moot;

	if (!pool || !printing_moot(desk, mailing, &moot, error))
		return false;
	if (moot || !address_valid(record_string(mailing, "recipient")))
		return printing_cancel(desk, mailing, moot ? "settled" : "bad address", error);
	if (printing->next_dispatch == 0 &&
	    !desk_next_id(desk, "dispatch_next_id", &printing->next_dispatch, error))
		return false;
	printed = g_new0(Printed, 1);
	printed->all = printing;
	printed->fd = -1;
	printed->mailing = json_incref(mailing);
	printed->head.dispatch = printing->next_dispatch++;
	g_ptr_array_add(printing->under_way, printed);
	if (!letterhead_make(desk, mailing, &printed->head, error))
		return false;
	printing_submit(printed, pool);
	return true;
}

static bool
printing_is_under_way(const DeskPrinting *printing, const json_t *mailing)
{
	for (guint i = 0; i < printing->under_way->len; i++) {
		const Printed *printed = printing->under_way->pdata[i];

		if (record_integer(printed->mailing, "id") == record_integer(mailing, "id"))
			return true;
	}
	return false;
}

/* Those under way are still due: as many rows as may be under way hold a new one for each
 * place that is free. */
bool
printing_begin(DeskPrinting *printing, GError **error)
{
	Desk *desk = printing->desk;
	g_autoptr(json_t) rows = NULL;
	size_t i;
	json_t *row;

	if (printing->under_way->len >= PRINTING_UNDER_WAY)
		return true;
	rows = db_rows(desk_db(desk), error, "mailing_due", "ii", desk->now_us,
		       (int64_t)PRINTING_UNDER_WAY);
	if (!rows)
		return false;
	json_array_foreach (rows, i, row)
		if (printing->under_way->len < PRINTING_UNDER_WAY &&
		    !printing_is_under_way(printing, row) && !printing_start(printing, row, error))
			return false;
	return true;
}

int64_t
printing_next(const DeskPrinting *printing)
{
	const Desk *desk = printing->desk;
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(desk), NULL, &row, "mailing_next_time", "i", desk->now_us) ||
	    !record_member(row, "next_us"))
		return INT64_MAX;
	return record_integer(row, "next_us");
}

static bool
printing_dispatch(Printed *printed, GError **error)
{
	Desk *desk = printed->all->desk;
	size_t n;
	g_autofree char *bytes = files_read_fd(printed->fd, PRINTING_MAIL_BYTES, &n, error);
	g_autofree char *place =
		bytes ? store_freeze(desk->store, "outbox", bytes, n, error) : NULL;
	g_autofree char *hash = NULL;

	if (!place)
		return false;
	hash = hash_hex(bytes, n);
	if (printed->head.token) {
		g_autofree char *secret =
			hash_hex(printed->head.token, strlen(printed->head.token));

		if (!db_run(desk_db(desk), error, "token_insert", "tiii", secret,
			    record_integer(printed->mailing, "ask"),
			    record_integer(printed->mailing, "id"), desk->now_us))
			return false;
	}
	return desk_event(desk, "dispatch.made",
			  json_pack("{s:I, s:s, s:O, s:O, s:s?, s:s, s:s, s:s, s:s?, s:[O]}",
				    "dispatch", (json_int_t)printed->head.dispatch, "epoch",
				    store_epoch(desk->store), "mailing",
				    json_object_get(printed->mailing, "id"), "purpose",
				    json_object_get(printed->mailing, "purpose"), "message_id",
				    printed->head.token ? NULL : printed->head.message_id,
				    "subject", printed->subject ? printed->subject : "", "place",
				    place, "sha256", hash, "rules", pool_rules_hash(desk->pool),
				    "recipients", json_object_get(printed->mailing, "recipient")),
			  0, NULL, error);
}

/* The name of a mark may be one itself (内部资料): the alarm that told it would not leave. */
static const char *
printing_detail(const Printed *printed)
{
	return gate_marked(printed->stopped)
		       ? "邮件中有密级标志的字样；标志的名称见 chengbao audit list"
		       : printed->stopped;
}

/* The operator hears it, and who waits for an answer. */
static bool
printing_stopped(Printed *printed, GError **error)
{
	Desk *desk = printed->all->desk;
	const json_t *mailing = printed->mailing;
	g_autofree char *what =
		g_strdup_printf("一封待发邮件被出口检查拦下，未发出（第%" PRId64 "号邮件）",
				record_integer(mailing, "id"));
	/* An alarm that cannot be printed must not raise another. */
	bool alarm = strcmp(record_string(mailing, "purpose"), "alarm") == 0;

	return printing_cancel(desk, mailing, printed->stopped, error) &&
	       (!gate_marked(printed->stopped) || withheld_tell(desk, mailing, error)) &&
	       (alarm || mail_alarm(desk, what, printing_detail(printed),
				    record_integer(mailing, "item"), 0, error));
}

static bool
printing_settle(Printed *printed, GError **error)
{
	Desk *desk = printed->all->desk;
	bool moot;

	if (printed->broken && printed->tries < PRINTING_TRIES) {
		printing_submit(printed, desk->pool);
		return true;
	}
	if (printed->broken)
		printed->stopped = g_steal_pointer(&printed->broken);
	if (printed->stopped)
		return printing_stopped(printed, error);
	if (!printing_moot(desk, printed->mailing, &moot, error))
		return false;
	if (moot)
		return printing_cancel(desk, printed->mailing, "settled", error);
	return printing_dispatch(printed, error);
}

bool
printing_finish(DeskPrinting *printing, GError **error)
{
	guint i = 0;

	while (i < printing->under_way->len) {
		Printed *printed = printing->under_way->pdata[i];

		if (!printed->back) {
			i++;
			continue;
		}
		if (!printing_settle(printed, error))
			return false;
		if (printed->back)
			g_ptr_array_remove_index(printing->under_way, i);
		else
			i++; /* once more */
	}
	return true;
}
