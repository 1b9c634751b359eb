/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_words — the table of verbs and their words, and their boundaries
 */
#ifndef CHENGBAO_MAIL_COMMAND_WORDS_H
#define CHENGBAO_MAIL_COMMAND_WORDS_H

#include "mail/command_view.h"
#include "mail/commands.h"

typedef enum {
	TAKES_NOTHING,
	TAKES_JOURNAL, /* 《政务信息》 */
	TAKES_REASON,  /* the rest */
	TAKES_NAME,    /* a known name, then perhaps a question */
	TAKES_DATE,
	TAKES_LABEL,  /* the rest of the piece: topics, a kind */
	TAKES_TITLE,  /* the rest of the line or of the pieces */
	TAKES_TARGET, /* 1 or #812 */
	TAKES_FREE,   /* the rest, any words */
} CommandTakes;

typedef struct CommandEntry {
	const char *word; /* folded, simplified */
	CommandVerb verb;
	CommandTakes takes;
	bool glued; /* the rest may follow without a blank: 退回补数据 */
} CommandEntry;

/* The longest word of the scope's table standing whole at `at`: by the boundary
 * rules of CONTRACT. *ret_after is the place after it. NULL when none does. */
const CommandEntry *command_words_at(const CommandView *view, size_t at, size_t end,
				     const CommandContext *context, size_t *ret_after);

/* Is the span one word of the scope's table and nothing else? 退回 通过 gives no reason. */
bool command_words_is_word(const CommandView *view, CommandSpan span,
			   const CommandContext *context);

/* Can verbs of this kind decide about an item (only one may)? */
bool command_words_is_decision(CommandVerb verb);

/* Is the span a date as park takes it (至12月1日, 下周一, 3天)? */
bool command_words_is_date(const CommandView *view, CommandSpan span);

/* A journal at `at` (《…》, or one of context->journals, with 上 or 用于 before
 * it): the place after it and its name; 0 when none is there. */
size_t command_words_journal(const CommandView *view, size_t at, size_t end,
			     const CommandContext *context, char **ret_journal);

/* The span after the names of 转 and 问 at `at`, joined by 、: or 0. Without any
 * known names one word after a blank is taken as it stands. */
size_t command_words_people(const CommandView *view, size_t at, size_t end,
			    const CommandContext *context, char **ret_names);

/* Does another name seem to follow, of somebody who is not known: 问民政局和王五? */
bool command_words_people_more(const CommandView *view, size_t at, size_t end);

#endif
