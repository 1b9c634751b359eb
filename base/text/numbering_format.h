/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numbering_format — how a format of Word's writes the number of a paragraph
 *
 * Not here: which number a paragraph has (html_list, extract/numbering).
 */
#ifndef CHENGBAO_BASE_TEXT_NUMBERING_FORMAT_H
#define CHENGBAO_BASE_TEXT_NUMBERING_FORMAT_H

#include <glib.h>

#define NUMBERING_FORMAT_MOST 9999 /* nobody counts on: greater numbers are written as this one */

/* How `format` (ST_NumberFormat: chineseCounting, decimal, bullet …; one that we do not know is
 * decimal) writes a number. Appends to `out`; nothing for what is none. */
void numbering_format(const char *format, unsigned number, GString *out);

#endif
