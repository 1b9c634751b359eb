/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * printed — reports, dates and issues as a bulletin prints them
 *
 * Not here: the kept texts (spool/), which stay as they were approved.
 */
#ifndef CHENGBAO_PUBLISH_PRINTED_H
#define CHENGBAO_PUBLISH_PRINTED_H

/* The text below its title: a first line that repeats the title, and last lines that
 * only credit (撰稿：… 审核：… 电话：…) are left out, for the page names unit and
 * writer itself. `title` may be NULL. Yours, "" when nothing else is there. */
char *printed_text(const char *text, const char *title);

/* "政务信息 2026/45": 《政务信息》2026年第45期. Yours, NULL when the words are something else. */
char *printed_issue(const char *words);

/* "2026-11-23": 2026年11月23日. Yours, NULL when the words are something else. */
char *printed_date(const char *words);

/* "2026-12": 2026年12月; so 2026W47, 2026Q4 and 2026. Yours, NULL when the words are something
 * else. */
char *printed_period(const char *words);

#endif
