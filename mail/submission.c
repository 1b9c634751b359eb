/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * submission — our own server says that the sender had logged in there
 */
#include "mail/submission.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text/address.h"
#include "mail/received.h"

#define COREMAIL "coremail:"

static bool
is_border(const SubmissionPolicy *policy, const char *host)
{
	for (size_t i = 0; policy->border && policy->border[i]; i++)
		if (g_ascii_strcasecmp(policy->border[i], host) == 0)
			return true;
	return false;
}

static bool
is_host(const SubmissionPolicy *policy, const char *host)
{
	return is_border(policy, host) ||
	       (policy->authserv_id && g_ascii_strcasecmp(policy->authserv_id, host) == 0);
}

static bool
has_form(const SubmissionPolicy *policy, const Received *received)
{
	for (size_t i = 0; policy->forms && policy->forms[i]; i++) {
		const char *form = policy->forms[i];

		if (received->esmtpsa && strcmp(form, "esmtpsa") == 0 &&
		    is_host(policy, received->by))
			return true;
		if (received->coremail && g_str_has_prefix(form, COREMAIL) &&
		    g_ascii_strcasecmp(form + strlen(COREMAIL), received->coremail) == 0)
			return true;
	}
	return false;
}

/* A user without a domain is one of the office's own. */
static bool
is_user(const SubmissionPolicy *policy, const char *user, const char *from)
{
	g_autofree char *whole = NULL;

	if (strchr(user, '@'))
		return address_equal(user, from);
	if (!policy->domain)
		return false;
	whole = g_strconcat(user, "@", policy->domain, NULL);
	return address_equal(whole, from);
}

bool
submission_passed(const Scan *scan, const SubmissionPolicy *policy, const char *from,
		  const char **ret_why)
{
	*ret_why = _("no line of the border says that somebody logged in");
	if (!from || scan->header_broken)
		return false;
	for (size_t i = 0; i < scan->n_headers; i++) {
		g_auto(Received) received = { 0 };

		if (!scan_header_is(&scan->headers[i], "Received"))
			continue;
		if (!received_read(&scan->headers[i], &received))
			return false;
		if (received_is_lmtp(&received) && is_border(policy, received.by))
			continue;
		if (!received.user || !has_form(policy, &received))
			return false;
		*ret_why = is_user(policy, received.user, from)
				   ? _("the sender had logged in at our own mail server")
				   : _("somebody else than the one in From had logged in");
		return is_user(policy, received.user, from);
	}
	return false;
}
