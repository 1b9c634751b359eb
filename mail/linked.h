/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linked — files that a letter does not carry but only links to
 *
 * QQ, NetEase and Coremail take large files out of a letter (超大附件, 云附件,
 * 附件中转站) and put a block with names, sizes and a download page in their
 * place; others share a document or a disk on the net. The page is never opened: the sender is
 * asked for the file.
 *
 * Not here: what is told to the sender (pipeline/reading, templates).
 */
#ifndef CHENGBAO_MAIL_LINKED_H
#define CHENGBAO_MAIL_LINKED_H

/* The text without such blocks. Yours; NULL when there is none. */
char *linked_cut(const char *text);

#endif
