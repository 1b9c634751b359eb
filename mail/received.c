/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * received — one Received line, read by its outer words alone
 */
#include "mail/received.h"

#include <string.h>

#define RECEIVED_TOKENS 60
#define RECEIVED_TOKEN_BYTES 512
#define AUTHENTICATED "Authenticated sender: "
#define WEBMAIL "ajax-webmail-"

/* A word, or a comment of the first depth without its parentheses. */
typedef struct {
	bool comment;
	char *text;
} Token;

static void
token_free(void *data)
{
	Token *token = data;

	g_free(token->text);
	g_free(token);
}

/* The length of a comment with its parentheses; 0: it does not end. */
static size_t
comment_length(const char *at, const char *end)
{
	unsigned depth = 0;

	for (const char *p = at; p < end; p++) {
		if (*p == '\\')
			p++;
		else if (*p == '(')
			depth++;
		else if (*p == ')' && --depth == 0)
			return (size_t)(p - at) + 1;
	}
	return 0;
}

/* The tokens up to `;`; NULL: the line does not fit. */
static GPtrArray *
received_tokens(const ScanHeader *header)
{
	const char *at = header->value, *end = at + header->n_value;
	g_autoptr(GPtrArray) tokens = g_ptr_array_new_with_free_func(token_free);

	while (at < end && *at != ';') {
		size_t n = 0;
		bool comment = *at == '(';
		Token *token;

		if (strchr(" \t\r\n", *at) && *at) {
			at++;
			continue;
		}
		if (comment)
			n = comment_length(at, end);
		else
			while (at + n < end && at[n] && !strchr(" \t\r\n;()\"", at[n]))
				n++;
		if (n == 0 || n > RECEIVED_TOKEN_BYTES || tokens->len >= RECEIVED_TOKENS)
			return NULL;
		token = g_new0(Token, 1);
		token->comment = comment;
		token->text = comment ? g_strstrip(g_strndup(at + 1, n - 2)) : g_strndup(at, n);
		g_ptr_array_add(tokens, token);
		at += n;
	}
	return g_steal_pointer(&tokens);
}

/* The word behind the one occurrence of `name`; NULL: it is not there, or twice. */
static const char *
tokens_after(const GPtrArray *tokens, const char *name)
{
	const char *found = NULL;

	for (guint i = 0; i + 1 < tokens->len; i++) {
		const Token *one = tokens->pdata[i], *next = tokens->pdata[i + 1];

		if (one->comment || g_ascii_strcasecmp(one->text, name) != 0)
			continue;
		if (found || next->comment)
			return NULL;
		found = next->text;
	}
	return found;
}

/* Postfix: one comment of the first depth, and it alone, names the user. */
static char *
tokens_authenticated(const GPtrArray *tokens)
{
	const char *found = NULL;

	for (guint i = 0; i < tokens->len; i++) {
		const Token *one = tokens->pdata[i];

		if (!one->comment || !g_str_has_prefix(one->text, AUTHENTICATED))
			continue;
		if (found)
			return NULL;
		found = one->text + strlen(AUTHENTICATED);
	}
	return found && !strpbrk(found, " \t\r\n()\\\"<>") ? g_strdup(found) : NULL;
}

static void
received_read_coremail(const GPtrArray *tokens, Received *received)
{
	static const bool comments[] = { false, false, true, false, false, true };
	const char *words[G_N_ELEMENTS(comments)];
	const char *dollar;

	if (tokens->len != G_N_ELEMENTS(comments))
		return;
	for (guint i = 0; i < tokens->len; i++) {
		const Token *one = tokens->pdata[i];

		if (one->comment != comments[i])
			return;
		words[i] = one->text;
	}
	dollar = strrchr(words[1], '$');
	if (strcmp(words[0], "from") != 0 || !dollar || strchr(words[1], '@') ||
	    words[2][0] != '[' || strcmp(words[3], "by") != 0 ||
	    !g_str_has_prefix(words[4], WEBMAIL) || strcmp(words[5], "Coremail") != 0)
		return;
	received->coremail = g_strdup(words[4] + strlen(WEBMAIL));
	received->user = g_strdup_printf("%.*s@%s", (int)(dollar - words[1]), words[1], dollar + 1);
}

bool
received_read(const ScanHeader *header, Received *ret_received)
{
	g_autoptr(GPtrArray) tokens = received_tokens(header);

	*ret_received = (Received){ 0 };
	if (!tokens || tokens->len == 0)
		return false;
	ret_received->from = g_strdup(tokens_after(tokens, "from"));
	ret_received->by = g_strdup(tokens_after(tokens, "by"));
	ret_received->with = g_strdup(tokens_after(tokens, "with"));
	received_read_coremail(tokens, ret_received);
	if (ret_received->by && ret_received->with && !ret_received->user &&
	    strcmp(ret_received->with, "ESMTPSA") == 0) {
		ret_received->user = tokens_authenticated(tokens);
		ret_received->esmtpsa = ret_received->user != NULL;
	}
	return true;
}

bool
received_is_lmtp(const Received *received)
{
	static const char *const words[] = { "LMTP", "LMTPS", "LMTPA", "LMTPSA" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (received->by && received->with &&
		    g_ascii_strcasecmp(received->with, words[i]) == 0)
			return true;
	return false;
}

void
received_clear(Received *received)
{
	g_free(received->from);
	g_free(received->by);
	g_free(received->with);
	g_free(received->user);
	g_free(received->coremail);
	*received = (Received){ 0 };
}
