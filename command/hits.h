/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hits — which rule hit where, with the passage, for people
 */
#ifndef CHENGBAO_COMMAND_HITS_H
#define CHENGBAO_COMMAND_HITS_H

#include <jansson.h>

/* The words the hits lie in; either may be NULL. */
typedef struct {
	const char *title, *text;
} HitsWords;

/* All print on standard output. hits, topics, marks and angles: as filters/ruleset says. */
void hits_say(const json_t *hits, const HitsWords *words);
void hits_say_topics(const char *head, const json_t *topics, const HitsWords *words);
void hits_say_marks(const json_t *marks, const HitsWords *words);
void hits_say_checks(const json_t *checks, const HitsWords *words);
void hits_say_angles(const json_t *angles, const HitsWords *words);

/* `……春天【春耕】备耕……`: a hit with some characters around it. Yours. */
char *hits_passage(const json_t *hit, const char *text);

#endif
