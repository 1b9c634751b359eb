/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * extract — a document's bytes in, its text out
 *
 * The type is read from the bytes, never from the name. What cannot be read
 * says why in words a clerk can act on.
 *
 * Promise: no more than EXTRACT_TEXT_BYTES of text and EXTRACT_INPUT_BYTES of
 * input, whatever the document claims.
 * Not here: the process it runs in (pipeline/reading), nested mail.
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
	EXTRACT_FAILED,	     /* damaged, or refused as dangerous */
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

/* Makes the libraries ready. Once per process, before any jail. */
void extract_load(void);

/* Reads the document behind fd. Gives: every member of *ret; free with extracted_clear. */
void extract_document(int fd, const char *name, Extracted *ret);

/* The same of bytes that are at hand: at most EXTRACT_INPUT_BYTES. */
void extract_bytes(const char *bytes, size_t n_bytes, const char *name, Extracted *ret);
void extracted_clear(Extracted *extracted);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Extracted, extracted_clear)

/* "read", "empty" … as in CONTRACT. */
const char *extract_word(ExtractOutcome outcome);

#endif
