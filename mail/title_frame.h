/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * title_frame — what stands around the title in a subject
 *
 * Private to mail/title.c.
 */
#ifndef CHENGBAO_MAIL_TITLE_FRAME_H
#define CHENGBAO_MAIL_TITLE_FRAME_H

/* The subject without prefixes (回复：, Fw:), tags ([呈报 12-1-k7], 【信息报送】, [SPAM]), labels
 * (农业农村局信息：), a file's ending the mark of a last version (（终稿）) or of a day
 * (（大洼镇11.20）), and of the letter that covers it (关于报送《…》的函), in any order. May be
 * NULL. Yours. */
char *title_frame_strip(const char *subject);

/* Past white space of any kind and the characters of no width. */
const char *title_frame_skip_blanks(const char *p);

#endif
