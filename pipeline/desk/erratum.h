/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * erratum — the words that put right what was printed
 *
 * What is sealed does not change; the next issue says what was meant. This makes the draft
 * of that: each passage as it was printed and as it should be. An editor decides on it and
 * edits it like any other text.
 *
 * Not here: whether there is one (resent), comparing (base/text/change).
 */
#ifndef CHENGBAO_PIPELINE_DESK_ERRATUM_H
#define CHENGBAO_PIPELINE_DESK_ERRATUM_H

#include <glib.h>

#define ERRATUM_PLACES 20 /* paragraphs; that there are more is said */

/* `issue` as before_issues names it, "政务信息 2026/45". Yours; NULL when the texts say the
 * same. */
char *erratum_text(const char *issue, const char *title, const char *printed, const char *meant);

#endif
