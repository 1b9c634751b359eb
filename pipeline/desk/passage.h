/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * passage — where the words of a search stand in a text
 */
#ifndef CHENGBAO_PIPELINE_DESK_PASSAGE_H
#define CHENGBAO_PIPELINE_DESK_PASSAGE_H

#define PASSAGE_AROUND 15 /* characters shown on either side */

/* After fold_load: the first place of the first of the words (NULL-terminated) that stands in the
 * text, with what is around it, on one line; the text's beginning where none stands as it was
 * typed. Yours. */
char *passage_find(const char *text, const char *const *words);

#endif
