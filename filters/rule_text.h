/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_text — a rule file's bytes in, numbered lines of UTF-8 out
 *
 * UTF-8 with or without byte order mark, else GB18030, as Chinese Windows saves
 * it (base/lines). Line ends LF, CRLF or CR.
 */
#ifndef CHENGBAO_FILTERS_RULE_TEXT_H
#define CHENGBAO_FILTERS_RULE_TEXT_H

#include "filters/ruleset.h"

/* The lines without their ends (g_strfreev); NULL when `problems` grew. */
char **rule_text_lines(const RuleFile *file, GPtrArray *problems);

#endif
