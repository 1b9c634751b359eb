/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ingest — letters from files, folders and standard input
 *
 * Reads office.conf alone. With a living desk it is a fetcher on the desk's
 * socket and shares its group; without one it takes the store's lock for one
 * group. Exit 0 means durable. On standard input every failure but usage is 75,
 * so that it serves as a delivery command (sysexits EX_TEMPFAIL).
 */
#include "command/subcommands.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/jail/channel.h"
#include "base/wire/maildir.h"
#include "base/wire/mbox.h"
#include "pipeline/desk/clients.h"
#include "pipeline/desk/desk.h"
#include "pipeline/intake/take.h"

#include <inttypes.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define INGEST_LETTER_BYTES ((uint64_t)256 << 20)
#define INGEST_GROUP 64 /* letters under way at once */

typedef struct {
	int fd;		    /* the desk's socket, or -1 */
	Desk *desk;	    /* when this process is the desk */
	GPtrArray *results; /* TakeResult of the group, alone */
	size_t n_open;
	int64_t last_us; /* when the letter before this one came */
} Ingest;

static void
ingest_print(int64_t letter, const char *sha256, const char *place, bool again)
{
	g_autoptr(json_t) line = json_pack("{s:I, s:s, s:s, s:b}", "letter", (json_int_t)letter,
					   "sha256", sha256, "place", place, "again", again);

	command_print_json(line);
}

/* ---- by the desk's socket ---- */

static bool
ingest_hear(Ingest *ingest, json_t **ret_record, int *ret_fd, GError **error)
{
	int fds[2] = { -1, -1 };

	if (!channel_receive(ingest->fd, clients_from_desk, ret_record, fds, error))
		return false;
	if (!*ret_record)
		return errors_set(error, ERRORS_AGAIN,
				  _("the desk ended before the letter was safe: try again"));
	files_close(&fds[1]);
	*ret_fd = fds[0];
	if (strcmp(record_string(*ret_record, "type"), "reply") == 0)
		return errors_set(error, ERRORS_AGAIN, "%s",
				  record_string(*ret_record, "err")
					  ? record_string(*ret_record, "err")
					  : _("the desk gave no answer that is known"));
	return true;
}

static bool
ingest_done(Ingest *ingest, GError **error)
{
	g_autoptr(json_t) record = NULL;
	autofd fd = -1;

	if (!ingest_hear(ingest, &record, &fd, error))
		return false;
	if (strcmp(record_string(record, "type"), "done") != 0)
		return errors_set(error, ERRORS_AGAIN, _("the desk gave no answer that is known"));
	ingest->n_open--;
	ingest_print(record_integer(record, "letter"), record_string(record, "sha256"),
		     record_string(record, "place"), record_bool(record, "again"));
	return true;
}

/* The answer to `open` may come behind answers to earlier letters. */
static bool
ingest_open(Ingest *ingest, int64_t *ret_ticket, int *ret_fd, GError **error)
{
	g_autoptr(json_t) ask = json_pack("{s:s}", "type", "open");

	while (ingest->n_open >= INGEST_GROUP / 2)
		if (!ingest_done(ingest, error))
			return false;
	if (!channel_send(ingest->fd, ask, -1, -1, error))
		return false;
	for (;;) {
		g_autoptr(json_t) record = NULL;
		autofd fd = -1;

		if (!ingest_hear(ingest, &record, &fd, error))
			return false;
		if (strcmp(record_string(record, "type"), "file") == 0) {
			*ret_ticket = record_integer(record, "ticket");
			*ret_fd = files_steal(&fd);
			return true;
		}
		ingest->n_open--;
		ingest_print(record_integer(record, "letter"), record_string(record, "sha256"),
			     record_string(record, "place"), record_bool(record, "again"));
	}
}

/* ---- where a letter's bytes come from ---- */

typedef struct {
	int fd;	    /* read to its end */
	Mbox *mbox; /* or one letter of an mbox */
	const MboxLetter *letter;
	const char *name;
	const char *arrived; /* the name and the time */
} IngestSource;

static bool
ingest_stream(int from, int to, uint64_t *ret_n, GError **error)
{
	char buffer[65536];
	uint64_t done = 0;
	ssize_t n;

	while ((n = read(from, buffer, sizeof buffer)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errors_errno(error, ERRORS_AGAIN, errno,
					    _("cannot read the letter"));
		done += (uint64_t)n;
		if (done > INGEST_LETTER_BYTES)
			return errors_set(error, ERRORS_MAIL,
					  _("the letter is longer than 256 MiB"));
		if (!files_write(to, buffer, (size_t)n, error))
			return false;
	}
	*ret_n = done;
	return true;
}

static bool
ingest_fill(const IngestSource *source, int to, uint64_t *ret_n, GError **error)
{
	bool ok = source->mbox ? mbox_copy(source->mbox, source->letter, to, INGEST_LETTER_BYTES,
					   ret_n, error)
			       : ingest_stream(source->fd, to, ret_n, error);

	if (ok && *ret_n == 0)
		return errors_set(error, ERRORS_MAIL,
				  _("%s: there is no letter, nothing was taken"), source->name);
	return ok;
}

static bool
ingest_by_desk(Ingest *ingest, const IngestSource *source, GError **error)
{
	g_autoptr(json_t) taken = NULL;
	autofd file = -1;
	int64_t ticket;
	uint64_t n;

	if (!ingest_open(ingest, &ticket, &file, error) || !ingest_fill(source, file, &n, error))
		return false;
	taken = json_pack("{s:s, s:I, s:s, s:I}", "type", "taken", "ticket", (json_int_t)ticket,
			  "key", source->arrived, "bytes", (json_int_t)n);
	ingest->n_open++;
	return channel_send(ingest->fd, taken, -1, -1, error);
}

static void
ingest_result_free(void *data)
{
	TakeResult *result = data;

	g_free(result->place);
	g_free(result);
}

static bool
ingest_flush(Ingest *ingest, GError **error)
{
	while (ingest->fd >= 0 && ingest->n_open > 0)
		if (!ingest_done(ingest, error))
			return false;
	if (ingest->fd >= 0)
		return true;
	if (!desk_flush(ingest->desk, error))
		return false;
	for (guint i = 0; i < ingest->results->len; i++) {
		TakeResult *result = ingest->results->pdata[i];

		ingest_print(result->letter, result->sha256, result->place, result->again);
	}
	g_ptr_array_set_size(ingest->results, 0);
	return true;
}

static bool
ingest_alone(Ingest *ingest, const IngestSource *source, GError **error)
{
	StoreFile file = { .fd = -1 };
	TakeResult *result;
	uint64_t n;

	if (!store_new_file(ingest->desk->store, &file, error))
		return false;
	if (!ingest_fill(source, file.fd, &n, error)) {
		store_drop_file(&file);
		return false;
	}
	result = g_new0(TakeResult, 1);
	g_ptr_array_add(ingest->results, result);
	if (!take_direct(ingest->desk->intake, &file, "ingest", source->arrived, result, error))
		return false;
	return ingest->results->len < INGEST_GROUP || ingest_flush(ingest, error);
}

/* The same bytes may come twice under one name (-): each time is an arrival of its own. */
static bool
ingest_letter(Ingest *ingest, const IngestSource *source, GError **error)
{
	g_autofree char *arrived = NULL;
	IngestSource one = *source;

	ingest->last_us = MAX(clock_now_us(), ingest->last_us + 1);
	arrived = g_strdup_printf("%s %" PRId64, source->name, ingest->last_us);
	one.arrived = arrived;
	return ingest->fd >= 0 ? ingest_by_desk(ingest, &one, error)
			       : ingest_alone(ingest, &one, error);
}

/* ---- files, mboxes, Maildirs ---- */

static bool
ingest_mbox(Ingest *ingest, int fd, const char *path, GError **error)
{
	g_autoptr(Mbox) mbox = mbox_open(fd, MBOX_RD, error);
	MboxLetter letter;
	bool found = mbox != NULL;

	while (found) {
		g_autofree char *name = NULL;
		IngestSource source = { .mbox = mbox, .letter = &letter };

		if (!mbox_next(mbox, &letter, &found, error))
			return false;
		if (!found)
			return true;
		name = g_strdup_printf("%s:%" PRIu64, path, (guint64)letter.from);
		source.name = name;
		if (!ingest_letter(ingest, &source, error))
			return false;
	}
	return mbox != NULL;
}

static bool
ingest_maildir(Ingest *ingest, const char *path, GError **error)
{
	g_autoptr(GPtrArray) entries = NULL;

	if (!maildir_is(path))
		return errors_set(error, ERRORS_USAGE, _("%s: not a Maildir (no new/ and cur/)"),
				  path);
	if (!maildir_list(path, true, MAILDIR_LIST_MAX, &entries, error))
		return false;
	for (guint i = 0; i < entries->len; i++) {
		const MaildirEntry *entry = entries->pdata[i];
		autofd fd = maildir_open(path, entry->place, entry->name, error);
		IngestSource source = { .fd = fd, .name = entry->name };

		if (fd < 0 || !ingest_letter(ingest, &source, error))
			return false;
	}
	return true;
}

static bool
ingest_path(Ingest *ingest, const char *path, GError **error)
{
	g_autofree char *name = g_path_get_basename(path);
	IngestSource source = { .fd = STDIN_FILENO, .name = "-" };
	struct stat facts;
	autofd fd = -1;

	if (strcmp(path, "-") == 0)
		return ingest_letter(ingest, &source, error);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &facts) < 0)
		return errors_errno(error, ERRORS_REFUSED, errno, "%s", path);
	if (S_ISDIR(facts.st_mode))
		return ingest_maildir(ingest, path, error);
	if (mbox_is(fd))
		return ingest_mbox(ingest, fd, path, error);
	source.fd = fd;
	source.name = name;
	return ingest_letter(ingest, &source, error);
}

static bool
ingest_all(const CommandLine *line, char **paths, GError **error)
{
	Ingest ingest = { .fd = -1 };
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Office) office = NULL;
	g_autoptr(Desk) desk = NULL;
	g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func(ingest_result_free);
	g_autoptr(json_t) hello = json_pack("{s:s}", "type", "ingest");
	autofd fd = -1;
	bool ok = true;

	office = line->office ? office_load_minimal(line->office, problems) : NULL;
	if (!office)
		return errors_set(error, ERRORS_CONFIG, "%s",
				  problems->len ? (char *)problems->pdata[0]
						: _("no office directory was found: use -C DIR"));
	if (!clients_reach(office, desk_new_minimal, &fd, &desk, error))
		return false;
	ingest.fd = fd;
	ingest.desk = desk;
	ingest.results = results;
	ok = fd < 0 || channel_send(fd, hello, -1, -1, error);
	for (char **path = paths; ok && *path; path++)
		ok = ingest_path(&ingest, *path, error);
	/* What was whole before a bad file is taken all the same. */
	return ingest_flush(&ingest, ok ? error : NULL) && ok;
}

int
ingest_command(const CommandLine *line, GError **error)
{
	static char *standard_input[] = { (char *)"-", NULL };
	const GOptionEntry options[] = { { 0 } };
	g_auto(GStrv) args = NULL;
	char **paths;
	bool help, stream = false;

	if (!command_options(line, options, &args, &help, error))
		return -1;
	if (help)
		return 0;
	paths = args && args[0] ? args : standard_input;
	for (char **path = paths; *path; path++)
		stream = stream || strcmp(*path, "-") == 0;
	if (ingest_all(line, paths, error)) {
		/* Exit 0 means durable, and it is; a delivery agent that closed our output
		 * must not bring the same letter again for ever. */
		if (stream && fflush(stdout) != 0)
			clearerr(stdout);
		return 0;
	}
	/* A delivery agent keeps the letter and comes again on 75 alone. */
	if (stream)
		(*error)->code = ERRORS_AGAIN;
	return -1;
}
