/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quote_mark — which mark closes or opens a quotation: “” ‘’ 「」 『』 "" ''
 *
 * Not here: marks of titles (《》), where a quotation ends.
 */
#ifndef CHENGBAO_BASE_TEXT_QUOTE_MARK_H
#define CHENGBAO_BASE_TEXT_QUOTE_MARK_H

#include <glib.h>

/* The mark that belongs to this one; 0: it is none that opens (closes). */
gunichar quote_mark_closing(gunichar opening);
gunichar quote_mark_opening(gunichar closing);

#endif
