/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_properties — title, subject, keywords … of a document in an OLE2 container
 *
 * A stream begins with its sets: sixteen bytes say which one, four where it lies. A set begins
 * with its properties: four bytes of number, four of place in the set. There stand a type and a
 * value of that type; number 0 is the users' names of their own properties, number 1 the code
 * page of all texts that are not UTF-16.
 */
#include "extract/doc_properties.h"

#include "base/text/charset.h"
#include "base/text/decode.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define STREAM_HEAD 28 /* order of bytes, versions, class, number of sets */
#define STREAM_SETS 2
#define SET_NAME 16
#define SET_HEAD 8 /* length, number of properties */

#define PAGE_WIDE 1200 /* UTF-16LE */

enum { NUMBER_NAMES = 0, NUMBER_PAGE = 1 };
enum { TYPE_I2 = 0x02, TYPE_BSTR = 0x08, TYPE_LPSTR = 0x1E, TYPE_LPWSTR = 0x1F };

/* The sets whose words count, and the numbers of these; none: all that are no names. */
static const struct {
	unsigned char name[SET_NAME];
	uint32_t numbers[4];
} known_sets[] = {
	{ { 0xE0, 0x85, 0x9F, 0xF2, 0xF9, 0x4F, 0x68, 0x10, 0xAB, 0x91, 0x08, 0x00, 0x2B, 0x27,
	    0xB3, 0xD9 },
	  { 2, 3, 5, 6 } }, /* title, subject, keywords, comments */
	{ { 0x02, 0xD5, 0xCD, 0xD5, 0x9C, 0x2E, 0x1B, 0x10, 0x93, 0x97, 0x08, 0x00, 0x2B, 0x2C,
	    0xF9, 0xAE },
	  { 2, 0x1B, 0, 0 } }, /* category, state */
	{ { 0x05, 0xD5, 0xCD, 0xD5, 0x9C, 0x2E, 0x1B, 0x10, 0x93, 0x97, 0x08, 0x00, 0x2B, 0x2C,
	    0xF9, 0xAE },
	  { 0 } }, /* the users' own */
};

typedef struct {
	DocStream stream; /* from the set's beginning on */
	const uint32_t *numbers;
	uint32_t n;    /* its properties */
	unsigned page; /* of its texts */
	size_t names;  /* where the users' names begin; 0: it has none */
} PropertySet;

/* The four bytes at `at`; false: they are not there. */
static bool
set_number(DocStream stream, size_t at, uint32_t *ret)
{
	if (at > stream.n_bytes || stream.n_bytes - at < 4)
		return false;
	*ret = doc_text_number(stream, at, 4);
	return true;
}

/* A text of n bytes up to its NUL. NULL: it is not there. Yours. */
static char *
set_text(const PropertySet *set, size_t at, size_t n, bool wide)
{
	const char *bytes;
	size_t n_text = 0, n_bad;
	char label[16];

	if (at > set->stream.n_bytes || n > set->stream.n_bytes - at)
		return NULL;
	bytes = (const char *)set->stream.bytes + at;
	if (wide) {
		while (n_text + 2 <= n && (bytes[n_text] || bytes[n_text + 1]))
			n_text += 2;
		return decode_bytes(DECODE_UTF16LE, bytes, n_text, &n_bad);
	}
	snprintf(label, sizeof label, "cp%u", set->page);
	return charset_to_utf8(label, bytes, strnlen(bytes, n), NULL);
}

/* The users' names: a number, a length in characters, the name; in UTF-16 up to the next four
 * bytes. Is this the number of what a program keeps for itself? */
static bool
set_is_program(const PropertySet *set, uint32_t number)
{
	bool wide = set->page == PAGE_WIDE;
	uint32_t n = 0, one, length;
	size_t at = set->names + 4;

	if (set->names == 0 || !set_number(set->stream, set->names, &n))
		return false;
	for (uint32_t i = 0; i < MIN(n, DOC_PROPERTIES_MOST); i++) {
		size_t n_bytes;

		if (!set_number(set->stream, at, &one) || !set_number(set->stream, at + 4, &length))
			return false;
		n_bytes = wide ? (size_t)length * 2 : length;
		if (one == number) {
			g_autofree char *name = set_text(set, at + 8, n_bytes, wide);

			return name && properties_is_program(name);
		}
		at += 8 + (wide ? (n_bytes + 3) / 4 * 4 : n_bytes);
	}
	return false;
}

static bool
set_is_said(const PropertySet *set, uint32_t number)
{
	if (number <= NUMBER_PAGE)
		return false;
	if (set->numbers[0] == 0)
		return !set_is_program(set, number);
	for (size_t i = 0; i < G_N_ELEMENTS(known_sets[0].numbers); i++)
		if (set->numbers[i] == number)
			return true;
	return false;
}

/* The value at `at`, if it is a text. */
static void
set_add(const PropertySet *set, size_t at, Properties *properties)
{
	g_autofree char *text = NULL;
	uint32_t type, length;
	bool wide;

	if (!set_number(set->stream, at, &type) || !set_number(set->stream, at + 4, &length))
		return;
	type &= 0xFFFF;
	if (type != TYPE_LPWSTR && type != TYPE_LPSTR && type != TYPE_BSTR)
		return;
	wide = type == TYPE_LPWSTR || set->page == PAGE_WIDE;
	text = set_text(set, at + 8, type == TYPE_LPWSTR ? (size_t)length * 2 : length, wide);
	if (text && strlen(text) <= PROPERTIES_BYTES)
		properties_add(properties, text);
}

/* Number and place of property i. */
static bool
set_entry(const PropertySet *set, uint32_t i, uint32_t *ret_number, uint32_t *ret_place)
{
	size_t at = SET_HEAD + (size_t)i * 8;

	return set_number(set->stream, at, ret_number) &&
	       set_number(set->stream, at + 4, ret_place);
}

static void
set_read(PropertySet *set, Properties *properties)
{
	uint32_t number, place, type, page;

	if (!set_number(set->stream, 4, &set->n))
		return;
	set->n = MIN(set->n, DOC_PROPERTIES_MOST);
	for (uint32_t i = 0; i < set->n && set_entry(set, i, &number, &place); i++) {
		if (number == NUMBER_NAMES)
			set->names = place;
		else if (number == NUMBER_PAGE && set_number(set->stream, place, &type) &&
			 (type & 0xFFFF) == TYPE_I2 &&
			 set_number(set->stream, (size_t)place + 4, &page))
			set->page = page & 0xFFFF;
	}
	for (uint32_t i = 0; i < set->n && set_entry(set, i, &number, &place); i++)
		if (set_is_said(set, number))
			set_add(set, place, properties);
}

void
doc_properties_find(DocStream stream, Properties *properties)
{
	uint32_t n = 0, place;

	set_number(stream, STREAM_HEAD - 4, &n);
	for (uint32_t i = 0; i < MIN(n, STREAM_SETS); i++) {
		size_t at = STREAM_HEAD + (size_t)i * (SET_NAME + 4);

		if (!set_number(stream, at + SET_NAME, &place) || place > stream.n_bytes)
			return;
		for (size_t k = 0; k < G_N_ELEMENTS(known_sets); k++) {
			PropertySet set = { .stream = { stream.bytes + place,
							stream.n_bytes - place },
					    .numbers = known_sets[k].numbers };

			if (memcmp(stream.bytes + at, known_sets[k].name, SET_NAME) == 0)
				set_read(&set, properties);
		}
	}
}
