/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reading — letters between their arrival and their effect
 */
#include "pipeline/desk/reading.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/log.h"
#include "pipeline/desk/desk.h"
#include "pipeline/desk/indexing.h"
#include "pipeline/desk/judge.h"
#include "pipeline/desk/proving.h"
#include "pipeline/reading/complete.h"
#include "pipeline/reading/parts.h"
#include "pipeline/reading/verdict.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#define READING_UNDER_WAY 32
#define READING_WAITING 1000 /* letters whose key the DNS does not give; more go on unproven */
#define READING_SECOND INT64_C(1000000)
#define READING_RETRY_S 10 /* doubled with each try */
#define READING_RETRY_MOST_S 300
#define READING_PATIENCE_S (60 * 60) /* since its arrival; then it goes on unproven */
#define READING_PATIENCE_TRIES 3     /* and so often, where a service runs */
#define READING_DOCUMENTS 50	     /* documents of one letter that are opened */

typedef struct {
	DeskReading *all;
	int64_t letter, received_us;
	char *place;
	int fd;		  /* the letter's bytes */
	int64_t retry_us; /* waits for the DNS until then; 0: does not wait */
	unsigned n_tries;
	json_t *reading; /* NULL until read */
	json_t *texts;	 /* the documents, in order, as complete_extracted notes them */
	size_t n_open;	 /* documents still being read */
	char *failed;	 /* why it cannot be read */
	bool ready;
} ReadingLetter;

typedef struct {
	ReadingLetter *letter;
	size_t n; /* of the attachment */
} ReadingDocument;

struct DeskReading {
	Desk *desk;
	GPtrArray *letters; /* ReadingLetter, in order of id */
	int64_t last;
};

static void
reading_letter_free(void *data)
{
	ReadingLetter *letter = data;

	files_close(&letter->fd);
	g_free(letter->place);
	json_decref(letter->reading);
	json_decref(letter->texts);
	g_free(letter->failed);
	g_free(letter);
}

DeskReading *
reading_new(struct Desk *desk)
{
	DeskReading *reading = g_new0(DeskReading, 1);

	reading->desk = desk;
	reading->letters = g_ptr_array_new_with_free_func(reading_letter_free);
	return reading;
}

void
reading_free(DeskReading *reading)
{
	if (!reading)
		return;
	g_ptr_array_unref(reading->letters);
	g_free(reading);
}

size_t
reading_waiting(const DeskReading *reading)
{
	size_t n = 0;

	for (guint i = 0; i < reading->letters->len; i++)
		n += ((const ReadingLetter *)reading->letters->pdata[i])->retry_us != 0;
	return n;
}

size_t
reading_pending(const DeskReading *reading)
{
	return reading->letters->len - reading_waiting(reading);
}

int64_t
reading_next(const DeskReading *reading)
{
	int64_t next = INT64_MAX;

	for (guint i = 0; i < reading->letters->len && !reading->desk->once; i++) {
		const ReadingLetter *letter = reading->letters->pdata[i];

		if (letter->retry_us)
			next = MIN(next, letter->retry_us);
	}
	return next;
}

/* ---- documents ---- */

static void
reading_matched(void *closure, json_t *result, int fd, const GError *error)
{
	ReadingLetter *letter = closure;

	(void)fd;
	letter->ready = true;
	if (!result) {
		letter->failed = g_strdup(error->message);
		return;
	}
	verdict_apply(letter->reading, result);
}

/* The rules once more, now over what the documents say too. */
static void
reading_match(ReadingLetter *letter)
{
	g_autoptr(GError) error = NULL;
	Pool *pool = desk_pool(letter->all->desk, &error);
	g_autoptr(json_t) read = complete_job(letter->all->desk->office, letter->received_us);

	pool_submit(pool, POOL_READER, parts_job(read, letter->reading, letter->texts), -1, -1,
		    reading_matched, letter);
}

static void
reading_document_done(ReadingDocument *document)
{
	ReadingLetter *letter = document->letter;

	g_free(document);
	if (--letter->n_open == 0)
		reading_match(letter);
}

static json_t *
reading_attachment(const ReadingDocument *document)
{
	return json_array_get(json_object_get(document->letter->reading, "attachments"),
			      document->n);
}

static void
reading_extracted(void *closure, json_t *result, int fd, const GError *error)
{
	ReadingDocument *document = closure;

	(void)fd;
	complete_extracted(reading_attachment(document),
			   json_array_get(document->letter->texts, document->n), result,
			   error ? error->message : NULL);
	reading_document_done(document);
}

static void
reading_part_taken(void *closure, json_t *result, int fd, const GError *error)
{
	ReadingDocument *document = closure;
	json_t *job;
	Pool *pool = desk_pool(document->letter->all->desk, NULL);

	if (!result || fd < 0) {
		reading_extracted(closure, NULL, -1, error);
		return;
	}
	job = complete_extract_job(reading_attachment(document));
	pool_submit(pool, POOL_EXTRACTOR, job, fd, -1, reading_extracted, document);
}

/* Starts on the documents; false when there are none to open. */
static bool
reading_open_documents(ReadingLetter *letter)
{
	const json_t *attachments = record_member(letter->reading, "attachments");
	Pool *pool = desk_pool(letter->all->desk, NULL);
	size_t n = json_array_size(attachments), i;

	letter->texts = json_array();
	for (i = 0; i < n; i++)
		json_array_append_new(
			letter->texts,
			json_pack("{s:O, s:n}", "name",
				  json_object_get(json_array_get(attachments, i), "name"),
				  "content"));
	if (n == 0 || record_string(letter->reading, "automatic"))
		return false;
	letter->n_open = MIN(n, READING_DOCUMENTS);
	for (i = 0; i < n; i++) {
		json_t *attachment = json_array_get(attachments, i);
		ReadingDocument *document;
		json_t *job;

		if (i >= READING_DOCUMENTS) {
			record_set_string(attachment, "text", "limit");
			record_set_string(attachment, "why", "too many attachments");
			continue;
		}
		document = g_new0(ReadingDocument, 1);
		document->letter = letter;
		document->n = i;
		job = json_pack("{s:s, s:O}", "job", "part", "part",
				json_object_get(attachment, "part"));
		pool_submit(pool, POOL_READER, job, letter->fd, -1, reading_part_taken, document);
	}
	return true;
}

/* ---- the letter itself ---- */

/* Only who it is from and what it answers is kept: those behind it wait for it. */
static json_t *
reading_trimmed(const json_t *reading)
{
	static const char *const names[] = { "from", "tokens", "locators" };
	json_t *trimmed = json_object();

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		json_object_set(trimmed, names[i], json_object_get(reading, names[i]));
	return trimmed;
}

/* The DNS gives no key for the moment: the letter is read again later, unless that has
 * lasted too long already. It is neither proven nor refused by that. */
static bool
reading_put_off(ReadingLetter *letter)
{
	const Desk *desk = letter->all->desk;
	int64_t wait_s = MIN(READING_RETRY_S << MIN(letter->n_tries, 10), READING_RETRY_MOST_S);
	json_t *trimmed;

	letter->n_tries++;
	if (!proving_may_wait(desk, letter->reading, letter->received_us) ||
	    reading_waiting(letter->all) >= READING_WAITING)
		return false;
	if (desk->now_us - letter->received_us > READING_PATIENCE_S * READING_SECOND &&
	    (desk->once || letter->n_tries >= READING_PATIENCE_TRIES))
		return false;
	log_line(LOG_INFO, "letter %" PRId64 " waits: %s", letter->letter,
		 record_string(letter->reading, "evidence_why"));
	trimmed = reading_trimmed(letter->reading);
	json_decref(letter->reading);
	letter->reading = trimmed;
	letter->retry_us = desk->now_us + wait_s * READING_SECOND;
	files_close(&letter->fd);
	return true;
}

static void
reading_proven(void *closure, bool again)
{
	ReadingLetter *letter = closure;

	if (!again || !reading_put_off(letter))
		letter->ready = !reading_open_documents(letter);
}

static void
reading_read(void *closure, json_t *result, int fd, const GError *error)
{
	ReadingLetter *letter = closure;
	Desk *desk = letter->all->desk;

	(void)fd;
	if (!result) {
		letter->failed = g_strdup(error->message);
		letter->ready = true;
		return;
	}
	/* The pool's result is only lent. What is kept here is latched: identity and
	 * commands are not touched again once the sender's proof was looked at. */
	json_decref(letter->reading);
	letter->reading = json_deep_copy(result);
	if (proving_wanted(desk, letter->reading, letter->received_us))
		proving_begin(desk->proving, letter->reading, letter->fd, letter->received_us,
			      reading_proven, letter);
	else
		reading_proven(letter, false);
}

/* Opens the letter and hands it to a reader. */
static bool
reading_hand(ReadingLetter *letter, GError **error)
{
	Desk *desk = letter->all->desk;
	Pool *pool = desk_pool(desk, error);
	g_autoptr(GError) lost = NULL;

	if (!pool)
		return false;
	letter->retry_us = 0;
	letter->fd = store_open_place(desk->store, letter->place, &lost);
	/* What lacks is not the letter but the means to open it. */
	if (letter->fd < 0 && g_error_matches(lost, ERRORS, ERRORS_AGAIN)) {
		g_propagate_error(error, g_steal_pointer(&lost));
		return false;
	}
	if (letter->fd < 0) {
		letter->failed = g_strdup(lost->message);
		letter->ready = true;
		return true;
	}
	pool_submit(pool, POOL_READER, complete_job(desk->office, letter->received_us), letter->fd,
		    -1, reading_read, letter);
	return true;
}

static bool
reading_start(DeskReading *all, const json_t *row, GError **error)
{
	ReadingLetter *letter = g_new0(ReadingLetter, 1);

	letter->all = all;
	letter->letter = record_integer(row, "id");
	letter->received_us = record_integer(row, "received_us");
	letter->place = g_strdup(record_string(row, "place"));
	letter->fd = -1;
	g_ptr_array_add(all->letters, letter);
	return reading_hand(letter, error);
}

/* Those that waited long enough. `run --once` waits for nothing. */
static bool
reading_resume(DeskReading *reading, GError **error)
{
	for (guint i = 0; i < reading->letters->len && !reading->desk->once; i++) {
		ReadingLetter *letter = reading->letters->pdata[i];

		if (letter->retry_us && letter->retry_us <= reading->desk->now_us &&
		    reading_pending(reading) < READING_UNDER_WAY && !reading_hand(letter, error))
			return false;
	}
	return true;
}

void
reading_from(DeskReading *reading, int64_t letter)
{
	reading->last = letter;
}

static bool
reading_under_way(const DeskReading *reading, int64_t id)
{
	for (guint i = 0; i < reading->letters->len; i++)
		if (((const ReadingLetter *)reading->letters->pdata[i])->letter == id)
			return true;
	return false;
}

bool
reading_begin(DeskReading *reading, GError **error)
{
	g_autoptr(json_t) rows = NULL;
	size_t i;
	json_t *row;

	if (!reading_resume(reading, error))
		return false;
	if (reading_pending(reading) >= READING_UNDER_WAY)
		return true;
	/* After reading_from those that wait are among them. */
	rows = db_rows(
		desk_db(reading->desk), error, "letter_new", "ii", reading->last,
		(int64_t)(READING_UNDER_WAY - reading_pending(reading) + reading_waiting(reading)));
	if (!rows)
		return false;
	json_array_foreach (rows, i, row) {
		if (!reading_under_way(reading, record_integer(row, "id")) &&
		    !reading_start(reading, row, error))
			return false;
		reading->last = record_integer(row, "id");
	}
	return true;
}

static bool
reading_share(const json_t *a, const json_t *b, const char *name)
{
	size_t i, k;
	json_t *x, *y;

	json_array_foreach (json_object_get(a, name), i, x)
		json_array_foreach (json_object_get(b, name), k, y)
			if (json_equal(x, y))
				return true;
	return false;
}

/* Whether `earlier`, which has no effect yet, must go first. */
static bool
reading_waits_for(const ReadingLetter *later, const ReadingLetter *earlier)
{
	const json_t *a = earlier->reading, *b = later->reading;

	if (!a || !b)
		return !earlier->failed;
	return g_strcmp0(record_string(a, "from"), record_string(b, "from")) == 0 ||
	       reading_share(a, b, "tokens") || reading_share(a, b, "locators");
}

static bool
reading_may_act(const DeskReading *reading, guint n)
{
	const ReadingLetter *letter = reading->letters->pdata[n];

	if (!letter->ready)
		return false;
	for (guint i = 0; i < n; i++)
		if (reading_waits_for(letter, reading->letters->pdata[i]))
			return false;
	return true;
}

static bool
reading_act(DeskReading *reading, ReadingLetter *letter, GError **error)
{
	g_autoptr(GError) inner = NULL;
	Desk *desk = reading->desk;
	bool ok;

	if (!desk_step_begin(desk, error))
		return false;
	ok = letter->failed ? judge_unreadable(desk, letter->letter, letter->failed, &inner)
			    : judge_letter(desk, letter->letter, letter->received_us,
					   letter->reading, letter->texts, &inner) &&
				      indexing_judged(desk, letter->letter, letter->reading,
						      letter->texts, &inner);
	if (!desk_step_end(desk, ok, error))
		return false;
	if (ok)
		return true;
	if (inner->domain == ERRORS &&
	    (inner->code == ERRORS_STORE || inner->code == ERRORS_AGAIN)) {
		g_propagate_error(error, g_steal_pointer(&inner));
		return false;
	}
	/* What it asked for is not possible: set it aside, visibly. */
	return judge_unreadable(desk, letter->letter, inner->message, error);
}

bool
reading_finish(DeskReading *reading, GError **error)
{
	guint i = 0;

	while (i < reading->letters->len) {
		if (!reading_may_act(reading, i)) {
			i++;
			continue;
		}
		if (!reading_act(reading, reading->letters->pdata[i], error))
			return false;
		g_ptr_array_remove_index(reading->letters, i);
		i = 0;
	}
	return true;
}
