/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * equation — the characters that an EQ field of Word shows
 *
 * Such a field has no result: a character with its reading above (拼音指南), one in a circle
 * (带圈字符), two lines in one (合并字符), a fraction stand in its instruction alone.
 *
 * Promise: time linear in the instruction, no deeper than EQUATION_DEPTH.
 * Not here: where a format keeps the instruction (docx, doc_text, rtf).
 */
#ifndef CHENGBAO_EXTRACT_EQUATION_H
#define CHENGBAO_EXTRACT_EQUATION_H

#define EQUATION_DEPTH 8
#define EQUATION_BYTES 1024 /* of an instruction that is worth keeping */

/* 镕 of `EQ \* jc0 \o\ad(\s\up 9(róng),镕)`: readings and circles are left out. Yours. NULL: it is
 * another field. Source: ECMA-376 part 1, §17.16.5.16 (EQ). */
char *equation_text(const char *instruction);

#endif
