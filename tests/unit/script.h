/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * script — a server that says what it is told to, over a socket pair
 *
 * Each step waits for a line that contains `wants` (NULL: for nothing) and says
 * `says`, with `%t` replaced by that line's first word (an IMAP tag). After the
 * last step the line is cut. For tests of base/wire.
 */
#ifndef CHENGBAO_TESTS_SCRIPT_H
#define CHENGBAO_TESTS_SCRIPT_H

#include "base/wire/session.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct {
	const char *wants;
	const char *says;
} ScriptStep;

typedef struct {
	int fd;
	const ScriptStep *steps;
	size_t n_steps;
	GThread *thread;
	GString *heard; /* all lines of the client */
	bool kept;	/* every step was asked for */
} Script;

static inline bool
script_line(int fd, GString *line)
{
	char c;

	g_string_truncate(line, 0);
	while (recv(fd, &c, 1, 0) == 1) {
		g_string_append_c(line, c);
		if (c == '\n')
			return true;
	}
	return false;
}

static inline void *
script_play(void *data)
{
	Script *script = data;
	g_autoptr(GString) line = g_string_new(NULL);

	script->kept = true;
	for (size_t i = 0; i < script->n_steps; i++) {
		const ScriptStep *step = &script->steps[i];
		g_autofree char *tag = NULL;
		g_autoptr(GString) says = g_string_new(step->says);

		while (step->wants) {
			if (!script_line(script->fd, line)) {
				script->kept = false;
				shutdown(script->fd, SHUT_RDWR);
				return NULL;
			}
			g_string_append(script->heard, line->str);
			if (strstr(line->str, step->wants))
				break;
		}
		tag = g_strndup(line->str, strcspn(line->str, " \r\n"));
		g_string_replace(says, "%t", tag, 0);
		if (says->len > 0 && send(script->fd, says->str, says->len, MSG_NOSIGNAL) < 0) {
			script->kept = false;
			break;
		}
	}
	shutdown(script->fd, SHUT_RDWR);
	return NULL;
}

/* Gives: the client's end. */
static inline Session *
script_start(Script *script, const ScriptStep *steps)
{
	int ends[2];

	g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
	*script = (Script){ .fd = ends[1], .steps = steps, .heard = g_string_new(NULL) };
	while (steps[script->n_steps].says)
		script->n_steps++;
	script->thread = g_thread_new("script", script_play, script);
	return session_over_fd(ends[0]);
}

/* Ends the play; true when every step was asked for. */
static inline bool
script_end(Script *script)
{
	g_thread_join(script->thread);
	close(script->fd);
	g_string_free(script->heard, TRUE);
	return script->kept;
}

#endif
