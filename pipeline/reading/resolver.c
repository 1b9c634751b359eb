/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * resolver — the process that looks keys up in the DNS
 *
 * One name after the other: who signs letters to one office are few. It reads no letter
 * and no file but the system's own behind the fence, and asks for no name but a key's.
 */
#include "pipeline/reading/resolver.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/jail/channel.h"
#include "base/log.h"
#include "base/wire/txt.h"
#include "mail/dkim_name.h"
#include "pipeline/confine.h"
#include "pipeline/reading/resolver_records.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>

static json_t *
resolver_receive(int channel)
{
	g_autoptr(GError) why = NULL;
	json_t *record = NULL;
	int fds[2] = { -1, -1 };

	if (!channel_receive(channel, resolver_records_from_desk, &record, fds, &why))
		log_line(LOG_ERROR, _("the desk's record: %s"), why->message);
	files_close(&fds[0]);
	files_close(&fds[1]);
	return record;
}

static json_t *
resolver_key(const char *name, const TxtAnswer *answer)
{
	static const char *const states[] = { "found", "none", "again" };
	json_t *key = json_pack("{s:s, s:s, s:s}", "type", "key", "name", name, "state",
				states[answer->state]);

	record_set_string(key, "text", answer->text);
	record_set_integer(key, "ttl_s", answer->ttl_s);
	record_set_string(key, "why", answer->why);
	return key;
}

static int
resolver_loop(int channel, const struct sockaddr_in *server)
{
	for (;;) {
		g_autoptr(json_t) record = resolver_receive(channel);
		g_autoptr(json_t) key = NULL;
		g_auto(TxtAnswer) answer = { 0 };
		const char *name = record ? record_string(record, "name") : NULL;

		if (!record)
			return 0;
		if (strcmp(record_string(record, "type"), "look") != 0 || !name ||
		    !dkim_name_valid(name))
			return 64;
		txt_look(name, server, &answer);
		key = resolver_key(name, &answer);
		if (!channel_send(channel, key, -1, -1, NULL))
			return 0;
	}
}

int
resolver_main(int channel)
{
	static const char *const nothing[] = { NULL };
	g_autoptr(json_t) start = NULL;
	g_autoptr(GError) why = NULL;
	struct sockaddr_in server;
	const char *address;
	int flags = fcntl(channel, F_GETFL);

	if (flags >= 0)
		fcntl(channel, F_SETFL, flags & ~O_NONBLOCK);
	signal(SIGPIPE, SIG_IGN);
	start = resolver_receive(channel);
	address = start ? record_string(start, "server") : NULL;
	if (!start || strcmp(record_string(start, "type"), "start") != 0 ||
	    !record_string(start, "directory") || (address && !txt_server_read(address, &server))) {
		log_line(LOG_ERROR, "%s", _("a resolver is started by the desk"));
		return 64;
	}
	if (!confine(start, NULL, nothing, &why)) {
		log_line(LOG_ERROR, "%s", why->message);
		return 75;
	}
	return resolver_loop(channel, address ? &server : NULL);
}
