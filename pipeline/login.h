/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * login — a session with a mail server, as a start record says
 *
 * Fetchers and senders get the same members: url, user, password (`file:PATH`),
 * oauth, ca, helo, directory. The password is read for each login and forgotten.
 *
 * Not here: the records (fetch_records, sender_records), what is said afterwards.
 */
#ifndef CHENGBAO_PIPELINE_LOGIN_H
#define CHENGBAO_PIPELINE_LOGIN_H

#include "base/record.h"
#include "base/wire/session.h"

/* Connects and logs in. Errors: CONFIG the password file (secret_read); as session_open. */
Session *login_session(const json_t *start, GError **error);

#endif
