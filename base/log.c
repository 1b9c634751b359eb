/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * log — one line on standard error for each thing worth a line
 */
#include "base/log.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

static LogLevel current = LOG_INFO;

void
log_set_level(LogLevel level)
{
	current = level;
}

void
log_line(LogLevel level, const char *format, ...)
{
	va_list args;
	g_autofree char *text = NULL;
	g_autofree char *line = NULL;

	if (level > current)
		return;
	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	for (char *p = text; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			*p = '?';
	line = g_strdup_printf("chengbao: %s\n", text);
	/* One write, so that lines of several processes do not mix. */
	if (write(STDERR_FILENO, line, strlen(line)) < 0)
		return;
}
