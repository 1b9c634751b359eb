/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dial — libcurl's part of a session: URL, connecting, TLS, login
 *
 * What session.c needs of it; nobody else includes this.
 */
#ifndef CHENGBAO_BASE_WIRE_DIAL_H
#define CHENGBAO_BASE_WIRE_DIAL_H

#include "base/wire/session.h"

#include <curl/curl.h>

/* Connects and logs in.
 *
 * Gives:  the handle, yours (curl_easy_cleanup), *ret_fd its socket (borrowed)
 *         and *ret_host (yours); NULL on error.
 * Errors: as session_open.
 */
CURL *dial(const SessionSettings *settings, int *ret_fd, char **ret_host, GError **error);

#endif
