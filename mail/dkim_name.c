/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dkim_name — where in the DNS a signature's key is found
 */
#include "mail/dkim_name.h"

#include <glib.h>
#include <string.h>

/* Letters, digits, hyphens and underscores in labels: what stands in a name that somebody
 * else wrote goes into a question of ours. */
static bool
is_name(const char *text)
{
	size_t label = 0;

	for (; *text; text++) {
		bool dot = *text == '.';

		if (dot ? label == 0 : !g_ascii_isalnum(*text) && !strchr("-_", *text))
			return false;
		label = dot ? 0 : label + 1;
		if (label > 63)
			return false;
	}
	return label > 0;
}

bool
dkim_name_valid(const char *name)
{
	const char *middle = strstr(name, "._domainkey.");

	return middle && middle != name && strlen(name) <= DKIM_NAME_BYTES && is_name(name);
}

char *
dkim_name(const char *selector, const char *domain)
{
	g_autofree char *name = g_strconcat(selector, "._domainkey.", domain, NULL);

	return dkim_name_valid(name) ? g_ascii_strdown(name, -1) : NULL;
}
