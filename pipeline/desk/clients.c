/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clients — commands and `ingest` that come to a living desk by its socket
 */
#include "pipeline/desk/clients.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/jail/channel.h"
#include "base/log.h"
#include "pipeline/desk/orders.h"
#include "pipeline/desk/service.h"
#include "pipeline/intake/take.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define CLIENTS_MOST 64
#define CLIENTS_ARGS 200
#define CLIENTS_RETRY_US 20000

const RecordField clients_from_client[] = {
	{ .name = "type", .type = RECORD_TEXT, .max = 20 },
	{ .name = "args", .type = RECORD_TEXTS, .optional = true, .max = CLIENTS_ARGS },
	{ .name = "ticket", .type = RECORD_INTEGER, .optional = true },
	{ .name = "key", .type = RECORD_TEXT, .optional = true, .max = RECORD_LINE_BYTES },
	{ .name = "bytes", .type = RECORD_INTEGER, .optional = true },
	{ .name = "received_us", .type = RECORD_INTEGER, .optional = true },
	{ .name = "envelope_from", .type = RECORD_TEXT, .optional = true, .max = 1024 },
	{ .name = NULL },
};

const RecordField clients_from_desk[] = {
	{ .name = "type", .type = RECORD_TEXT, .max = 20 },
	{ .name = "exit", .type = RECORD_INTEGER, .optional = true, .max = 255 },
	{ .name = "out", .type = RECORD_TEXT, .optional = true, .max = 1 << 20 },
	{ .name = "err", .type = RECORD_TEXT, .optional = true, .max = 1 << 20 },
	{ .name = "ticket", .type = RECORD_INTEGER, .optional = true },
	{ .name = "letter", .type = RECORD_INTEGER, .optional = true },
	{ .name = "again", .type = RECORD_BOOL, .optional = true },
	{ .name = "sha256", .type = RECORD_TEXT, .optional = true, .max = 64 },
	{ .name = "place", .type = RECORD_TEXT, .optional = true, .max = 256 },
	{ .name = NULL },
};

typedef struct {
	DeskClients *all;
	int fd;
	TakePeer *peer; /* of ingest */
	json_t *reply;	/* waits for the commit */
	int64_t waits;	/* for this letter to be read, before there is a reply */
} Client;

struct DeskClients {
	Desk *desk;
	int listening;
	char *path;
	GPtrArray *list; /* Client */
};

static void
clients_client_free(void *data)
{
	Client *client = data;

	take_peer_free(client->peer);
	files_close(&client->fd);
	json_decref(client->reply);
	g_free(client);
}

static bool
clients_address(const char *path, struct sockaddr_un *ret_address)
{
	memset(ret_address, 0, sizeof *ret_address);
	ret_address->sun_family = AF_UNIX;
	return g_strlcpy(ret_address->sun_path, path, sizeof ret_address->sun_path) <
	       sizeof ret_address->sun_path;
}

DeskClients *
clients_new(Desk *desk, GError **error)
{
	g_autoptr(DeskClients) clients = g_new0(DeskClients, 1);
	struct sockaddr_un address;
	mode_t mask;
	int bound;

	clients->desk = desk;
	clients->list = g_ptr_array_new_with_free_func(clients_client_free);
	clients->path = service_socket_path(desk->office);
	clients->listening = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (clients->listening < 0 || !clients_address(clients->path, &address)) {
		errors_set(error, ERRORS_CONFIG,
			   _("office.conf:1:1: the path of spool is too long "
			     "for a socket: %s"),
			   clients->path);
		return NULL;
	}
	/* We hold the store's lock: a socket that is there belongs to a dead desk. */
	unlink(clients->path);
	mask = umask(0177);
	bound = bind(clients->listening, (struct sockaddr *)&address, sizeof address);
	umask(mask);
	if (bound < 0 || listen(clients->listening, 32) < 0) {
		errors_errno(error, ERRORS_STORE, errno, "%s", clients->path);
		return NULL;
	}
	return g_steal_pointer(&clients);
}

void
clients_free(DeskClients *clients)
{
	if (!clients)
		return;
	g_ptr_array_unref(clients->list);
	if (clients->listening >= 0)
		unlink(clients->path);
	files_close(&clients->listening);
	g_free(clients->path);
	g_free(clients);
}

void
clients_poll(const DeskClients *clients, GArray *polled)
{
	struct pollfd one = { .fd = clients->listening, .events = POLLIN };

	/* With a full house the next ones wait at the door. */
	if (clients->list->len < CLIENTS_MOST)
		g_array_append_val(polled, one);
	for (guint i = 0; i < clients->list->len; i++) {
		one.fd = ((const Client *)clients->list->pdata[i])->fd;
		g_array_append_val(polled, one);
	}
}

static void
clients_accept(DeskClients *clients)
{
	/* The desk waits for nobody: a client that does not read is dropped. */
	autofd fd = accept4(clients->listening, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	struct ucred who;
	socklen_t size = sizeof who;
	Client *client;

	if (fd < 0 || getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) < 0 ||
	    (who.uid != 0 && who.uid != geteuid()))
		return;
	client = g_new0(Client, 1);
	client->all = clients;
	client->fd = files_steal(&fd);
	g_ptr_array_add(clients->list, client);
}

/* After the commit: the reply, and the end of the conversation. */
static void
clients_answer(void *closure)
{
	Client *client = closure;

	if (!g_ptr_array_find(client->all->list, client, NULL))
		return;
	channel_send(client->fd, client->reply, -1, -1, NULL);
	g_ptr_array_remove(client->all->list, client);
}

/* The reply of a command, for after the commit. */
static void
clients_reply(Client *client, int code, const char *out, const char *err)
{
	client->reply = json_pack("{s:s, s:i, s:s, s:s?}", "type", "reply", "exit", code, "out",
				  out, "err", err);
	desk_after_commit(client->all->desk, clients_answer, client);
}

static bool
clients_command(Client *client, const json_t *record, int input, GError **error)
{
	Desk *desk = client->all->desk;
	g_autoptr(GPtrArray) args = g_ptr_array_new();
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) said = NULL;
	OrdersCall call = { .input = input, .out = out };
	int code;
	size_t i;
	json_t *arg;

	json_array_foreach (json_object_get(record, "args"), i, arg)
		g_ptr_array_add(args, (char *)json_string_value(arg));
	g_ptr_array_add(args, NULL);
	call.argc = (int)args->len - 1;
	call.argv = (char **)args->pdata;
	code = orders_run(desk, &call, &said);
	if (code < 0 && said->code == ERRORS_STORE) {
		g_propagate_error(error, g_steal_pointer(&said));
		return false;
	}
	client->waits = code < 0 ? 0 : call.waits;
	if (client->waits == 0)
		clients_reply(client, code < 0 ? errors_exit_code(said) : code, out->str,
			      said ? said->message : NULL);
	return true;
}

bool
clients_settle(DeskClients *clients, GError **error)
{
	for (guint i = 0; i < clients->list->len; i++) {
		Client *client = clients->list->pdata[i];
		g_autoptr(GString) out = g_string_new(NULL);
		OrdersCall call = { .input = -1, .out = out, .waits = client->waits };
		int code;

		if (!client->waits)
			continue;
		if (!orders_settle(clients->desk, &call, &code, error))
			return false;
		if (code < 0)
			continue;
		client->waits = 0;
		clients_reply(client, code, out->str, NULL);
	}
	return true;
}

/* A client that will not be served hears why, then the end. */
static void
clients_refuse(Client *client, const GError *why)
{
	g_autoptr(json_t) reply = json_pack("{s:s, s:i, s:s}", "type", "reply", "exit",
					    errors_exit_code(why), "err", why->message);

	log_line(LOG_ERROR, "desk.sock: %s", why->message);
	channel_send(client->fd, reply, -1, -1, NULL);
}

static bool
clients_hear_one(Client *client, GError **error)
{
	g_autoptr(json_t) record = NULL;
	g_autoptr(GError) wrong = NULL;
	int fds[2] = { -1, -1 };
	const char *type;
	bool ok = true;

	if (channel_receive(client->fd, clients_from_client, &record, fds, &wrong) && record) {
		autofd input = files_steal(&fds[0]);

		files_close(&fds[1]);
		type = record_string(record, "type");
		if (strcmp(type, "command") == 0 && !client->reply && !client->waits &&
		    !client->peer)
			return clients_command(client, record, input, error);
		if (strcmp(type, "ingest") == 0 && !client->peer) {
			client->peer =
				take_peer_new(client->all->desk->intake, client->fd, "ingest");
			return true;
		}
		ok = client->peer && take_record(client->peer, record, &wrong);
		if (ok)
			return true;
	}
	if (wrong)
		clients_refuse(client, wrong);
	g_ptr_array_remove(client->all->list, client);
	return true;
}

bool
clients_hear(DeskClients *clients, int fd, GError **error)
{
	if (fd == clients->listening) {
		clients_accept(clients);
		return true;
	}
	for (guint i = 0; i < clients->list->len; i++)
		if (((Client *)clients->list->pdata[i])->fd == fd)
			return clients_hear_one(clients->list->pdata[i], error);
	return true;
}

int
clients_connect(const char *socket_path)
{
	autofd fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	struct sockaddr_un address;

	if (fd < 0 || !clients_address(socket_path, &address) ||
	    connect(fd, (struct sockaddr *)&address, sizeof address) < 0)
		return -1;
	return files_steal(&fd);
}

bool
clients_reach(const Office *office, ClientsMake *make, int *ret_fd, Desk **ret_desk, GError **error)
{
	g_autofree char *path = service_socket_path(office);
	int64_t until_us = clock_monotonic_us() + CLIENTS_PATIENCE_S * CLOCK_SECOND_US;

	for (;;) {
		g_autoptr(GError) why = NULL;

		*ret_desk = NULL;
		*ret_fd = clients_connect(path);
		if (*ret_fd >= 0)
			return true;
		*ret_desk = make(office->directory, &why);
		if (*ret_desk)
			return true;
		if (!g_error_matches(why, ERRORS, ERRORS_AGAIN) ||
		    clock_monotonic_us() > until_us) {
			g_propagate_error(error, g_steal_pointer(&why));
			return false;
		}
		g_usleep(CLIENTS_RETRY_US);
	}
}
