/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * amend_words — what an author's letter says of what he sent before
 *
 * 更正, 以此件为准, 修改稿 in the title or the first line: it corrects. 撤回, 作废, 请勿采用 in a
 * short letter: it withdraws, unless it says 不用撤回, asks (能撤回吗) or wants a part of the text
 * taken out (请删除第二段).
 *
 * Not here: which item is meant, and what becomes of it (amend).
 */
#ifndef CHENGBAO_PIPELINE_DESK_AMEND_WORDS_H
#define CHENGBAO_PIPELINE_DESK_AMEND_WORDS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum { AMEND_NOT, AMEND_CORRECTS, AMEND_WITHDRAWS } AmendKind;

AmendKind amend_words_kind(const char *title, const char *text);

/* After fold_load: does `said` name the item, by its title or as 第12号? */
bool amend_words_name(const char *said, const char *title, int64_t item);

#endif
