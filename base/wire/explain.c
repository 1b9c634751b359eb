/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * explain — what a mail server's refusal means, in a clerk's words
 */
#include "base/wire/explain.h"

#include "base/errors.h"
#include "base/i18n.h"

#include <curl/curl.h>
#include <string.h>

static bool
explain_host_in(const char *host, const char *const *domains)
{
	for (; *domains; domains++)
		if (g_ascii_strcasecmp(host, *domains + 1) == 0 ||
		    (strlen(host) > strlen(*domains) &&
		     g_ascii_strcasecmp(host + strlen(host) - strlen(*domains), *domains) == 0))
			return true;
	return false;
}

bool
explain_is_netease(const char *host)
{
	static const char *const domains[] = { ".163.com", ".126.com",	   ".yeah.net",
					       ".188.com", ".netease.com", NULL };

	return explain_host_in(host, domains);
}

bool
explain_is_tencent(const char *host)
{
	static const char *const domains[] = { ".qq.com", ".foxmail.com", NULL };

	return explain_host_in(host, domains);
}

char *
explain_said(const char *bytes, size_t n_bytes)
{
	g_autofree char *raw = g_strndup(bytes, MIN(n_bytes, EXPLAIN_SAID_BYTES));
	g_autofree char *text = NULL;
	const char *last;

	for (char *p = raw; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			*p = ' ';
	text = g_utf8_make_valid(g_strstrip(raw), -1);
	last = text + MIN(strlen(text), EXPLAIN_SAID_BYTES);
	return g_strndup(text, *last ? (size_t)(g_utf8_find_prev_char(text, last + 1) - text)
				     : strlen(text));
}

static bool
explain_login(GError **error, const char *host, const char *user, const char *said)
{
	if (explain_is_netease(host))
		return errors_set(error, ERRORS_REFUSED,
				  _("%s refuses the login of %s. 163, 126 and yeah.net want the "
				    "client authorisation code here, not the password of the web "
				    "page: open the mailbox in a browser, Settings, "
				    "POP3/SMTP/IMAP, switch IMAP/SMTP on, and put the code it "
				    "shows into the password file. (%s)"),
				  host, user, said);
	if (explain_is_tencent(host))
		return errors_set(error, ERRORS_REFUSED,
				  _("%s refuses the login of %s. QQ mail wants the authorisation "
				    "code here, not the QQ password: open the mailbox in a "
				    "browser, Settings, Account, switch IMAP/SMTP on, and put the "
				    "code it shows into the password file. (%s)"),
				  host, user, said);
	return errors_set(error, ERRORS_REFUSED,
			  _("%s refuses the login of %s: wrong user or password, or mail programs "
			    "are not allowed for this mailbox. (%s)"),
			  host, user, said);
}

bool
explain_connect(GError **error, int curl_code, const char *host, const char *user, const char *said,
		const char *detail)
{
	switch ((CURLcode)curl_code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return errors_set(error, ERRORS_AGAIN,
				  _("the mail server %s is not known: check its name in url, and "
				    "the network"),
				  host);
	case CURLE_COULDNT_CONNECT:
		return errors_set(error, ERRORS_AGAIN,
				  _("the mail server %s does not take the connection: check the "
				    "port in url, the network and the firewall (%s)"),
				  host, detail);
	case CURLE_OPERATION_TIMEDOUT:
		return errors_set(error, ERRORS_AGAIN,
				  _("the mail server %s does not answer in time (%s)"), host,
				  detail);
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
		return errors_set(error, ERRORS_REFUSED,
				  _("the certificate of %s cannot be trusted; nothing was said to "
				    "it. For a server of the own network put its CA into ca = FILE "
				    "(%s)"),
				  host, detail);
	case CURLE_USE_SSL_FAILED:
		return errors_set(error, ERRORS_REFUSED,
				  _("%s offers no encryption (STARTTLS) on this port; no password "
				    "was sent. Use imaps:// or smtps:// if it has them"),
				  host);
	case CURLE_LOGIN_DENIED:
		return explain_login(error, host, user ? user : _("nobody"), said);
	case CURLE_SSL_CONNECT_ERROR:
		return errors_set(error, ERRORS_AGAIN,
				  _("no encrypted connection to %s: is it the right port? (%s)"),
				  host, detail);
	default:
		return errors_set(error, ERRORS_AGAIN, _("no connection to %s: %s (%s)"), host,
				  detail, said);
	}
}

bool
explain_select(GError **error, const char *folder, const char *said)
{
	g_autofree char *folded = g_ascii_strdown(said, -1);

	if (strstr(folded, "unsafe login"))
		return errors_set(error, ERRORS_REFUSED,
				  _("the server takes this for an unsafe login and does not open "
				    "%s: log in once on its web page, allow IMAP for this mailbox "
				    "and use a client authorisation code (%s)"),
				  folder, said);
	return errors_set(error, ERRORS_REFUSED, _("the server does not open the folder %s (%s)"),
			  folder, said);
}
