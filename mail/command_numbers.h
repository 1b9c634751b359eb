/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_numbers — the numbers an answer names: lines, items, counts
 *
 * 1 · 第1条 · 1号 · 3-5 · 3至5 · 十二 · ③ are lines, #812 is an item, 3条 a count.
 */
#ifndef CHENGBAO_MAIL_COMMAND_NUMBERS_H
#define CHENGBAO_MAIL_COMMAND_NUMBERS_H

#include "mail/command_view.h"

typedef struct CommandNumbers {
	GArray *lines; /* int */
	GArray *items; /* int64_t */
	int count;     /* 3条 without 第: 3, else 0 */
	bool broken;   /* 0, 5-3, too many */
} CommandNumbers;

void command_numbers_init(CommandNumbers *numbers);
void command_numbers_clear(CommandNumbers *numbers);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CommandNumbers, command_numbers_clear)

/* As after command_numbers_init, with the same memory. */
void command_numbers_empty(CommandNumbers *numbers);

bool command_numbers_any(const CommandNumbers *numbers);

/* Moves everything of `from` to the end of `to`. */
void command_numbers_take(CommandNumbers *to, CommandNumbers *from);

/* Does a span hold numbers and nothing else: 3、5, (3)? */
bool command_numbers_alone(const CommandView *view, CommandSpan span);

/* One plain number (digits, Chinese, circled). The place after it, or 0. */
size_t command_numbers_one(const CommandView *view, size_t at, size_t end, int *ret_value);

/* A list joined by 、 和 及 and ranges. The place after it, or 0 when no number
 * stands at `at`. Blanks do not join (they end a piece). */
size_t command_numbers_read(const CommandView *view, size_t at, size_t end, CommandNumbers *into);

/* 顺序 3,1,7: every number from `at` to `end` with any punctuation between;
 * false when anything else stands there. */
bool command_numbers_order(const CommandView *view, size_t at, size_t end, GArray *into);

/* Adds every number that begins a word in the span: what 其余 must leave alone. */
void command_numbers_mentioned(const CommandView *view, CommandSpan span, GArray *into);

#endif
