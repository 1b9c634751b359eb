/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dial — libcurl's part of a session: URL, connecting, TLS, login
 *
 * With CURLOPT_CONNECT_ONLY libcurl returns after greeting, STARTTLS and
 * login; nothing but scheme, host and port of the URL reaches it.
 */
#include "base/wire/dial.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/wire/explain.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CURLU, curl_url_cleanup)

#define autocurl __attribute__((cleanup(dial_free))) char
static void
dial_free(char **text)
{
	curl_free(*text);
}

static CURLU *
dial_parts(const char *url)
{
	static const char *const schemes[] = { "imap", "imaps", "pop3", "pop3s",
					       "smtp", "smtps", NULL };
	g_autoptr(CURLU) parts = curl_url();
	autocurl *scheme = NULL;

	if (!parts || curl_url_set(parts, CURLUPART_URL, url, 0) != CURLUE_OK ||
	    curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK ||
	    !g_strv_contains(schemes, scheme))
		return NULL;
	return g_steal_pointer(&parts);
}

bool
session_url_is(const char *url)
{
	g_autoptr(CURLU) parts = dial_parts(url);

	return parts != NULL;
}

char *
session_url_host(const char *url)
{
	g_autoptr(CURLU) parts = dial_parts(url);
	autocurl *host = NULL;

	if (!parts || curl_url_get(parts, CURLUPART_HOST, &host, 0) != CURLUE_OK)
		return NULL;
	return g_ascii_strdown(host, -1);
}

char *
session_url_folder(const char *url)
{
	g_autoptr(CURLU) parts = dial_parts(url);
	autocurl *path = NULL;

	if (!parts || curl_url_get(parts, CURLUPART_PATH, &path, CURLU_URLDECODE) != CURLUE_OK ||
	    strlen(path) < 2 || !g_utf8_validate(path, -1, NULL))
		return NULL;
	return g_strdup(path + 1);
}

/* Scheme, host and port alone: a user, folder or query in the URL is not ours. */
static char *
dial_url(const char *url, const char *helo)
{
	g_autoptr(CURLU) parts = dial_parts(url);
	autocurl *scheme = NULL;
	autocurl *host = NULL;
	autocurl *port = NULL;

	if (!parts || curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK ||
	    curl_url_get(parts, CURLUPART_HOST, &host, 0) != CURLUE_OK ||
	    curl_url_get(parts, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) != CURLUE_OK)
		return NULL;
	/* curl's own default for smtp is 25; what a program submits goes to 587. */
	if (strcmp(scheme, "smtp") == 0 && strcmp(port, "25") == 0 && !strstr(url, ":25"))
		return g_strdup_printf("smtp://%s:587/%s", host, helo);
	return g_strdup_printf("%s://%s:%s/%s", scheme, host, port,
			       g_str_has_prefix(scheme, "smtp") ? helo : "");
}

/* What the server says while libcurl logs in; the last line explains a refusal. */
static size_t
dial_heard(char *bytes, size_t size, size_t n, void *data)
{
	char **said = data;

	g_free(*said);
	*said = explain_said(bytes, size * n);
	return size * n;
}

static CURL *
dial_prepare(const SessionSettings *settings, const char *url, char *why, char **said)
{
	CURL *curl = curl_easy_init();

	if (!curl)
		return NULL;
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "imap,imaps,pop3,pop3s,smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TCP_KEEPALIVE, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)SESSION_CONNECT_S / 2);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SESSION_CONNECT_S);
	curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)SESSION_CONNECT_S / 2);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, why);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, dial_heard);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, said);
	if (settings->ca)
		curl_easy_setopt(curl, CURLOPT_CAINFO, settings->ca);
	if (settings->user) {
		curl_easy_setopt(curl, CURLOPT_USERNAME, settings->user);
		curl_easy_setopt(curl, settings->oauth ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD,
				 settings->password ? settings->password : "");
	}
	return curl;
}

bool
session_helo_is(const char *helo)
{
	for (const char *p = helo; *p; p++)
		if (!g_ascii_isalnum(*p) && *p != '-' && *p != '.')
			return false;
	return *helo && strlen(helo) <= 255;
}

CURL *
dial(const SessionSettings *settings, int *ret_fd, char **ret_host, GError **error)
{
	static gsize once;
	const char *helo =
		settings->helo && session_helo_is(settings->helo) ? settings->helo : "localhost";
	g_autofree char *url = dial_url(settings->url, helo);
	g_autofree char *host = session_url_host(settings->url);
	g_autofree char *said = g_strdup("");
	char why[CURL_ERROR_SIZE] = "";
	curl_socket_t fd = CURL_SOCKET_BAD;
	CURLcode code;
	CURL *curl;

	if (g_once_init_enter(&once))
		g_once_init_leave(&once, curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? 1 : 2);
	if (!url || !host) {
		errors_set(error, ERRORS_REFUSED, _("not the address of a mail server: %s"),
			   settings->url);
		return NULL;
	}
	curl = once == 1 ? dial_prepare(settings, url, why, &said) : NULL;
	if (!curl) {
		errors_set(error, ERRORS_AGAIN, _("libcurl does not start"));
		return NULL;
	}
	code = curl_easy_perform(curl);
	if (code == CURLE_OK)
		code = curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &fd);
	curl_easy_setopt(curl, CURLOPT_PASSWORD, NULL);
	curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, NULL);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, NULL);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, NULL);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, NULL);
	if (code != CURLE_OK || fd == CURL_SOCKET_BAD) {
		explain_connect(error, (int)code, host, settings->user, said, why);
		curl_easy_cleanup(curl);
		return NULL;
	}
	*ret_fd = fd;
	*ret_host = g_steal_pointer(&host);
	return curl;
}
