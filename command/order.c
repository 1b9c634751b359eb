/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * order — a changing command, given to the living desk or carried out here
 *
 * While a desk lives, it decides: the words go to its socket and its reply comes
 * back after the commit. Without one this process takes the store's lock and is
 * the desk for one transaction; what follows from it (mails) waits for `run`.
 */
#include "command/subcommands.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/jail/channel.h"
#include "pipeline/desk/clients.h"
#include "pipeline/desk/orders.h"

#include <stdio.h>
#include <unistd.h>

static int
order_by_socket(int fd, const CommandLine *line, int input, GError **error)
{
	g_autoptr(json_t) record = json_pack("{s:s, s:[]}", "type", "command", "args");
	g_autoptr(json_t) reply = NULL;
	int fds[2] = { -1, -1 };
	const char *said;

	for (int i = 0; i < line->argc; i++) {
		json_t *word = json_string(line->argv[i]);

		if (!word) {
			errors_set(error, ERRORS_USAGE, _("the words are not UTF-8"));
			return -1;
		}
		json_array_append_new(json_object_get(record, "args"), word);
	}
	if (!channel_send(fd, record, input, -1, error) ||
	    !channel_receive(fd, clients_from_desk, &reply, fds, error))
		return -1;
	if (!reply) {
		errors_set(error, ERRORS_AGAIN, _("the desk ended before it answered: try again"));
		return -1;
	}
	if (record_string(reply, "out"))
		fputs(record_string(reply, "out"), stdout);
	said = record_string(reply, "err");
	if (said)
		fprintf(stderr, "chengbao: %s: %s\n", line->argv[0], said);
	return (int)record_integer(reply, "exit");
}

static int
order_alone(Desk *desk, const CommandLine *line, int input, GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);
	OrdersCall call = { .argc = line->argc, .argv = line->argv, .input = input, .out = out };
	int code;

	code = orders_run(desk, &call, error);
	if (code < 0 || !desk_flush(desk, error))
		return -1;
	if (call.waits &&
	    (!orders_read(desk, &call, error) || !orders_settle(desk, &call, &code, error)))
		return -1;
	g_assert(code >= 0); /* a letter that was read has taken effect */
	fputs(out->str, stdout);
	return code;
}

int
command_order_with(const CommandLine *line, int input, GError **error)
{
	g_autoptr(Office) office = command_office(line, error);
	g_autoptr(Desk) desk = NULL;
	autofd fd = -1;

	if (!office || !clients_reach(office, desk_new, &fd, &desk, error))
		return -1;
	return fd >= 0 ? order_by_socket(fd, line, input, error)
		       : order_alone(desk, line, input, error);
}

int
command_order(const CommandLine *line, GError **error)
{
	return command_order_with(line, -1, error);
}
