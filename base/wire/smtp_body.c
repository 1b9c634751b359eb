/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * smtp_body — the bytes of a letter on the way out
 */
#include "base/wire/smtp_body.h"

#include "base/errors.h"
#include "base/i18n.h"

#include <errno.h>
#include <unistd.h>

#define SMTP_BODY_BUFFER 16384u
#define SMTP_BODY_LINE 998u /* RFC 5321 4.5.3.1.6, without CRLF */

/* Where in the bytes we are. */
typedef struct {
	uint64_t line;
	uint64_t column;
	char last;
	SmtpBody body;
} SmtpBodyAt;

static bool
smtp_body_check_byte(SmtpBodyAt *at, char c, GError **error)
{
	if ((c == '\n') != (at->last == '\r'))
		return errors_set(error, ERRORS_MAIL,
				  _("line %llu of the mail to send ends with a lone CR or LF"),
				  (unsigned long long)at->line);
	if (c == '\0')
		return errors_set(error, ERRORS_MAIL, _("a NUL in line %llu of the mail to send"),
				  (unsigned long long)at->line);
	at->body.eight_bit |= (unsigned char)c >= 0x80;
	at->column = c == '\n' ? 0 : at->column + 1;
	at->line += c == '\n';
	if (at->column > SMTP_BODY_LINE + 1 || (at->column > SMTP_BODY_LINE && c != '\r'))
		return errors_set(error, ERRORS_MAIL,
				  _("line %llu of the mail to send is longer than %u bytes"),
				  (unsigned long long)at->line, SMTP_BODY_LINE);
	at->last = c;
	return true;
}

bool
smtp_body_check(int fd, SmtpBody *ret_body, GError **error)
{
	SmtpBodyAt at = { .line = 1 };
	char buffer[SMTP_BODY_BUFFER];
	ssize_t n;

	while ((n = pread(fd, buffer, sizeof buffer, (off_t)at.body.n_bytes)) > 0) {
		for (ssize_t i = 0; i < n; i++)
			if (!smtp_body_check_byte(&at, buffer[i], error))
				return false;
		at.body.n_bytes += (uint64_t)n;
	}
	if (n < 0)
		return errors_errno(error, ERRORS_STORE, errno, _("cannot read the mail to send"));
	if (at.last != '\n')
		return errors_set(error, ERRORS_MAIL,
				  _("the mail to send does not end with a line end"));
	if (ret_body)
		*ret_body = at.body;
	return true;
}

bool
smtp_body_send(Session *session, int fd, uint64_t n_bytes, GError **error)
{
	char buffer[SMTP_BODY_BUFFER];
	char stuffed[SMTP_BODY_BUFFER * 2];
	uint64_t done = 0;
	char last = '\n';
	ssize_t n;

	while ((n = pread(fd, buffer, sizeof buffer, (off_t)done)) > 0) {
		size_t n_stuffed = 0;

		for (ssize_t i = 0; i < n; i++) {
			if (last == '\n' && buffer[i] == '.')
				stuffed[n_stuffed++] = '.';
			stuffed[n_stuffed++] = last = buffer[i];
		}
		done += (uint64_t)n;
		if (!session_send(session, stuffed, n_stuffed, error))
			return false;
	}
	if (n < 0 || done != n_bytes || last != '\n')
		return errors_set(error, ERRORS_MAIL, _("the mail to send changed meanwhile"));
	return true;
}
