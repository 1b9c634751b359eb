/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * address — bare mail addresses, the strict form only
 *
 * The grammar lists what is allowed; everything else is refused.
 *
 * Promise: a valid address holds no control, blank, quote, bracket or non-ASCII
 * byte, and exactly one @.
 * Not here: the From header of a letter (mail/).
 */
#include "base/text/address.h"

#include <glib.h>
#include <string.h>

#define LOCAL_MAX 64
#define DOMAIN_MAX 255
#define LABEL_MAX 63

static bool
address_is_atom(char c)
{
	return c != '\0' && (g_ascii_isalnum(c) || strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool
address_local_valid(const char *local, size_t n)
{
	if (n < 1 || n > LOCAL_MAX || local[0] == '.' || local[n - 1] == '.')
		return false;
	for (size_t i = 0; i < n; i++) {
		if (local[i] == '.' ? local[i + 1] == '.' : !address_is_atom(local[i]))
			return false;
	}
	return true;
}

static bool
address_domain_valid(const char *domain)
{
	size_t n = strlen(domain), label = 0;

	if (n < 1 || n > DOMAIN_MAX)
		return false;
	for (size_t i = 0; i <= n; i++) {
		if (i == n || domain[i] == '.') {
			if (label < 1 || label > LABEL_MAX || domain[i - 1] == '-')
				return false;
			label = 0;
		} else if (g_ascii_isalnum(domain[i]) || (domain[i] == '-' && label > 0)) {
			label++;
		} else {
			return false;
		}
	}
	return true;
}

bool
address_valid(const char *address)
{
	const char *at = address ? strchr(address, '@') : NULL;

	return at && address_local_valid(address, (size_t)(at - address)) &&
	       address_domain_valid(at + 1);
}

const char *
address_domain(const char *address)
{
	const char *at = strrchr(address, '@');

	return at ? at + 1 : "";
}

char *
address_normal(const char *address)
{
	char *normal = g_strdup(address);
	char *at = strrchr(normal, '@');

	for (; at && *at; at++)
		*at = g_ascii_tolower(*at);
	return normal;
}

bool
address_equal(const char *a, const char *b)
{
	return a && b && g_ascii_strcasecmp(a, b) == 0;
}
