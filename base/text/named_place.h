/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * named_place — the towns, villages, roads and firms that a text names
 *
 * A place is the two characters before 镇, 村, 路, 公司 and the like with it (of a firm those
 * before its trade: 鑫达化工有限公司 is 鑫达公司); a county is none, as everything that its
 * office hears of lies there, nor is what counts or points (一家超市, 位于镇北街), nor a word
 * that begins so (路面, 乡村).
 *
 * Takes folded text (fold).
 */
#ifndef CHENGBAO_BASE_TEXT_NAMED_PLACE_H
#define CHENGBAO_BASE_TEXT_NAMED_PLACE_H

#include <glib.h>

typedef enum { NAMED_PLACE_TOWN, NAMED_PLACE_VILLAGE, NAMED_PLACE_OTHER } NamedPlaceKind;

/* The first `n_most` of a text in its order, each once: 青石镇, 石桥村. Strings, yours. */
GPtrArray *named_place_find(const char *folded, guint n_most);

/* What one of these names is. */
NamedPlaceKind named_place_kind(const char *name);

#endif
