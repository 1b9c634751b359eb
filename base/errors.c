/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * errors — one domain whose codes name the remedy
 */
#include "base/errors.h"

#include "base/i18n.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

GQuark
errors_quark(void)
{
	return g_quark_from_static_string("chengbao-errors");
}

bool
errors_set(GError **error, ErrorsCode code, const char *format, ...)
{
	va_list args;
	g_autofree char *text = NULL;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error_literal(error, ERRORS, (int)code, text);
	return false;
}

/* What a person can do about it, where that is the same whatever failed. */
static const char *
errors_remedy(int saved_errno)
{
	switch (saved_errno) {
	case ENOSPC:
	case EDQUOT:
		return _("; free some space and try again");
	case EMFILE:
	case ENFILE:
		return _("; allow more open files (ulimit -n, LimitNOFILE=) and try again");
	default:
		return "";
	}
}

bool
errors_errno(GError **error, ErrorsCode code, int saved_errno, const char *format, ...)
{
	va_list args;
	g_autofree char *text = NULL;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, ERRORS, (int)code, "%s: %s%s", text, g_strerror(saved_errno),
		    errors_remedy(saved_errno));
	return false;
}

int
errors_exit_code(const GError *error)
{
	if (error->domain != ERRORS)
		return 74;
	switch ((ErrorsCode)error->code) {
	case ERRORS_AGAIN:
		return 75;
	case ERRORS_CONFIG:
		return 78;
	case ERRORS_STORE:
		return 74;
	case ERRORS_USAGE:
		return 64;
	case ERRORS_MAIL:
	case ERRORS_REFUSED:
		return 1;
	}
	return 74;
}
