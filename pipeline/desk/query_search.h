/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * query_search — 查 WORDS by mail, within the asker's rights
 *
 * The desk's people find all items, issues and letters. A contributor finds the items and letters
 * that came from any of his addresses, what was printed of them, and the issues that were sent to
 * him.
 *
 * The words may be narrowed: 单位：民政局, 主题：三农, 期间：2026-11, 范围：信息 (刊物, 来信). Of
 * anything else behind such a label the whole word is looked for.
 */
#ifndef CHENGBAO_PIPELINE_DESK_QUERY_SEARCH_H
#define CHENGBAO_PIPELINE_DESK_QUERY_SEARCH_H

#include "config/roster.h"
#include "pipeline/desk/desk.h"

#define QUERY_HITS 30 /* shown in one mail */

/* Sets the members of the answer in `params`: question, words, found, more, lines. Errors:
 * STORE. */
bool query_search(const Desk *desk, const Person *person, const char *words, json_t *params,
		  GError **error);

#endif
