/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_traces — dates, times and addresses as mail programs write them
 */
#include "mail/newtext_traces.h"

#include <glib.h>
#include <string.h>

bool
newtext_traces_date(const char *text)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

	for (const char *p = text; *p != '\0'; p++) {
		const char *q = p;
		int n = 0;

		if (p > text && g_ascii_isdigit(p[-1]))
			continue;
		while (g_ascii_isdigit(*q) && n < 5) {
			q++;
			n++;
		}
		if (n < 1 || n > 4)
			continue;
		if (n == 4 && (g_str_has_prefix(q, "年") || *q == '-' || *q == '/' || *q == '.'))
			return true;
		if (n <= 2 && g_str_has_prefix(q, "月"))
			return true;
		if (n <= 2 && (*q == '/' || *q == '.') && g_ascii_isdigit(q[1]))
			return true;
		for (size_t m = 0; n == 4 && m < G_N_ELEMENTS(months); m++)
			if (strstr(text, months[m]) != NULL)
				return true;
	}
	return false;
}

bool
newtext_traces_year(const char *text)
{
	for (const char *p = text; *p != '\0'; p++) {
		if (!g_ascii_isdigit(*p))
			continue;
		if (strspn(p, "0123456789") == 4 &&
		    (memcmp(p, "19", 2) == 0 || memcmp(p, "20", 2) == 0))
			return true;
		p += strspn(p, "0123456789") - 1;
	}
	return false;
}

bool
newtext_traces_time(const char *text)
{
	for (const char *p = text; *p != '\0'; p++)
		if (g_ascii_isdigit(*p) &&
		    ((p[1] == ':' && g_ascii_isdigit(p[2])) ||
		     (g_str_has_prefix(p + 1, "：") && g_ascii_isdigit(p[1 + strlen("：")])) ||
		     (g_str_has_prefix(p + 1, "时") && g_ascii_isdigit(p[1 + strlen("时")]))))
			return true;
	return false;
}

bool
newtext_traces_address(const char *text)
{
	for (const char *p = strchr(text, '@'); p != NULL; p = strchr(p + 1, '@'))
		if (p > text && g_ascii_isalnum(p[-1]) && g_ascii_isalnum(p[1]))
			return true;
	return false;
}
