/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mend — a letter whose form is broken, made whole for the parser
 *
 * What scan found broken and could be meant in one way only is put right in a copy, so that
 * no text and no file of it is lost: the missing blank line, the line that a gateway unfolded,
 * the boundary that a parser would not find. The letter is marked ambiguous all the same.
 *
 * Not here: what is broken (scan). The letter itself stays as it is, for proofs and hashes.
 */
#ifndef CHENGBAO_MAIL_MEND_H
#define CHENGBAO_MAIL_MEND_H

#include "mail/scan.h"

/* Notes that n_cut bytes at `offset` give way to `put` (taken). */
void mend_note(Scan *scan, size_t offset, size_t n_cut, char *put);

/* The letter with all that is noted put right; yours. NULL: nothing is. */
char *mend_letter(const Scan *scan, size_t *ret_n_bytes);

#endif
