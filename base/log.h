/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * log — one line on standard error for each thing worth a line
 *
 * Lines are `chengbao: TEXT`, without a time: the journal adds it. Control
 * characters in TEXT are shown as `?`, so that no letter can forge a line.
 *
 * Not here: what is worth a line (pipeline/ decides; floors 0-2 never log).
 */
#ifndef CHENGBAO_BASE_LOG_H
#define CHENGBAO_BASE_LOG_H

#include <glib.h>

typedef enum { LOG_ERROR, LOG_INFO, LOG_DEBUG } LogLevel;

void log_set_level(LogLevel level);
void log_line(LogLevel level, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
