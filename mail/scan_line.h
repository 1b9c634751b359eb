/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scan_line — one line of a letter, and what it is to a header
 *
 * Only for scan and scan_parts.
 */
#ifndef CHENGBAO_MAIL_SCAN_LINE_H
#define CHENGBAO_MAIL_SCAN_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* One line from *at: its length without line end; *at moves behind the line end. */
size_t scan_line_take(const char *bytes, size_t n_bytes, size_t *at);

bool scan_line_is_blank(char c);

/* Length of the name when the line is a header line (RFC 5322 2.2), else 0. *ret_spaced: blanks
 * stand before its colon. */
size_t scan_line_name(const char *line, size_t n, bool *ret_spaced);

/* Is it the header line of this name? */
bool scan_line_is(const char *line, size_t n, const char *name);

bool scan_line_is_ascii(const char *line, size_t n);

/* Does it hold `word`, in lower case, any case? */
bool scan_line_has(const char *line, size_t n, const char *word);

/* Does a line without colon go on with the header line `before` it, whose blank was lost: an
 * encoded word, or a parameter behind a semicolon? */
bool scan_line_goes_on(const char *before, size_t n_before, const char *line, size_t n);

/* Could it be a boundary line? */
bool scan_line_is_dashed(const char *line, size_t n);

/* Comes a header line of mail between `at` and the blank or boundary line that ends a header? */
bool scan_line_header_follows(const char *bytes, size_t n_bytes, size_t at);

#endif
