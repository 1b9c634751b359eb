/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * slip_words — “1200台”应为“1020台”: the slips that a short letter of an author names
 *
 * 应为, 应是, 更正为 and the like join what is wrong and what is right, 误写为 the other way
 * round; 改为 and 改成 only in a letter that says 更正 or 有误 somewhere. Both stand in quotation
 * marks, or both are quantities written alike: of 农机1200台应为1020台 the 1200台, of 11月20日应为
 * 11月21日 the whole date. What is neither is named, and not certain. A question (是否应为) and a
 * long text name none.
 *
 * Not here: in which item they stand (slip).
 */
#ifndef CHENGBAO_PIPELINE_DESK_SLIP_WORDS_H
#define CHENGBAO_PIPELINE_DESK_SLIP_WORDS_H

#include <glib.h>
#include <stdbool.h>

#define SLIP_WORDS_TEXT 300  /* characters of a letter that is about slips alone */
#define SLIP_WORDS_ALONE 120 /* of one that can bring no report beside them */
#define SLIP_WORDS_MOST 10
#define SLIP_WORDS_LONG 40 /* characters of one that is named */

typedef struct {
	char *wrong, *right; /* as its writer wrote them */
	bool certain;	     /* it is plain where both begin and end */
} SlipWords;

/* After fold_load. An array of SlipWords *, yours; empty where the letter names none. */
GPtrArray *slip_words_read(const char *title, const char *text);

/* “1200台”应为“1020台”，“12万亩”应为“10万亩”. Yours. */
char *slip_words_said(const GPtrArray *slips);

#endif
