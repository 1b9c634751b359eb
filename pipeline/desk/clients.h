/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clients — commands and `ingest` that come to a living desk by its socket
 *
 * spool/desk.sock takes one conversation a connection: `command` with its words
 * and one `reply` after the commit, or `ingest`, which then speaks as a fetcher.
 * Only the user the desk runs as, and root, may connect (SO_PEERCRED).
 */
#ifndef CHENGBAO_PIPELINE_DESK_CLIENTS_H
#define CHENGBAO_PIPELINE_DESK_CLIENTS_H

#include "pipeline/desk/desk.h"

typedef struct DeskClients DeskClients;

/* {"type":"command","args":[…]} with the command's input beside it, {"type":"ingest"}  and a
 * fetcher's records */
extern const RecordField clients_from_client[];
/* {"type":"reply","exit":0,"out":"…","err":"…"}  and what a fetcher hears */
extern const RecordField clients_from_desk[];

/* Listens. Errors: STORE. */
DeskClients *clients_new(Desk *desk, GError **error);
void clients_free(DeskClients *clients);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DeskClients, clients_free)

void clients_poll(const DeskClients *clients, GArray *polled);
/* Answers whose letter has taken effect meanwhile. Errors: STORE. */
bool clients_settle(DeskClients *clients, GError **error);
/* Hears whoever has this descriptor. Errors: STORE. */
bool clients_hear(DeskClients *clients, int fd, GError **error);

/* The other side: a connection to a living desk, -1 when none lives. */
int clients_connect(const char *socket_path);

/* A way to change the store: a living desk (*ret_fd), or *ret_desk, which `make` opened.
 * Another process that is in the middle of its one transaction is waited for.
 * Errors: AGAIN it took longer than CLIENTS_PATIENCE_S; what `make` says. */
#define CLIENTS_PATIENCE_S 10
typedef Desk *ClientsMake(const char *directory, GError **error);
bool clients_reach(const Office *office, ClientsMake *make, int *ret_fd, Desk **ret_desk,
		   GError **error);

#endif
