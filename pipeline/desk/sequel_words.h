/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sequel_words — how 初报, 续报 and 终报 are written
 *
 * The office form: the title names the event and says 续报（一）, the text says where the
 * first was printed and does not tell its beginning again.
 *
 * Not here: which report goes on with which (chain, sequel).
 */
#ifndef CHENGBAO_PIPELINE_DESK_SEQUEL_WORDS_H
#define CHENGBAO_PIPELINE_DESK_SEQUEL_WORDS_H

#include <glib.h>

#define SEQUEL_WORDS_NUMBER 99 /* the highest that is written in Chinese */

/* What a line calls its report: "终报", "续报", or NULL. 陆续报送 and 后续报道 call it neither. */
const char *sequel_words_step(const char *line);

/* The number of 续报二, 续报（2）, 第3次续报; 0 where the title has none. */
int sequel_words_number(const char *title);

/* 关于石桥村山洪的续报（一）: the title of sequel n, from the title of what it goes on with,
 * whichever report of the event that is. Yours. */
char *sequel_words_title(const char *title, int n);

/* 《政务信息》2026年第1期第2条, `issue` as before_issues names it. Yours. */
char *sequel_words_place(const char *issue, int line);

/* （接《政务信息》2026年第1期第2条《…》）, of a sequel_words_place. Yours. */
char *sequel_words_reference(const char *place, const char *title);

/* After fold_load. `text` without a heading that repeats its title, without references of this
 * module at its head and without the sentences at its beginning that `printed` has too, blanks
 * and punctuation aside; *ret_n: how many sentences those were. Yours, "" when nothing is left. */
char *sequel_words_rest(const char *text, const char *title, const char *printed, int *ret_n);

#endif
