/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_sense — what the words around a verb make of it
 *
 * Private to mail/command*.c.
 */
#ifndef CHENGBAO_MAIL_COMMAND_SENSE_H
#define CHENGBAO_MAIL_COMMAND_SENSE_H

#include "mail/command_view.h"

/* Does the reason ask or set a condition, so that it is no clear word? */
bool command_sense_is_question(const CommandView *view, CommandSpan span);
bool command_sense_is_condition(const CommandView *view, CommandSpan span);

/* A condition that says itself what hangs on it: 改后通过, 如属实则用. */
bool command_sense_is_concluded(const CommandView *view, CommandSpan span);

/* Does it wait for something, so that what follows does too: 等3核实, 核实后? */
bool command_sense_is_awaited(const CommandView *view, CommandSpan span);

/* 好的 1通过: these words take nothing back of what stands beside them; 先别 does. */
bool command_sense_is_harmless(const CommandView *view, CommandSpan span);

/* A question behind what is said: 是吗, 可以吗. */
bool command_sense_is_tag(const CommandView *view, CommandSpan span);

/* Does it take something back of what stands before it: 但要核实, 先别发, 下期发, 作废? */
bool command_sense_is_reserve(const CommandView *view, CommandSpan span);

/* Does the reason leave open what is decided: 退回还是备查, 退回不退回 (verb: 退回), 退回没? */
bool command_sense_is_either(const CommandView *view, CommandSpan span, const char *verb);

/* Does it put something off until later (面积核准后再报, 等…再发)? Then 核实 and 补充
 * are no clear word either; of 退 it is a reason. */
bool command_sense_is_postponed(const CommandView *view, CommandSpan span);

/* Does it take back what stands beside it (先别, 等等, 算了)? And does it deny it (不要, 不对),
 * which behind 退 may be the reason? */
bool command_sense_is_halt(const CommandView *view, CommandSpan span);
bool command_sense_is_denial(const CommandView *view, CommandSpan span);

/* Does it take something out of 全部 or 其余 (除了农业局那条, 但第三条不行, 3除外)? */
bool command_sense_is_exception(const CommandView *view, CommandSpan span);

/* Does it choose lines in a way that is not known (前3条, 最后一条, 那个)? */
bool command_sense_is_selection(const CommandView *view, CommandSpan span);

/* Do the words glued to a verb at `at` make it prose: 核实无误, 退回来的, 补充材料见附件? */
bool command_sense_is_prose(const CommandView *view, size_t at, size_t end);

#endif
