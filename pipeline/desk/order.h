/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * order — one operator's command under way, inside the room of orders
 */
#ifndef CHENGBAO_PIPELINE_DESK_ORDER_H
#define CHENGBAO_PIPELINE_DESK_ORDER_H

#include "pipeline/desk/decide.h"
#include "pipeline/desk/orders.h"

typedef struct {
	Desk *desk;
	int argc;
	char **argv;
	OrdersCall *call; /* how it came */
	GString *out;
	int64_t letter; /* that holds the order */
	Actor actor;
} Order;

/* Errors: USAGE, always. */
bool orders_usage(GError **error, const char *usage);

/* Stores bytes as a letter of source `operator`, unread yet: order->letter. Errors: STORE. */
bool orders_store(Order *order, const char *bytes, size_t n_bytes, GError **error);

/* Stores the command as a letter of source `operator`; its id is the cause of all that
 * follows. Errors: STORE. */
bool orders_letter(Order *order, GError **error);

/* A positive number, whole. */
bool orders_number(const char *text, int64_t *ret_number);

/* The value behind --NAME, NULL when it is not given. */
const char *orders_option(const Order *order, const char *name);

/* The journal of --journal, else the first. Errors: REFUSED there is none of that name. */
const Journal *orders_journal(Order *order, GError **error);

/* Each command that fills a file of its own. */
bool orders_issue(Order *order, GError **error);
bool orders_outbox(Order *order, GError **error);
bool orders_adopt(Order *order, GError **error);
bool orders_add(Order *order, GError **error);

#endif
