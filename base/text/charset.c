/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * charset — bytes and a label that may lie in, UTF-8 out
 *
 * The label is one witness, the bytes are the other. Three-byte sequences of
 * UTF-8 practically never arise by chance, so they beat any label; two-byte ones
 * do (模 in GB 2312 is ģ in UTF-8) and count only where no Chinese charset fits.
 *
 * Promise: valid UTF-8 to the last byte; the same input, the same answer; after
 * charset_load no file is opened.
 * Not here: what a label means (charset_label), joining encoded words of a header (mail/), cleaning
 * the text (utf8).
 */
#include "base/text/charset.h"

#include "base/text/charset_label.h"
#include "base/text/decode.h"
#include "base/text/guess.h"
#include "base/text/patchwork.h"
#include "base/text/utf8.h"

#include <glib.h>
#include <string.h>

#define CHARSET_MARGIN 12 /* points by which another charset must read better than the label */

#define LOOK_WEST 0x460 /* letters from here on are of scripts that nobody writes to us in */

#define WHY_DECLARED "as declared"
#define WHY_BROKEN "as declared, with ill-formed sequences"
#define WHY_ASCII "only ASCII"
#define WHY_MARK "byte order mark"
#define WHY_NO_LABEL "no label: judged by the bytes"
#define WHY_UNKNOWN "unknown label: judged by the bytes"
#define WHY_WRONG "the bytes contradict the label"
#define WHY_PATCHWORK "some lines are UTF-8, the others are not"
#define WHY_WIDE "every two bytes are a usual character of UTF-16"
#define WHY_SHIFTED "every shift is well formed and holds usual Chinese"

#define CHARSET_LABEL_BELIED (-3) /* beside what charset_label_find gives */

bool
charset_load(GError **error)
{
	if (!decode_load(error))
		return false;
	guess_load();
	return true;
}

bool
charset_known(const char *label)
{
	return charset_label_find(label) >= 0;
}

bool
charset_same(const char *label, const char *other)
{
	int known = charset_label_find(label);

	return known >= 0 ? known == charset_label_find(other) : strcmp(label, other) == 0;
}

typedef struct {
	size_t n_high; /* bytes above ASCII */
	size_t n_nul;
	size_t n_long;	/* well-formed UTF-8 sequences of 3 and 4 bytes */
	size_t n_ill;	/* ill-formed ones */
	size_t n_west;	/* of 2 bytes: Latin, Greek, Cyrillic as it is written today */
	size_t longest; /* most sequences in a row with no ASCII between */
} Look;

static Look
charset_look(const char *bytes, size_t n)
{
	Look look = { 0 };
	size_t run = 0;

	for (size_t i = 0; i < n;) {
		uint32_t character;
		size_t length;

		if ((unsigned char)bytes[i] < 0x80) {
			look.n_nul += bytes[i++] == '\0';
			run = 0;
			continue;
		}
		length = utf8_step(bytes + i, n - i, &character);
		run++;
		look.longest = MAX(look.longest, run);
		if (character == UTF8_BAD || utf8_unassigned(character))
			look.n_ill++;
		else if (length >= 3)
			look.n_long++;
		else
			look.n_west += character < LOOK_WEST;
		look.n_high += length;
		i += length;
	}
	return look;
}

static void
charset_found(DecodeCharset charset, const char *why, size_t n_bad, CharsetFinding *ret_finding)
{
	ret_finding->used = decode_name(charset);
	ret_finding->why = why == NULL ? (n_bad > 0 ? WHY_BROKEN : WHY_DECLARED) : why;
	ret_finding->n_bad = n_bad;
}

static char *
charset_as(DecodeCharset charset, const char *why, const char *bytes, size_t n,
	   CharsetFinding *ret_finding)
{
	size_t n_bad;
	char *text = decode_bytes(charset, bytes, n, &n_bad);

	charset_found(charset, why, n_bad, ret_finding);
	return text;
}

/* UTF-8 that was looked at. */
static char *
charset_as_utf8(const Look *look, const char *why, const char *bytes, size_t n,
		CharsetFinding *ret_finding)
{
	if (look->n_ill > 0 || look->n_nul > 0)
		return charset_as(DECODE_UTF8, why, bytes, n, ret_finding);
	charset_found(DECODE_UTF8, why, 0, ret_finding);
	return g_strndup(bytes, n);
}

/* A mark decides the charset; *ret_mark is its length. CHARSET_LABEL_NONE without one. */
static int
charset_mark(const char *bytes, size_t n, size_t *ret_mark)
{
	static const struct {
		const char *mark;
		size_t length;
		DecodeCharset charset;
	} marks[] = {
		{ "\xef\xbb\xbf", 3, DECODE_UTF8 },    { "\xff\xfe\0\0", 4, DECODE_UTF32LE },
		{ "\0\0\xfe\xff", 4, DECODE_UTF32BE }, { "\xff\xfe", 2, DECODE_UTF16LE },
		{ "\xfe\xff", 2, DECODE_UTF16BE },     { "\x84\x31\x95\x33", 4, DECODE_GB18030 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		if (n >= marks[i].length && memcmp(bytes, marks[i].mark, marks[i].length) == 0) {
			*ret_mark = marks[i].length;
			return (int)marks[i].charset;
		}
	}
	*ret_mark = 0;
	return CHARSET_LABEL_NONE;
}

/* Labels whose text is all in 7 bits. */
static bool
charset_is_seven_bit(int label)
{
	return label == DECODE_HZ || label == DECODE_ISO2022CN || label == DECODE_UTF7 ||
	       label == DECODE_ISO2022JP || label == DECODE_ISO2022KR;
}

/* Labels of Chinese in two bytes. */
static bool
charset_is_double(int label)
{
	return label == DECODE_GB18030 || label == DECODE_BIG5;
}

static bool
charset_is_wide(int label)
{
	return label >= DECODE_UTF16LE && label <= DECODE_UTF32;
}

/* Chinese in UTF-16 that is also well-formed UTF-8 hardly exists; and a blank or a
 * line end in UTF-16 brings a NUL. */
static bool
charset_wide_believed(int label, const Look *look, const char *bytes, size_t n)
{
	if (label >= DECODE_UTF32LE) /* at least one byte of four */
		return look->n_nul * 4 >= n;
	if (look->n_nul > 0)
		return true;
	if (look->n_ill > 0)
		return !guess_reads_as(DECODE_GB18030, bytes, n) &&
		       !guess_reads_as(DECODE_BIG5, bytes, n);
	if (look->n_long > 0)
		return false;
	return n % 2 == 0 && !memchr(bytes, ' ', n) && !memchr(bytes, '\n', n);
}

/* Does the label, one of 8 bits other than UTF-8, stand up to the bytes? */
static bool
charset_believed(int label, const char *bytes, size_t n, const Guess *best)
{
	Guess own;
	size_t n_bad;
	g_autofree char *text = NULL;

	if (charset_is_double(label)) {
		own = guess_as((DecodeCharset)label, bytes, n, NULL);
		return best->charset == own.charset || !best->plausible ||
		       (own.plausible && best->points <= 2 * own.points + CHARSET_MARGIN);
	}
	if (best->plausible && best->n_bad == 0 &&
	    (label == DECODE_WINDOWS1252 || label == DECODE_LATIN9 ||
	     guess_reads_as(best->charset, bytes, n)))
		return false;
	text = decode_bytes((DecodeCharset)label, bytes, n, &n_bad);
	return n_bad == 0 || !best->plausible;
}

/* The same for most letters without looking closer or reading them in the other charset, which
 * could not win. Their text, yours; NULL: it is not settled so. */
static char *
charset_settled(int label, const char *bytes, size_t n, CharsetFinding *ret_finding)
{
	g_autofree char *text = NULL;
	Guess own;

	if (!charset_is_double(label))
		return NULL;
	own = guess_as((DecodeCharset)label, bytes, n, &text);
	if (!own.plausible || guess_most(bytes, n) > 2 * own.points + CHARSET_MARGIN)
		return NULL;
	if (!text)
		return charset_as((DecodeCharset)label, NULL, bytes, n, ret_finding);
	charset_found((DecodeCharset)label, NULL, own.n_bad, ret_finding);
	return g_steal_pointer(&text);
}

/* No label is left to be believed. A single hanzi between ASCII may be well-formed UTF-8: 一 is a
 * letter of Bashkir. */
static DecodeCharset
charset_judge(const Look *look, const Guess *best)
{
	if (look->n_ill == 0 &&
	    (look->n_long > 0 || (look->longest < 2 && look->n_west > 0) || !best->plausible))
		return DECODE_UTF8;
	if (look->n_ill > 0 && look->n_long > 2 * look->n_ill)
		return DECODE_UTF8;
	if (!best->plausible && best->n_bad * 3 > best->n_read)
		return DECODE_WINDOWS1252;
	return best->charset;
}

/* 8-bit text under `label`. */
static char *
charset_decide(int label, const char *bytes, size_t n, const Look *look,
	       CharsetFinding *ret_finding)
{
	Guess best = { 0 };
	char *settled;
	const char *why = label == CHARSET_LABEL_NONE	   ? WHY_NO_LABEL
			  : label == CHARSET_LABEL_UNKNOWN ? WHY_UNKNOWN
							   : WHY_WRONG;

	if (label == DECODE_UTF8 && (look->n_ill == 0 || look->n_long > 2 * look->n_ill))
		return charset_as_utf8(look, NULL, bytes, n, ret_finding);
	if (look->n_ill == 0 && look->n_long > 0)
		return charset_as_utf8(look, why, bytes, n, ret_finding);
	settled = charset_settled(label, bytes, n, ret_finding);
	if (settled)
		return settled;
	best = guess_chinese(bytes, n);
	/* Rare characters of names, but nothing of UTF-8 and every byte in its pair. */
	if (label == DECODE_UTF8 && look->n_long == 0 && best.n_bad == 0 &&
	    best.n_usual * 2 >= best.n_read)
		best.plausible = true;
	if (label == DECODE_UTF8 && !best.plausible)
		return charset_as(DECODE_UTF8, NULL, bytes, n, ret_finding);
	if (label >= 0 && label != DECODE_UTF8 && charset_believed(label, bytes, n, &best)) {
		/* Latin and the like under well-formed two-byte UTF-8: see above. */
		bool twofold = look->n_ill == 0 && !charset_is_double(label);

		return charset_as(twofold ? DECODE_UTF8 : (DecodeCharset)label,
				  twofold ? WHY_WRONG : NULL, bytes, n, ret_finding);
	}
	return charset_as(charset_judge(look, &best), why, bytes, n, ret_finding);
}

/* No label, or one that promises nothing: us-ascii stands where a program knows no other. */
static bool
charset_says_nothing(int known, const char *label)
{
	return known == CHARSET_LABEL_NONE || known == CHARSET_LABEL_UNKNOWN ||
	       (known == DECODE_WINDOWS1252 && label &&
		(g_ascii_strcasecmp(label, "us-ascii") == 0 ||
		 g_ascii_strcasecmp(label, "ascii") == 0));
}

/* Text in a form that no label announces; NULL: it is in none. */
static char *
charset_unannounced(const Look *look, const char *bytes, size_t n, CharsetFinding *ret_finding)
{
	DecodeCharset charset;

	if (look->n_high == 0 && look->n_nul == 0 && guess_shifted(bytes, n, &charset))
		return charset_as(charset, WHY_SHIFTED, bytes, n, ret_finding);
	if (guess_wide(bytes, n, &charset))
		return charset_as(charset, WHY_WIDE, bytes, n, ret_finding);
	return NULL;
}

/* A charset of 7 bits under a byte or line of 8, which a list's footer brings: more hanzi come
 * out of it than is lost. NULL: they do not. */
static char *
charset_shifted(int label, const char *bytes, size_t n, CharsetFinding *ret_finding)
{
	g_autofree char *seven = g_memdup2(bytes, n), *text = NULL;
	size_t n_hanzi = 0;

	for (size_t i = 0; i < n; i++) /* no charset of 7 bits has it: it counts as lost */
		if ((unsigned char)seven[i] >= 0x80)
			seven[i] = '\xff';
	text = charset_as((DecodeCharset)label, NULL, seven, n, ret_finding);
	for (const char *at = text; *at && n_hanzi <= ret_finding->n_bad; at = g_utf8_next_char(at))
		n_hanzi += g_utf8_get_char(at) >= 0x3400 && g_utf8_get_char(at) < 0xA000;
	return n_hanzi > ret_finding->n_bad ? g_steal_pointer(&text) : NULL;
}

/* Lines of UTF-8 among lines of a Chinese charset; NULL: there are none. A line with a broken
 * character or two is UTF-8 too. */
static char *
charset_patchwork(int label, const char *bytes, size_t n, CharsetFinding *ret_finding)
{
	g_autoptr(GString) rest = NULL;
	size_t n_bad;
	Guess best;
	Look look;
	char *text;

	if (!patchwork_is(bytes, n, &rest))
		return NULL;
	look = charset_look(rest->str, rest->len);
	best = charset_is_double(label) ? guess_as((DecodeCharset)label, rest->str, rest->len, NULL)
					: guess_chinese(rest->str, rest->len);
	if (look.n_long > look.n_ill || !best.plausible || best.n_bad > 0)
		return NULL;
	text = patchwork_decode(best.charset, bytes, n, &n_bad);
	charset_found(best.charset, WHY_PATCHWORK, n_bad, ret_finding);
	return text;
}

char *
charset_to_utf8(const char *label, const char *bytes, size_t n, CharsetFinding *ret_finding)
{
	CharsetFinding unasked = { 0 }, *finding = ret_finding ? ret_finding : &unasked;
	g_autofree char *declared = utf8_one_line(label);
	g_autofree char *cut = utf8_truncate(declared, 15); /* 15 characters fit in any case */
	int known = charset_label_find(label), marked;
	char *text;
	size_t mark, n_whole;
	Look look;

	*finding = (CharsetFinding){ 0 };
	bytes = n > 0 ? bytes : "";
	g_strlcpy(finding->declared, g_str_is_ascii(declared) ? declared : cut,
		  sizeof finding->declared);
	marked = charset_mark(bytes, n, &mark);
	if (marked != CHARSET_LABEL_NONE && !(marked == DECODE_UTF8 && !utf8_valid(bytes, n)))
		return charset_as((DecodeCharset)marked, WHY_MARK, bytes + mark, n - mark, finding);
	bytes += mark;
	n -= mark;
	/* Most of what is not UTF-8: no closer look is needed. */
	if (!charset_is_wide(known) && !utf8_valid(bytes, n)) {
		g_autofree char *whole = utf8_from_cesu(bytes, n, &n_whole);

		if (whole)
			return charset_to_utf8(label, whole, n_whole, finding);
		text = charset_patchwork(known, bytes, n, finding);
		if (!text)
			text = charset_settled(known, bytes, n, finding);
		if (text)
			return text;
	}
	look = charset_look(bytes, n);
	if (charset_is_wide(known) && charset_wide_believed(known, &look, bytes, n))
		return charset_as((DecodeCharset)known, NULL, bytes, n, finding);
	if (look.n_high == 0 && charset_is_seven_bit(known))
		return charset_as((DecodeCharset)known, NULL, bytes, n, finding);
	if ((look.n_high == 0 && known != DECODE_UTF8) || charset_says_nothing(known, label) ||
	    (look.n_nul > 0 && !charset_is_wide(known))) {
		text = charset_unannounced(&look, bytes, n, finding);
		if (text)
			return text;
	}
	if (look.n_high == 0) {
		text = charset_as_utf8(&look, WHY_ASCII, bytes, n, finding);
		finding->used = "us-ascii";
		return text;
	}
	text = charset_is_seven_bit(known) ? charset_shifted(known, bytes, n, finding) : NULL;
	if (text)
		return text;
	if (charset_is_seven_bit(known) || charset_is_wide(known))
		known = CHARSET_LABEL_BELIED;
	return charset_decide(known, bytes, n, &look, finding);
}
