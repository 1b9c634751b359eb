/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * txt — one TXT record of the DNS, by the C library's stub resolver
 *
 * res_nquery compares identity and question of an answer, asks again by TCP what was cut,
 * and tells “no such name” from “no answer”. Names are compared in the answer's order, so
 * that an alias must stand before what it leads to, as every server writes them.
 */
#include "base/wire/txt.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>
#include <string.h>

#include "base/i18n.h"

#define TXT_ALIASES 8

bool
txt_server_read(const char *text, struct sockaddr_in *ret_server)
{
	g_auto(GStrv) parts = g_strsplit(text, ":", 3);
	guint64 port = NAMESERVER_PORT;

	*ret_server = (struct sockaddr_in){ .sin_family = AF_INET };
	if (!parts[0] || inet_pton(AF_INET, parts[0], &ret_server->sin_addr) != 1)
		return false;
	if (parts[1] &&
	    (parts[2] || !g_ascii_string_to_unsigned(parts[1], 10, 1, 65535, &port, NULL)))
		return false;
	ret_server->sin_port = htons((uint16_t)port);
	return true;
}

void
txt_clear(TxtAnswer *answer)
{
	g_free(answer->text);
	*answer = (TxtAnswer){ 0 };
}

static void
txt_say(TxtAnswer *answer, TxtState state, const char *why)
{
	txt_clear(answer);
	answer->state = state;
	answer->why = why;
}

/* The strings of one record, put together. NULL when they are not text or too long. */
static char *
txt_strings(const ns_rr *record)
{
	const unsigned char *at = ns_rr_rdata(*record), *end = at + ns_rr_rdlen(*record);
	g_autoptr(GString) text = g_string_new(NULL);

	while (at < end) {
		size_t n = *at++;

		if (n > (size_t)(end - at) || text->len + n > TXT_BYTES)
			return NULL;
		for (size_t i = 0; i < n; i++)
			if (at[i] < ' ' || at[i] > '~')
				return NULL;
		g_string_append_len(text, (const char *)at, (gssize)n);
		at += n;
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Takes one TXT record. False: there is nothing more to learn. */
static bool
txt_take(const ns_rr *record, int64_t ttl_s, TxtAnswer *answer)
{
	char *text;

	if (answer->text) {
		txt_say(answer, TXT_NONE, _("the name server has several records there"));
		return false;
	}
	text = txt_strings(record);
	if (!text) {
		txt_say(answer, TXT_NONE, _("the record is no text, or too long"));
		return false;
	}
	*answer = (TxtAnswer){ .state = TXT_FOUND, .text = text, .ttl_s = ttl_s };
	return true;
}

void
txt_read(const unsigned char *bytes, size_t n_bytes, const char *name, TxtAnswer *ret_answer)
{
	char wanted[NS_MAXDNAME];
	int64_t ttl_s = INT32_MAX;
	unsigned aliases = 0;
	ns_msg message;
	ns_rr record;

	*ret_answer = (TxtAnswer){ 0 };
	txt_say(ret_answer, TXT_NONE, _("there is no such record"));
	g_strlcpy(wanted, name, sizeof(wanted));
	if (n_bytes > TXT_ANSWER_BYTES || ns_initparse(bytes, (int)n_bytes, &message) < 0) {
		txt_say(ret_answer, TXT_AGAIN, _("the name server's answer is malformed"));
		return;
	}
	for (int i = 0; i < ns_msg_count(message, ns_s_an); i++) {
		if (ns_parserr(&message, ns_s_an, i, &record) < 0) {
			txt_say(ret_answer, TXT_AGAIN, _("the name server's answer is malformed"));
			return;
		}
		if (ns_rr_class(record) != ns_c_in ||
		    g_ascii_strcasecmp(ns_rr_name(record), wanted) != 0)
			continue;
		ttl_s = MIN(ttl_s, (int64_t)(ns_rr_ttl(record) & INT32_MAX));
		if (ns_rr_type(record) == ns_t_txt && !txt_take(&record, ttl_s, ret_answer))
			return;
		if (ns_rr_type(record) != ns_t_cname)
			continue;
		if (++aliases > TXT_ALIASES ||
		    ns_name_uncompress(bytes, bytes + n_bytes, ns_rr_rdata(record), wanted,
				       sizeof(wanted)) < 0) {
			txt_say(ret_answer, TXT_AGAIN, _("the name server's answer is malformed"));
			return;
		}
	}
}

/* What the resolver says where it has no answer. */
static void
txt_failed(int code, TxtAnswer *answer)
{
	if (code == HOST_NOT_FOUND || code == NO_DATA)
		txt_say(answer, TXT_NONE, _("there is no such record"));
	else if (code == NO_RECOVERY)
		txt_say(answer, TXT_AGAIN, _("the name server refuses to answer"));
	else
		txt_say(answer, TXT_AGAIN, _("no name server answers"));
}

void
txt_look(const char *name, const struct sockaddr_in *server, TxtAnswer *ret_answer)
{
	struct __res_state state = { 0 };
	g_autofree unsigned char *bytes = g_malloc(TXT_ANSWER_BYTES);
	int n;

	*ret_answer = (TxtAnswer){ 0 };
	if (res_ninit(&state) != 0) {
		txt_say(ret_answer, TXT_AGAIN, _("no name server is configured"));
		return;
	}
	state.retrans = TXT_TRY_S;
	state.retry = TXT_TRIES;
	state.options |= RES_USE_EDNS0;
	if (server) {
		state.nscount = 1;
		state.nsaddr_list[0] = *server;
	}
	n = res_nquery(&state, name, ns_c_in, ns_t_txt, bytes, (int)TXT_ANSWER_BYTES);
	if (n < 0)
		txt_failed(state.res_h_errno, ret_answer);
	else if (n > (int)TXT_ANSWER_BYTES)
		txt_say(ret_answer, TXT_NONE, _("the record is no text, or too long"));
	else
		txt_read(bytes, (size_t)n, name, ret_answer);
	res_nclose(&state);
}
