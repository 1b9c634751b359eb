/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * extract — a document's bytes in, its text out
 *
 * The type is read from the bytes, never from the name. What cannot be read
 * says why in words a clerk can act on.
 *
 * Promise: no more than EXTRACT_TEXT_BYTES of text and EXTRACT_INPUT_BYTES of
 * input, whatever the document claims.
 * Not here: the process it runs in, letters that came as files (pipeline/reading).
 */
#ifndef CHENGBAO_EXTRACT_EXTRACT_H
#define CHENGBAO_EXTRACT_EXTRACT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define EXTRACT_INPUT_BYTES (50u << 20)
#define EXTRACT_TEXT_BYTES (8u << 20)

typedef enum {
	EXTRACT_READ,
	EXTRACT_EMPTY,	     /* understood, holds no text */
	EXTRACT_UNSUPPORTED, /* a type we do not read */
	EXTRACT_FAILED,	     /* damaged, or refused as dangerous; content holds what was read */
	EXTRACT_ENCRYPTED,
	EXTRACT_LIMIT, /* larger than a cap; content holds what fitted */
} ExtractOutcome;

/* A file of a packed folder that gave text. */
typedef struct {
	char *name;
	size_t at, n_bytes; /* where its text lies in content */
} ExtractedMember;

typedef struct {
	ExtractOutcome outcome;
	char *why;     /* NULL when read */
	char *content; /* UTF-8, "" when there is none */
	size_t n_chars;
	const char *type; /* "docx", "txt", "html", "pdf" …; static */
	bool picture;	  /* a picture, sound or film: nobody expects text of it */
	GArray *members;  /* ExtractedMember, in their order; NULL: no packed folder */
} Extracted;

typedef struct ExtractWithin ExtractWithin;

/* Reads a letter, or `page`: a page saved as one file, which is written as one. Gives: *ret as
 * extract_bytes does. False: these bytes are no letter after all; *ret is untouched. */
typedef bool ExtractLetter(const char *bytes, size_t n_bytes, bool page,
			   const ExtractWithin *within, Extracted *ret);

/* What a document lies in, and who reads the letters: mail is not this room's. */
struct ExtractWithin {
	ExtractLetter *letter; /* NULL: a letter is a text like any other */
	unsigned n_letters;    /* around it */
	bool packed;	       /* in a packed folder: one in it is not opened */
	bool enclosed;	       /* in another document: those in it are not opened */
};

/* Makes the libraries ready. Once per process, before any jail. */
void extract_load(void);

/* Reads the document behind fd; within: NULL is nothing. Gives: every member of *ret; free with
 * extracted_clear. */
void extract_document(int fd, const char *name, const ExtractWithin *within, Extracted *ret);

/* The same of bytes that are at hand: at most EXTRACT_INPUT_BYTES. */
void extract_bytes(const char *bytes, size_t n_bytes, const char *name, const ExtractWithin *within,
		   Extracted *ret);
void extracted_clear(Extracted *extracted);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Extracted, extracted_clear)

/* "read", "empty" … as in CONTRACT. */
const char *extract_word(ExtractOutcome outcome);

#endif
