/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * changes — what a revision changed, for the templates
 *
 * An item with a member `earlier` (an older title and text) gets `changes` in its place:
 * the two titles where they differ, and each paragraph that does, with the removed and the
 * added passages and a little of what stays around them.
 *
 * Promise: bounded: CHANGES_PLACES paragraphs, CHANGES_CHARACTERS of each passage; what is
 * left out is counted. Every word passes prepare_words.
 * Not here: comparing (base/text/change), which two revisions (pipeline/desk/letterhead).
 */
#ifndef CHENGBAO_PUBLISH_CHANGES_H
#define CHENGBAO_PUBLISH_CHANGES_H

#include <jansson.h>

#define CHANGES_PLACES 30
#define CHANGES_CHARACTERS 300 /* of one passage that came or went */
#define CHANGES_AROUND 12      /* of what stays beside it */

/* {"since","heading":{"was","now"},"places":[{"paragraph","gone","come","pieces":
 * [{"removed"|"added"|"same"}]}],"more"}; NULL when nothing differs. `item` has title, text
 * and earlier: {"revision","title","text"}. Yours. */
json_t *changes_tell(const json_t *item);

#endif
