/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * login — a session with a mail server, as a start record says
 */
#include "pipeline/login.h"

#include "base/wire/secret.h"

Session *
login_session(const json_t *start, GError **error)
{
	const char *directory = record_string(start, "directory");
	const char *reference = record_string(start, "password");
	const char *ca = record_string(start, "ca");
	g_autofree char *ca_path = ca ? g_canonicalize_filename(ca, directory) : NULL;
	SessionSettings settings = { .url = record_string(start, "url"),
				     .user = record_string(start, "user"),
				     .oauth = record_bool(start, "oauth"),
				     .ca = ca_path,
				     .helo = record_string(start, "helo") };
	Session *session;
	char *password = NULL;

	if (reference) {
		password = secret_read(reference, directory, error);
		if (!password)
			return NULL;
	}
	settings.password = password;
	session = session_open(&settings, error);
	secret_free(password);
	return session;
}
