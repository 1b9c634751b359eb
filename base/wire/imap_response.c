/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imap_response — one response of an IMAP server, literals counted
 */
#include "base/wire/imap_response.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"

#include <string.h>
#include <unistd.h>

#define IMAP_TOKENS_MAX 600000u

void
imap_response_clear(ImapResponse *response)
{
	g_free(response->tag);
	g_free(response->line);
	if (response->text)
		g_string_free(response->text, TRUE);
	if (response->tokens)
		g_array_unref(response->tokens);
	*response = (ImapResponse){ .untagged = false };
}

static bool
imap_response_nonsense(GError **error)
{
	return errors_set(error, ERRORS_AGAIN, _("the mail server's answer is not IMAP"));
}

static bool
imap_response_add(ImapResponse *response, ImapTokenKind kind, const char *bytes, uint64_t n_bytes)
{
	ImapToken token = { kind, response->text->len, n_bytes };

	size_t n_text = kind == IMAP_BODY ? 0 : (size_t)n_bytes;

	if (response->tokens->len >= IMAP_TOKENS_MAX ||
	    response->text->len + n_text > IMAP_RESPONSE_BYTES)
		return false;
	if (n_text > 0)
		g_string_append_len(response->text, bytes, (gssize)n_text);
	g_string_append_c(response->text, '\0');
	g_array_append_val(response->tokens, token);
	return true;
}

/* Does the letter come next? */
static bool
imap_response_expects_body(const ImapResponse *response)
{
	size_t n = response->tokens->len;

	return n > 0 && imap_response_is(response, n - 1, "BODY[]");
}

static bool
imap_response_empty_sink(ImapSink *sink)
{
	if (sink->fd < 0)
		return true;
	return ftruncate(sink->fd, 0) == 0 && lseek(sink->fd, 0, SEEK_SET) == 0;
}

static void
imap_response_sink_error(ImapSink *sink, GError *why)
{
	if (sink->error)
		g_error_free(why);
	else
		sink->error = why;
}

/* The letter as a literal: exactly n_bytes, wherever they go. */
static bool
imap_response_body(Session *session, ImapSink *sink, uint64_t n_bytes, GError **error)
{
	GError *why = NULL;
	int fd = sink->fd;

	if (fd >= 0 && n_bytes > sink->max_bytes) {
		errors_set(&why, ERRORS_MAIL, _("the letter has %llu bytes, more than %llu"),
			   (unsigned long long)n_bytes, (unsigned long long)sink->max_bytes);
		imap_response_sink_error(sink, g_steal_pointer(&why));
		fd = -1;
	} else if (!imap_response_empty_sink(sink)) {
		errors_set(&why, ERRORS_STORE, _("cannot empty the letter's file"));
		imap_response_sink_error(sink, g_steal_pointer(&why));
		fd = -1;
	}
	if (session_copy(session, n_bytes, fd, &why))
		return true;
	if (g_error_matches(why, ERRORS, ERRORS_STORE)) {
		imap_response_sink_error(sink, why);
		return true;
	}
	g_propagate_error(error, why);
	return false;
}

static bool
imap_response_literal(Session *session, ImapSink *sink, ImapResponse *response, uint64_t n_bytes,
		      GError **error)
{
	g_autofree char *bytes = NULL;

	if (imap_response_expects_body(response)) {
		if (!imap_response_body(session, sink, n_bytes, error))
			return false;
		return imap_response_add(response, IMAP_BODY, "", n_bytes) ||
		       imap_response_nonsense(error);
	}
	if (n_bytes > IMAP_LITERAL_BYTES)
		return imap_response_nonsense(error);
	bytes = g_malloc(n_bytes + 1);
	if (!session_read(session, bytes, n_bytes, error))
		return false;
	return imap_response_add(response, IMAP_STRING, bytes, n_bytes) ||
	       imap_response_nonsense(error);
}

/* A quoted string from its `"`; a letter may come as one, too. */
static const char *
imap_response_quoted(ImapSink *sink, ImapResponse *response, const char *p, const char *end)
{
	g_autoptr(GString) value = g_string_new(NULL);
	bool body = imap_response_expects_body(response);
	GError *why = NULL;

	for (p++; p < end && *p != '"'; p++) {
		if (*p == '\\' && ++p == end)
			return NULL;
		g_string_append_c(value, *p);
	}
	if (p == end)
		return NULL;
	if (!body)
		return imap_response_add(response, IMAP_STRING, value->str, value->len) ? p + 1
											: NULL;
	if (sink->fd >= 0 && (!imap_response_empty_sink(sink) ||
			      !files_write(sink->fd, value->str, value->len, &why))) {
		if (!why)
			errors_set(&why, ERRORS_STORE, _("cannot empty the letter's file"));
		imap_response_sink_error(sink, why);
	}
	return imap_response_add(response, IMAP_BODY, "", value->len) ? p + 1 : NULL;
}

/* `{n}` or `~{n}` that ends the line. */
static bool
imap_response_count(const char *p, const char *end, uint64_t *ret_n_bytes)
{
	uint64_t n = 0;
	const char *digits;

	if (*p == '~')
		p++;
	if (p == end || *p != '{')
		return false;
	digits = ++p;
	for (; p < end && g_ascii_isdigit(*p); p++) {
		if (n > (UINT64_C(1) << 48))
			return false;
		n = n * 10 + (uint64_t)(*p - '0');
	}
	if (p == digits || p == end || *p != '}' || p + 1 != end)
		return false;
	*ret_n_bytes = n;
	return true;
}

/* One line's tokens. *ret_more: the line ended in a literal, which was read. */
static bool
imap_response_line(Session *session, ImapSink *sink, ImapResponse *response, const char *p,
		   const char *end, bool *ret_more, GError **error)
{
	*ret_more = false;
	while (p < end) {
		uint64_t n_bytes;
		const char *start = p;

		if (*p == ' ') {
			p++;
		} else if (*p == '(' || *p == ')') {
			if (!imap_response_add(response, *p == '(' ? IMAP_OPEN : IMAP_CLOSE, "", 0))
				return imap_response_nonsense(error);
			p++;
		} else if (*p == '"') {
			p = imap_response_quoted(sink, response, p, end);
			if (!p)
				return imap_response_nonsense(error);
		} else if (imap_response_count(p, end, &n_bytes)) {
			*ret_more = true; /* `p` is gone with the next reading */
			return imap_response_literal(session, sink, response, n_bytes, error);
		} else {
			while (p < end && !strchr(" ()\"", *p))
				p++;
			if (p < end && *p == '\0') /* strchr finds NUL, too */
				return imap_response_nonsense(error);
			if (!imap_response_add(response, IMAP_ATOM, start, (size_t)(p - start)))
				return imap_response_nonsense(error);
		}
	}
	return true;
}

static bool
imap_response_is_status(const char *rest)
{
	static const char *const words[] = { "OK", "NO", "BAD", "BYE", "PREAUTH" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		size_t n = strlen(words[i]);

		if (g_ascii_strncasecmp(rest, words[i], n) == 0 &&
		    (rest[n] == ' ' || rest[n] == '\0'))
			return true;
	}
	return false;
}

bool
imap_response_read(Session *session, ImapSink *sink, ImapResponse *response, GError **error)
{
	const char *line;
	const char *rest;
	size_t n_bytes;
	bool more = true;

	imap_response_clear(response);
	if (!session_line(session, &line, &n_bytes, error))
		return false;
	response->text = g_string_new(NULL);
	response->tokens = g_array_new(FALSE, FALSE, sizeof(ImapToken));
	rest = line + strcspn(line, " ");
	response->tag = g_strndup(line, (size_t)(rest - line));
	if (*rest == ' ')
		rest++;
	response->untagged = strcmp(response->tag, "*") == 0;
	response->wanted = strcmp(response->tag, "+") == 0;
	response->status = !response->untagged || imap_response_is_status(rest);
	if (response->status) {
		response->line = g_strdup(rest);
		return true;
	}
	while (more) {
		if (!imap_response_line(session, sink, response, rest, line + n_bytes, &more,
					error))
			return false;
		if (more && !session_line(session, &line, &n_bytes, error))
			return false;
		rest = line;
	}
	return true;
}

const ImapToken *
imap_response_token(const ImapResponse *response, size_t i)
{
	if (!response->tokens || i >= response->tokens->len)
		return NULL;
	return &g_array_index(response->tokens, ImapToken, i);
}

const char *
imap_response_text(const ImapResponse *response, size_t i)
{
	const ImapToken *token = imap_response_token(response, i);

	return token ? response->text->str + token->at : "";
}

bool
imap_response_is(const ImapResponse *response, size_t i, const char *word)
{
	const ImapToken *token = imap_response_token(response, i);

	return token && token->kind == IMAP_ATOM &&
	       g_ascii_strcasecmp(imap_response_text(response, i), word) == 0;
}

bool
imap_response_number(const ImapResponse *response, size_t i, uint32_t *ret_number)
{
	const ImapToken *token = imap_response_token(response, i);
	const char *text = imap_response_text(response, i);
	guint64 number;

	if (!token || token->kind != IMAP_ATOM ||
	    !g_ascii_string_to_unsigned(text, 10, 0, UINT32_MAX, &number, NULL))
		return false;
	*ret_number = (uint32_t)number;
	return true;
}

size_t
imap_response_skip(const ImapResponse *response, size_t i)
{
	size_t depth = 0;

	for (;; i++) {
		const ImapToken *token = imap_response_token(response, i);

		if (!token)
			return i;
		if (token->kind == IMAP_OPEN)
			depth++;
		else if (token->kind == IMAP_CLOSE && depth > 0)
			depth--;
		if (depth == 0)
			return i + 1;
	}
}
