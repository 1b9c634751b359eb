/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pop3 — our own side of a POP3 conversation over an open session
 */
#include "base/wire/pop3.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/wire/explain.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define POP3_COMMAND_S 300
#define POP3_FETCH_S 3600 /* one letter over a bad line */
#define POP3_OUT_BYTES 65536u

struct Pop3 {
	Session *session;
	bool usable;
};

Pop3 *
pop3_over(Session *session)
{
	Pop3 *pop3 = g_new0(Pop3, 1);

	pop3->session = session;
	pop3->usable = true;
	return pop3;
}

void
pop3_free(Pop3 *pop3)
{
	if (!pop3)
		return;
	session_free(pop3->session);
	g_free(pop3);
}

bool
pop3_usable(const Pop3 *pop3)
{
	return pop3->usable;
}

/* Nothing that is said from here on can be believed. */
static bool
pop3_lost(Pop3 *pop3)
{
	pop3->usable = false;
	return false;
}

/* Sends a command and reads its status line. `refusal` is the code for -ERR. */
static bool
pop3_say(Pop3 *pop3, const char *command, ErrorsCode refusal, GError **error)
{
	g_autofree char *line = g_strconcat(command, "\r\n", NULL);
	g_autofree char *said = NULL;
	const char *answer;
	size_t n;

	if (!session_send(pop3->session, line, strlen(line), error) ||
	    !session_line(pop3->session, &answer, &n, error))
		return pop3_lost(pop3);
	if (n >= 3 && memcmp(answer, "+OK", 3) == 0)
		return true;
	said = explain_said(answer, n);
	if (n >= 4 && memcmp(answer, "-ERR", 4) == 0)
		return errors_set(error, refusal, _("the server refuses %s: %s"), command, said);
	errors_set(error, ERRORS_AGAIN, _("the server answers %s with nonsense: %s"), command,
		   said);
	return pop3_lost(pop3);
}

/* ---- the list ---- */

static void
pop3_letter_free(void *data)
{
	Pop3Letter *letter = data;

	g_free(letter->uidl);
	g_free(letter);
}

/* `NUMBER REST`. False: it makes no sense. */
static bool
pop3_list_line(const char *line, size_t n, bool uidl, GPtrArray *letters)
{
	g_autofree char *text = g_strndup(line, MIN(n, POP3_UIDL_BYTES + 16));
	char *end = NULL;
	unsigned long number = g_ascii_isdigit(*text) ? strtoul(text, &end, 10) : 0;
	Pop3Letter *letter;

	if (number == 0 || number > UINT32_MAX || *end != ' ' || memchr(line, '\0', n) != NULL)
		return false;
	g_strstrip(end);
	if (uidl && (!*end || strlen(end) > POP3_UIDL_BYTES))
		return false;
	letter = g_new0(Pop3Letter, 1);
	letter->number = (unsigned)number;
	letter->uidl = uidl ? g_strdup(end) : NULL;
	g_ptr_array_add(letters, letter);
	return true;
}

static bool
pop3_list_lines(Pop3 *pop3, bool uidl, GPtrArray *letters, GError **error)
{
	for (;;) {
		const char *line;
		size_t n;

		if (!session_line(pop3->session, &line, &n, error))
			return pop3_lost(pop3);
		if (n == 1 && *line == '.')
			return true;
		if (letters->len >= POP3_LETTERS_MAX || !pop3_list_line(line, n, uidl, letters)) {
			g_autofree char *said = explain_said(line, n);

			errors_set(error, ERRORS_AGAIN,
				   _("the server's list of letters makes no sense: %s"), said);
			return pop3_lost(pop3);
		}
	}
}

bool
pop3_list(Pop3 *pop3, GPtrArray **ret_letters, GError **error)
{
	g_autoptr(GPtrArray) letters = g_ptr_array_new_with_free_func(pop3_letter_free);
	g_autoptr(GError) why = NULL;
	bool uidl;

	session_limit(pop3->session, POP3_COMMAND_S, SESSION_SILENCE_S);
	uidl = pop3_say(pop3, "UIDL", ERRORS_REFUSED, &why);
	if (!uidl && !pop3->usable) {
		g_propagate_error(error, g_steal_pointer(&why));
		return false;
	}
	if (!uidl && !pop3_say(pop3, "LIST", ERRORS_REFUSED, error))
		return false;
	if (!pop3_list_lines(pop3, uidl, letters, error))
		return false;
	*ret_letters = g_steal_pointer(&letters);
	return true;
}

/* ---- a letter ---- */

/* Where in a line the next byte stands. */
typedef enum { POP3_BEGIN, POP3_TEXT, POP3_CR, POP3_DOT, POP3_DOT_CR, POP3_END } Pop3Place;

typedef struct {
	Pop3Place place;
	int fd;
	uint64_t n_bytes;
	uint64_t max_bytes;
	GError *why; /* writing failed; the rest is read all the same */
	size_t n_out;
	char out[POP3_OUT_BYTES];
} Pop3Body;

static void
pop3_body_flush(Pop3Body *body)
{
	if (!body->why && body->n_bytes <= body->max_bytes && body->n_out > 0)
		files_write(body->fd, body->out, body->n_out, &body->why);
	body->n_out = 0;
}

static void
pop3_body_put(Pop3Body *body, char c)
{
	if (body->n_out == sizeof body->out)
		pop3_body_flush(body);
	body->out[body->n_out++] = c;
	body->n_bytes++;
}

static Pop3Place
pop3_body_text(Pop3Body *body, char c)
{
	pop3_body_put(body, c);
	return c == '\r' ? POP3_CR : POP3_TEXT;
}

/* One byte on; the dot before a line that begins with one is not the letter's. */
static void
pop3_body_byte(Pop3Body *body, char c)
{
	switch (body->place) {
	case POP3_BEGIN:
		body->place = c == '.' ? POP3_DOT : pop3_body_text(body, c);
		break;
	case POP3_CR:
		body->place = pop3_body_text(body, c);
		if (c == '\n')
			body->place = POP3_BEGIN;
		break;
	case POP3_DOT:
		body->place = c == '\r' ? POP3_DOT_CR : pop3_body_text(body, c);
		break;
	case POP3_DOT_CR:
		if (c == '\n') {
			body->place = POP3_END;
			break;
		}
		pop3_body_put(body, '\r');
		body->place = pop3_body_text(body, c);
		break;
	default:
		body->place = pop3_body_text(body, c);
	}
}

static bool
pop3_body_read(Pop3 *pop3, Pop3Body *body, GError **error)
{
	while (body->place != POP3_END) {
		const char *bytes;
		size_t n;
		size_t i = 0;

		if (!session_peek(pop3->session, &bytes, &n, error))
			return pop3_lost(pop3);
		while (i < n && body->place != POP3_END)
			pop3_body_byte(body, bytes[i++]);
		session_skip(pop3->session, i);
	}
	pop3_body_flush(body);
	return true;
}

bool
pop3_fetch(Pop3 *pop3, unsigned number, uint64_t max_bytes, int fd, uint64_t *ret_n_bytes,
	   GError **error)
{
	g_autofree char *command = g_strdup_printf("RETR %u", number);
	g_autofree Pop3Body *body = g_new0(Pop3Body, 1);

	*ret_n_bytes = 0;
	if (ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) != 0)
		return errors_set(error, ERRORS_STORE, _("the letter's file cannot be emptied"));
	session_limit(pop3->session, POP3_FETCH_S, SESSION_SILENCE_S);
	if (!pop3_say(pop3, command, ERRORS_MAIL, error))
		return false;
	body->fd = fd;
	body->max_bytes = max_bytes;
	if (!pop3_body_read(pop3, body, error)) {
		g_clear_error(&body->why);
		return false;
	}
	if (body->why) {
		g_propagate_error(error, body->why);
		return false;
	}
	if (body->n_bytes > max_bytes)
		return errors_set(error, ERRORS_MAIL, _("larger than %llu bytes"),
				  (unsigned long long)max_bytes);
	*ret_n_bytes = body->n_bytes;
	return true;
}

bool
pop3_delete(Pop3 *pop3, unsigned number, GError **error)
{
	g_autofree char *command = g_strdup_printf("DELE %u", number);

	session_limit(pop3->session, POP3_COMMAND_S, SESSION_SILENCE_S);
	return pop3_say(pop3, command, ERRORS_REFUSED, error);
}

bool
pop3_quit(Pop3 *pop3, GError **error)
{
	bool said;

	session_limit(pop3->session, POP3_COMMAND_S, SESSION_SILENCE_S);
	said = pop3_say(pop3, "QUIT", ERRORS_REFUSED, error);
	pop3->usable = false;
	return said;
}
