/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pages — what stands in every mail that leaves, in text and in HTML
 *
 * A page is a pair of templates, publish/templates/NAME.txt (its first line is
 * `Subject: …`) and NAME.html, filled from a snapshot the desk took. An office's
 * own template stands in the snapshot: "templates": {"ask.txt": "…"}.
 *
 * Beside what every snapshot has, pages read: lists lines[].not_understood,
 * rankings title, period, scores[] (CONTRACT score) and zero[] (names), the demo
 * page title and mails[] {subject, from, to, html}; receipt-held "reason", one of
 * the words of CONTRACT (secret-mark, unknown-sender, …), and "tier1": it bears a mark
 * of tier 1.
 *
 * Promise: one line in the snapshot stays one line in the page; words of a letter
 * cannot look like our separator, our locator or our token.
 * Not here: headers and octets (mail/compose), what a mail may say (the desk).
 */
#ifndef CHENGBAO_PUBLISH_PAGES_H
#define CHENGBAO_PUBLISH_PAGES_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>

/* Everything of ours stands below this line, so that it is quotation when it
 * comes back, whatever the client does to quotations. */
#define PAGES_SEPARATOR "======== 请在此行以上答复 ========"
#define PAGES_TOKEN_LABEL "呈报回执码："
/* An edited text stands between these two lines. */
#define PAGES_TEXT_BEGINS "-------- 可改文稿开始 --------"
#define PAGES_TEXT_ENDS "-------- 可改文稿结束 --------"
/* Characters of one item's text that an ask or a draft shows; issues show all. */
#define PAGES_TEXT_CHARACTERS 60000

typedef struct {
	char *subject; /* one line, UTF-8, not yet encoded; "" for a page that is no mail */
	char *text;    /* "" where there is no text template */
	char *html;    /* NULL where there is no HTML template */
} Page;

/* Renders the page `name` (ask, list, receipt, …) from a snapshot.
 *
 * Gives:  the three members of *ret_page, yours (pages_clear).
 * Errors: CONFIG for an unknown page or a wrong template, MAIL when it grows too long.
 */
bool pages_render(const char *name, const json_t *snapshot, Page *ret_page, GError **error);
void pages_clear(Page *page);

/* The names of all pages that are mails, ending with NULL. */
const char *const *pages_names(void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Page, pages_clear)

#endif
