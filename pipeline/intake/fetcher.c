/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetcher — the process that brings letters from one source
 */
#include "pipeline/intake/fetcher.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/wire/session.h"
#include "pipeline/confine.h"
#include "pipeline/intake/fetch_source.h"

#include <signal.h>
#include <string.h>

static int
fetcher_run(FetchSource *source)
{
	g_autoptr(GError) why = NULL;

	if (g_str_has_prefix(source->url, "maildir:"))
		return fetch_maildir_run(source);
	if (g_str_has_prefix(source->url, "mbox:"))
		return fetch_mbox_run(source);
	if (g_str_has_prefix(source->url, "imap") && session_url_is(source->url))
		return fetch_imap_run(source);
	if (g_str_has_prefix(source->url, "pop3") && session_url_is(source->url))
		return fetch_pop3_run(source);
	errors_set(&why, ERRORS_USAGE, _("not a source: %s"), source->url);
	fetch_source_ill(source, why);
	return 64;
}

/* Before a byte comes from outside. */
static bool
fetcher_confine(const FetchSource *source, GError **error)
{
	bool maildir = g_str_has_prefix(source->url, "maildir:");
	const char *mbox =
		g_str_has_prefix(source->url, "mbox:") ? source->url + strlen("mbox:") : NULL;
	const char *maildirs[] = { NULL, NULL, NULL };

	if (maildir) {
		maildirs[0] = source->url + strlen("maildir:");
		maildirs[1] = source->after == FETCH_MOVE ? source->move_to : NULL;
	}
	return confine(source->start, mbox, maildirs, error);
}

int
fetcher_main(int channel)
{
	g_autoptr(FetchDesk) desk = fetch_desk_new(channel);
	g_autoptr(FetchParked) parked = fetch_parked_new();
	g_autoptr(json_t) start = NULL;
	g_autoptr(GError) why = NULL;
	FetchSource source;

	/* A lost peer is an error of the call; SIGIO would end us when a letter's
	 * file is opened for writing while we look at it. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGIO, SIG_IGN);
	start = fetch_desk_start(desk, &why);
	if (!start || !fetch_source_read(start, &source, &why)) {
		log_line(LOG_ERROR, "%s", why->message);
		return 64;
	}
	source.desk = desk;
	source.parked = parked;
	if (!fetcher_confine(&source, &why)) {
		log_line(LOG_ERROR, "%s", why->message);
		return 75;
	}
	return fetcher_run(&source);
}
