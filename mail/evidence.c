/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * evidence — what our own border says about a letter's sender
 *
 * Headers are read from the top. Received lines of named hosts that speak LMTP are stepped
 * over; the first other Received ends what counts. Each Authentication-Results header of our
 * authserv-id is read whole or, where it does not fit the grammar, makes everything
 * unproven. Verdicts of all of them are added up and must not contradict each other.
 *
 * Promise: never `passed` on anything below the border's own lines.
 * Not here: what a proof allows.
 */
#include "mail/evidence.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text/utf8.h"

#define TOKEN_BYTES 1024
#define HEADERS_READ 50 /* matching headers looked at */

typedef struct {
	const char *at, *end;
} Cursor;

/* What the headers said, added up. */
typedef struct {
	const char *domain;
	bool dmarc_pass, dmarc_fail, dkim_pass, dkim_fail;
	bool contradiction, malformed;
	bool border; /* a Received line ended what counts */
	size_t n_headers;
} Tally;

/* One `method=result` with the properties that decide alignment. */
typedef struct {
	char method[32], result[32];
	char header_d[256], header_from[256];
	bool doubled; /* a property came twice with different values */
} Result;

/* Steps over blanks, folding and comments (nested, with quoted pairs). False when a
 * comment does not end. */
static bool
skip_cfws(Cursor *c)
{
	unsigned depth = 0;
	for (; c->at < c->end; c->at++) {
		if (*c->at == '(')
			depth++;
		else if (depth == 0 && !strchr(" \t\r\n", *c->at))
			return true;
		else if (depth > 0 && *c->at == ')')
			depth--;
		else if (depth > 0 && *c->at == '\\')
			c->at++;
	}
	c->at = c->end;
	return depth == 0;
}

/* A quoted string or a run of characters up to blank, `;`, `(` or one of `stop`. False when
 * it is empty, unfinished or too long. */
static bool
take_value(Cursor *c, const char *stop, char *ret, size_t n_ret)
{
	size_t n = 0;
	if (c->at < c->end && *c->at == '"') {
		for (c->at++; c->at < c->end && *c->at != '"'; c->at++) {
			if (*c->at == '\\' && c->at + 1 < c->end)
				c->at++;
			if (*c->at == '\0' || n + 1 >= n_ret)
				return false;
			ret[n++] = *c->at;
		}
		if (c->at >= c->end)
			return false;
		c->at++;
		ret[n] = '\0';
		return true;
	}
	while (c->at < c->end && *c->at && !strchr(" \t\r\n;(\"", *c->at) &&
	       !strchr(stop, *c->at)) {
		if (n + 1 >= n_ret)
			return false;
		ret[n++] = *c->at++;
	}
	ret[n] = '\0';
	return n > 0;
}

static bool
take_char(Cursor *c, char wanted)
{
	if (!skip_cfws(c) || c->at >= c->end || *c->at != wanted)
		return false;
	c->at++;
	return skip_cfws(c);
}

static void
property_keep(Result *result, const char *name, const char *value)
{
	char *slot = g_ascii_strcasecmp(name, "header.d") == 0	    ? result->header_d
		     : g_ascii_strcasecmp(name, "header.from") == 0 ? result->header_from
								    : NULL;
	if (!slot)
		return;
	if (slot[0] && g_ascii_strcasecmp(slot, value) != 0)
		result->doubled = true;
	/* A value too long for a domain can equal none. */
	g_strlcpy(slot, strlen(value) < sizeof(result->header_d) ? value : "?",
		  sizeof(result->header_d));
}

/* One resinfo: method [/version] = result, then properties up to `;` or the end. */
static bool
result_read(Cursor *c, Result *ret_result)
{
	char name[TOKEN_BYTES], value[TOKEN_BYTES];
	*ret_result = (Result){ 0 };
	if (!take_value(c, "=/", ret_result->method, sizeof(ret_result->method)) || !skip_cfws(c))
		return false;
	if (g_ascii_strcasecmp(ret_result->method, "none") == 0 &&
	    (c->at >= c->end || *c->at == ';'))
		return true;
	if (c->at < c->end && *c->at == '/') {
		if (!take_char(c, '/') || !take_value(c, "=", value, sizeof(value)))
			return false;
		/* What another version's words mean is not known: it says nothing (RFC 8601, 2.6).
		 */
		if (strcmp(value, "1") != 0)
			ret_result->method[0] = '\0';
	}
	if (!take_char(c, '=') ||
	    !take_value(c, "=", ret_result->result, sizeof(ret_result->result)))
		return false;
	for (;;) {
		if (!skip_cfws(c))
			return false;
		if (c->at >= c->end || *c->at == ';')
			return true;
		if (!take_value(c, "=", name, sizeof(name)) || !take_char(c, '='))
			return false;
		/* `reason` and `ptype.property`; nothing else may stand here. */
		if (g_ascii_strcasecmp(name, "reason") != 0 && !strchr(name, '.'))
			return false;
		if (!take_value(c, "", value, sizeof(value)))
			return false;
		property_keep(ret_result, name, value);
	}
}

/* header.i is the signer's own word for itself, which d= may stand above (RFC 6376, 3.5): it
 * shows nothing. */
static bool
dkim_aligned(const Result *result, const char *domain)
{
	return !result->doubled && g_ascii_strcasecmp(result->header_d, domain) == 0;
}

static void
result_add(const Result *result, const char *domain, Tally *tally)
{
	bool pass = g_ascii_strcasecmp(result->result, "pass") == 0;
	bool fail = g_ascii_strcasecmp(result->result, "fail") == 0;
	if (g_ascii_strcasecmp(result->method, "dmarc") == 0) {
		bool other =
			result->doubled || (result->header_from[0] &&
					    g_ascii_strcasecmp(result->header_from, domain) != 0);
		tally->dmarc_pass |= pass && !other;
		tally->dmarc_fail |= fail;
	} else if (g_ascii_strcasecmp(result->method, "dkim") == 0 &&
		   dkim_aligned(result, domain)) {
		tally->dkim_pass |= pass;
		tally->dkim_fail |= fail;
	}
}

/* Reads the authserv-id and its version. False when the header is not ours. */
static bool
header_is_ours(Cursor *c, const char *authserv_id, bool *ret_malformed)
{
	char id[TOKEN_BYTES], version[16];
	*ret_malformed = false;
	if (!skip_cfws(c) || !take_value(c, "=", id, sizeof(id)) ||
	    g_ascii_strcasecmp(id, authserv_id) != 0)
		return false;
	*ret_malformed = !skip_cfws(c);
	if (!*ret_malformed && c->at < c->end && g_ascii_isdigit(*c->at))
		*ret_malformed = !take_value(c, "", version, sizeof(version)) ||
				 strcmp(version, "1") != 0 || !skip_cfws(c);
	return true;
}

/* Adds one Authentication-Results header to the tally. */
static void
header_add(const ScanHeader *header, const char *authserv_id, Tally *tally)
{
	Cursor c = { header->value, header->value + header->n_value };
	Tally own = { 0 };
	bool malformed = false;
	if (!header_is_ours(&c, authserv_id, &malformed))
		return;
	if (++tally->n_headers > HEADERS_READ)
		malformed = true;
	while (!malformed && c.at < c.end) {
		Result result;
		if (!take_char(&c, ';')) {
			malformed = true;
		} else if (c.at < c.end && *c.at != ';') { /* an empty piece is harmless */
			if (result_read(&c, &result))
				result_add(&result, tally->domain, &own);
			else
				malformed = true;
		}
	}
	tally->malformed |= malformed;
	/* One header may report several signatures; two headers may not disagree. */
	tally->contradiction |= (tally->dmarc_pass && own.dmarc_fail) ||
				(tally->dmarc_fail && own.dmarc_pass) ||
				(own.dmarc_pass && own.dmarc_fail) ||
				(tally->dkim_pass && own.dkim_fail && !own.dkim_pass) ||
				(tally->dkim_fail && !tally->dkim_pass && own.dkim_pass);
	tally->dmarc_pass |= own.dmarc_pass;
	tally->dmarc_fail |= own.dmarc_fail;
	tally->dkim_pass |= own.dkim_pass;
	tally->dkim_fail |= own.dkim_fail;
}

/* Is this Received line an LMTP hop of a host named as border? It must say `by` and `with`
 * once each, outside of comments. */
static bool
is_border_hop(const ScanHeader *header, const char *const *border_hosts)
{
	Cursor c = { header->value, header->value + header->n_value };
	char word[TOKEN_BYTES], by[256] = "", with[32] = "";
	unsigned n_by = 0, n_with = 0;
	if (!border_hosts)
		return false;
	while (skip_cfws(&c) && c.at < c.end && *c.at != ';') {
		if (!take_value(&c, "", word, sizeof(word)))
			return false;
		bool is_by = g_ascii_strcasecmp(word, "by") == 0;
		bool is_with = g_ascii_strcasecmp(word, "with") == 0;
		if (!is_by && !is_with)
			continue;
		char *slot = is_by ? by : with;
		if (!skip_cfws(&c) || !take_value(&c, "", slot, is_by ? sizeof(by) : sizeof(with)))
			return false;
		n_by += is_by;
		n_with += is_with;
	}
	if (n_by != 1 || n_with != 1)
		return false;
	if (g_ascii_strcasecmp(with, "LMTP") != 0 && g_ascii_strcasecmp(with, "LMTPS") != 0 &&
	    g_ascii_strcasecmp(with, "LMTPA") != 0 && g_ascii_strcasecmp(with, "LMTPSA") != 0)
		return false;
	for (size_t i = 0; border_hosts[i]; i++)
		if (g_ascii_strcasecmp(by, border_hosts[i]) == 0)
			return true;
	return false;
}

/* What the tally amounts to, in words. */
static const char *
verdict_words(const Tally *tally)
{
	if (!tally->border)
		return _("no Received line shows where the border ends");
	if (tally->n_headers == 0)
		return _("no Authentication-Results line of this name above the first Received");
	if (tally->contradiction)
		return _("its Authentication-Results lines contradict each other");
	if (tally->dmarc_fail)
		return _("dmarc=fail");
	if (tally->malformed)
		return _("an Authentication-Results line is malformed");
	if (tally->dmarc_pass)
		return _("dmarc=pass");
	if (tally->dkim_pass)
		return _("dkim=pass for the domain of From");
	if (tally->dkim_fail)
		return _("dkim=fail for the domain of From");
	return _("nothing that proves the domain of From");
}

static void
conclude(const Tally *tally, const char *authserv_id, Evidence *ret_evidence)
{
	bool any_pass = tally->dmarc_pass || tally->dkim_pass;
	bool any_fail =
		tally->contradiction || tally->dmarc_fail || (tally->dkim_fail && !any_pass);
	ret_evidence->failed = any_fail && tally->border;
	ret_evidence->passed = any_pass && !any_fail && tally->border && !tally->malformed;
	ret_evidence->method = ret_evidence->passed ? "authentication-results" : "none";
	g_autofree char *text = g_strdup_printf("%s: %s", authserv_id, verdict_words(tally));
	ret_evidence->why = utf8_one_line(text);
}

void
evidence_read(const Scan *scan, const char *authserv_id, const char *const *border_hosts,
	      const char *from_domain, Evidence *ret_evidence)
{
	*ret_evidence = (Evidence){ .method = "none" };
	if (!authserv_id || !authserv_id[0]) {
		ret_evidence->why = g_strdup(_("no authserv-id is configured"));
		return;
	}
	if (!from_domain || !from_domain[0] || scan->header_broken) {
		ret_evidence->why = g_strdup(_("the sender cannot be read"));
		return;
	}
	Tally tally = { .domain = from_domain };
	for (size_t i = 0; i < scan->n_headers && !tally.border; i++) {
		const ScanHeader *header = &scan->headers[i];
		if (scan_header_is(header, "Received"))
			tally.border = !is_border_hop(header, border_hosts);
		else if (scan_header_is(header, "Authentication-Results"))
			header_add(header, authserv_id, &tally);
	}
	conclude(&tally, authserv_id, ret_evidence);
}

void
evidence_clear(Evidence *evidence)
{
	g_free(evidence->why);
	*evidence = (Evidence){ 0 };
}
