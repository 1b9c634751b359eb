/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * session — an encrypted, logged-in line to a mail server
 *
 * libcurl may hold decrypted bytes that poll(2) cannot see: the socket is
 * always read until it says AGAIN before anybody waits for it.
 */
#include "base/wire/session.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/wire/dial.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define SESSION_BUFFER 65536u

struct Session {
	CURL *curl; /* NULL: plain `fd` */
	int fd;
	char *host;
	int64_t deadline_us; /* monotonic; 0 none */
	int silence_s;
	GString *line;
	size_t filled;
	size_t used;
	char buffer[SESSION_BUFFER];
};

/* Why waiting ended. */
typedef enum { SESSION_IN = POLLIN, SESSION_OUT = POLLIN | POLLOUT } SessionWish;

static Session *
session_new(CURL *curl, int fd, const char *host)
{
	Session *session = g_new0(Session, 1);

	session->curl = curl;
	session->fd = fd;
	session->host = g_strdup(host);
	session->line = g_string_new(NULL);
	session->silence_s = SESSION_SILENCE_S;
	return session;
}

Session *
session_open(const SessionSettings *settings, GError **error)
{
	g_autofree char *host = NULL;
	int fd = -1;
	CURL *curl = dial(settings, &fd, &host, error);

	return curl ? session_new(curl, fd, host) : NULL;
}

Session *
session_over_fd(int fd)
{
	return session_new(NULL, fd, "peer");
}

void
session_free(Session *session)
{
	if (!session)
		return;
	if (session->curl)
		curl_easy_cleanup(session->curl);
	else
		files_close(&session->fd);
	g_string_free(session->line, TRUE);
	g_free(session->host);
	g_free(session);
}

void
session_limit(Session *session, int seconds, int silence_s)
{
	session->deadline_us = seconds > 0 ? clock_monotonic_us() + seconds * CLOCK_SECOND_US : 0;
	session->silence_s = silence_s;
}

static bool
session_lost(const Session *session, GError **error)
{
	return errors_set(error, ERRORS_AGAIN, _("the connection to %s was lost"), session->host);
}

/* Waits as long as silence and deadline allow. */
static bool
session_patience(Session *session, SessionWish wish, GError **error)
{
	struct pollfd wait = { session->fd, (short)wish, 0 };
	int64_t left_ms = session->silence_s * INT64_C(1000);
	int n;

	if (session->deadline_us > 0)
		left_ms = MIN(left_ms, (session->deadline_us - clock_monotonic_us()) / 1000);
	do {
		n = left_ms > 0 ? poll(&wait, 1, (int)left_ms) : 0;
	} while (n < 0 && errno == EINTR);
	if (n == 0)
		return errors_set(error, ERRORS_AGAIN, _("%s fell silent or is too slow"),
				  session->host);
	return n > 0 || session_lost(session, error);
}

/* One attempt. *ret_n 0 and true: nothing there yet. */
static bool
session_try_receive(Session *session, size_t *ret_n, GError **error)
{
	size_t n = 0;

	if (session->used == session->filled)
		session->used = session->filled = 0;
	if (session->curl) {
		CURLcode code = curl_easy_recv(session->curl, session->buffer + session->filled,
					       SESSION_BUFFER - session->filled, &n);

		if (code == CURLE_AGAIN)
			n = 0;
		else if (code != CURLE_OK || n == 0)
			return session_lost(session, error);
	} else {
		ssize_t got = recv(session->fd, session->buffer + session->filled,
				   SESSION_BUFFER - session->filled, MSG_DONTWAIT);

		if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
			return session_lost(session, error);
		n = got > 0 ? (size_t)got : 0;
	}
	session->filled += n;
	*ret_n = n;
	return true;
}

/* At least one byte in the buffer. */
static bool
session_fill(Session *session, GError **error)
{
	while (session->used == session->filled) {
		size_t n = 0;

		if (!session_try_receive(session, &n, error))
			return false;
		if (session->deadline_us > 0 && clock_monotonic_us() > session->deadline_us)
			return errors_set(error, ERRORS_AGAIN, _("%s fell silent or is too slow"),
					  session->host);
		if (n == 0 && !session_patience(session, SESSION_IN, error))
			return false;
	}
	return true;
}

bool
session_send(Session *session, const void *bytes, size_t n_bytes, GError **error)
{
	size_t done = 0;

	while (done < n_bytes) {
		size_t n = 0;
		bool again = false;

		if (session->curl) {
			CURLcode code = curl_easy_send(session->curl, (const char *)bytes + done,
						       n_bytes - done, &n);

			again = code == CURLE_AGAIN;
			if (code != CURLE_OK && !again)
				return session_lost(session, error);
		} else {
			ssize_t sent = send(session->fd, (const char *)bytes + done, n_bytes - done,
					    MSG_NOSIGNAL | MSG_DONTWAIT);

			again = sent < 0 && (errno == EAGAIN || errno == EINTR);
			if (sent < 0 && !again)
				return session_lost(session, error);
			n = sent > 0 ? (size_t)sent : 0;
		}
		done += n;
		if (again && !session_patience(session, SESSION_OUT, error))
			return false;
	}
	return true;
}

bool
session_line(Session *session, const char **ret_line, size_t *ret_n_bytes, GError **error)
{
	GString *line = session->line;

	g_string_truncate(line, 0);
	for (;;) {
		const char *start;
		const char *end;
		size_t n;

		if (!session_fill(session, error))
			return false;
		start = session->buffer + session->used;
		n = session->filled - session->used;
		end = memchr(start, '\n', n);
		if (end)
			n = (size_t)(end - start) + 1;
		if (line->len + n > SESSION_LINE_BYTES)
			return errors_set(error, ERRORS_AGAIN, _("%s sends a line without end"),
					  session->host);
		g_string_append_len(line, start, (gssize)n);
		session->used += n;
		if (end)
			break;
	}
	g_string_truncate(line, line->len - 1);
	if (line->len > 0 && line->str[line->len - 1] == '\r')
		g_string_truncate(line, line->len - 1);
	*ret_line = line->str;
	*ret_n_bytes = line->len;
	return true;
}

bool
session_copy(Session *session, uint64_t n_bytes, int fd, GError **error)
{
	g_autoptr(GError) why = NULL;

	while (n_bytes > 0) {
		size_t n;

		if (!session_fill(session, error))
			return false;
		n = (size_t)MIN(n_bytes, session->filled - session->used);
		if (fd >= 0 && !why)
			files_write(fd, session->buffer + session->used, n, &why);
		session->used += n;
		n_bytes -= n;
	}
	if (why) {
		g_propagate_error(error, g_steal_pointer(&why));
		return false;
	}
	return true;
}

bool
session_peek(Session *session, const char **ret_bytes, size_t *ret_n_bytes, GError **error)
{
	if (!session_fill(session, error))
		return false;
	*ret_bytes = session->buffer + session->used;
	*ret_n_bytes = session->filled - session->used;
	return true;
}

void
session_skip(Session *session, size_t n_bytes)
{
	g_assert(n_bytes <= session->filled - session->used);
	session->used += n_bytes;
}

bool
session_read(Session *session, char *ret_bytes, size_t n_bytes, GError **error)
{
	size_t done = 0;

	while (done < n_bytes) {
		size_t n;

		if (!session_fill(session, error))
			return false;
		n = MIN(n_bytes - done, session->filled - session->used);
		memcpy(ret_bytes + done, session->buffer + session->used, n);
		session->used += n;
		done += n;
	}
	ret_bytes[n_bytes] = '\0';
	return true;
}

bool
session_wait(Session *session, int other_fd, int timeout_ms, int *ret_ready, GError **error)
{
	struct pollfd waits[2] = { { session->fd, POLLIN, 0 }, { other_fd, POLLIN, 0 } };
	size_t n = 0;
	int ready = SESSION_QUIET;

	if (session->used == session->filled && !session_try_receive(session, &n, error))
		return false;
	if (session->used < session->filled)
		timeout_ms = 0;
	if (poll(waits, 2, timeout_ms) < 0 && errno != EINTR)
		return errors_errno(error, ERRORS_AGAIN, errno, _("cannot wait for %s"),
				    session->host);
	if (session->used < session->filled || waits[0].revents)
		ready |= SESSION_DATA;
	if (waits[1].revents)
		ready |= SESSION_OTHER;
	*ret_ready = ready;
	return true;
}
