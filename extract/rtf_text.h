/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rtf_text — the characters of a Rich Text document, from bytes and numbers
 *
 * Bytes (\'b4\'ba or raw) are collected into runs and decoded by the charset of
 * the font they are set in; \u gives UTF-16 units, with a number of characters
 * behind each that stand for it where Unicode is not known.
 */
#ifndef CHENGBAO_EXTRACT_RTF_TEXT_H
#define CHENGBAO_EXTRACT_RTF_TEXT_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define RTF_FONTS 4096

typedef enum {
	RTF_MAIN,
	RTF_NOTES,	 /* what stands behind the text: footers, notes, comments */
	RTF_PROPERTIES,	 /* title, subject, keywords, words of WordArt */
	RTF_NAME,	 /* of the property of a shape that comes next; said nowhere */
	RTF_INSTRUCTION, /* of a field; said nowhere */
	RTF_LABEL,	 /* the number before a paragraph, or its bullet; a number is said */
	RTF_PLACES
} RtfPlace;

typedef struct {
	GString *places[RTF_PLACES];
	RtfPlace place;	   /* where words go now */
	GHashTable *fonts; /* number → DecodeCharset + 1, or that it has signs */
	unsigned ansi;	   /* DecodeCharset of the document */
	int font;	   /* the one in use */
	GString *run;	   /* bytes of that font, not decoded yet */
	bool lead;	   /* the run ends with the first byte of a pair */
	bool raw;	   /* … which stood there as itself */
	gunichar high;	   /* a surrogate that waits for its other half; 0: none */
	bool full;	   /* the text reached its cap */
} RtfText;

/* Gives: *text, after charset_load; free with rtf_text_clear. */
void rtf_text_init(RtfText *text);
void rtf_text_clear(RtfText *text);

/* \ansicpgN; \fcharsetN of font `font`. What is not known changes nothing. */
void rtf_text_codepage(RtfText *text, int codepage);
void rtf_text_charset(RtfText *text, int font, int charset);

/* Has this font signs in place of letters? */
bool rtf_text_is_symbols(const RtfText *text, int font);

/* Words go to this place, in this font, from here on. */
void rtf_text_use(RtfText *text, RtfPlace place, int font);

/* One byte of text; `raw` when it stood there as itself. */
void rtf_text_byte(RtfText *text, unsigned char byte, bool raw);

/* One UTF-16 unit. */
void rtf_text_unit(RtfText *text, uint16_t unit);

/* Characters that need no decoding: "\n", "\t", "—". */
void rtf_text_add(RtfText *text, const char *words);

/* As markup_break and markup_replace_end. */
void rtf_text_break(RtfText *text);
void rtf_text_replace_end(RtfText *text, char last, const char *with);

/* Decodes what waits. */
void rtf_text_flush(RtfText *text);

#endif
