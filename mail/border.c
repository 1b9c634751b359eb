/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * border — what the office's own mail server wrote on top of one letter
 */
#include "mail/border.h"

#include <string.h>

#include "base/text/utf8.h"
#include "mail/received.h"

#define BORDER_LINE 300 /* characters of a header that are shown */

/* The authserv-id and the rest of one header. */
static void
border_add_results(Border *border, const ScanHeader *header)
{
	g_autofree char *value = scan_value(header);
	size_t n = strcspn(value, "; \t(");
	g_autofree char *name = g_strndup(value, n);
	g_autofree char *valid = utf8_clean(name, strlen(name));
	g_autofree char *all = utf8_clean(value, strlen(value));
	g_autofree char *line = utf8_one_line(all);

	if (n == 0 || border->names->len >= BORDER_NAMES_MAX ||
	    g_ptr_array_find_with_equal_func(border->names, valid, g_str_equal, NULL))
		return;
	g_ptr_array_add(border->names, g_steal_pointer(&valid));
	g_ptr_array_add(border->results, utf8_truncate(line, BORDER_LINE));
}

/* True: this line is where the border ends. */
static bool
border_add_received(Border *border, const ScanHeader *header)
{
	g_auto(Received) received = { 0 };

	if (!received_read(header, &received))
		return true;
	if (received_is_lmtp(&received)) {
		if (border->hops->len < BORDER_NAMES_MAX &&
		    !g_ptr_array_find_with_equal_func(border->hops, received.by, g_str_equal, NULL))
			g_ptr_array_add(border->hops, utf8_clean(received.by, strlen(received.by)));
		return false;
	}
	border->by = received.by ? utf8_clean(received.by, strlen(received.by)) : NULL;
	border->with = received.with ? utf8_clean(received.with, strlen(received.with)) : NULL;
	border->user = received.user ? utf8_clean(received.user, strlen(received.user)) : NULL;
	if (received.esmtpsa)
		border->form = g_strdup("esmtpsa");
	else if (received.coremail)
		border->form = g_strconcat("coremail:", received.coremail, NULL);
	return true;
}

void
border_look(const Scan *scan, Border *ret_border)
{
	bool ended = false;

	*ret_border = (Border){ .names = g_ptr_array_new_with_free_func(g_free),
				.results = g_ptr_array_new_with_free_func(g_free),
				.hops = g_ptr_array_new_with_free_func(g_free) };
	for (size_t i = 0; i < scan->n_headers; i++) {
		const ScanHeader *header = &scan->headers[i];

		ret_border->n_signatures += scan_header_is(header, "DKIM-Signature");
		if (ended)
			continue;
		if (scan_header_is(header, "Authentication-Results"))
			border_add_results(ret_border, header);
		else if (scan_header_is(header, "Received"))
			ended = border_add_received(ret_border, header);
	}
}

void
border_clear(Border *border)
{
	g_clear_pointer(&border->names, g_ptr_array_unref);
	g_clear_pointer(&border->results, g_ptr_array_unref);
	g_clear_pointer(&border->hops, g_ptr_array_unref);
	g_free(border->by);
	g_free(border->with);
	g_free(border->form);
	g_free(border->user);
	*border = (Border){ 0 };
}
