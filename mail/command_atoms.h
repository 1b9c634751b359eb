/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_atoms — an answer to a list, cut into the smallest things that mean something
 *
 * Private to mail/command*.c.
 */
#ifndef CHENGBAO_MAIL_COMMAND_ATOMS_H
#define CHENGBAO_MAIL_COMMAND_ATOMS_H

#include "mail/command_parts.h"

typedef enum {
	ATOM_TEXT,    /* anything else */
	ATOM_NUMBERS, /* 1、3-5 */
	ATOM_VERB,    /* 通过 */
	ATOM_COMMAND, /* 通过1、3 or 1、3通过 */
	ATOM_BOTH,    /* 通过1、3退: the numbers fit both verbs */
	ATOM_ALL,     /* 全部通过 */
	ATOM_OTHERS,  /* 其余备查 */
	ATOM_EXCEPT,  /* 除3, 除3外, 除3退 (then with a verb) */
	ATOM_PREFER,  /* 以1为准 */
	ATOM_COUNT,   /* 3条 */
	ATOM_IDLE,    /* 谢谢, the sender's name */
} AtomKind;

typedef struct Atom {
	AtomKind kind;
	CommandSpan span;
	bool strong;	 /* a separator (not a blank) stands before it */
	bool verb_first; /* of ATOM_COMMAND */
	const CommandEntry *entry;
	CommandNumbers numbers;
	size_t rest; /* where the words after the command begin, span.b when there are none */
} Atom;

/* Do words speak of lines of the list, and begin as if they decided: 3暂不通过, 3先放放, 其余再看?
 * 3处有误 and 3人 do not. */
bool command_atoms_names_lines(const CommandReader *reader, CommandSpan span);

/* The atoms of reader->body in order. Yours (g_array_unref). */
GArray *command_atoms_read(const CommandReader *reader);

#endif
