/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unpack_tnef — the files in Outlook's winmail.dat
 *
 * A signature, a key, then attributes: level, id, length, bytes, checksum. A
 * file is its title, its bytes, and a list of MAPI properties with its long
 * name. The text of the message, where it is there, is a file like the others.
 */
#include "mail/unpack.h"

#include <stdint.h>
#include <string.h>

#include "base/text/charset.h"
#include "mail/unpack_rtf.h"
#include "mail/words.h"

#define TNEF_SIGNATURE 0x223e9f78u
#define TNEF_LEVEL_ATTACHMENT 2
#define TNEF_PROPERTIES 10000

/* Attributes (MS-OXTNEF 2.1.3.2). */
#define TNEF_BODY 0x0002800cu
#define TNEF_MESSAGE_PROPERTIES 0x00069003u
#define TNEF_FILE_BEGINS 0x00069002u
#define TNEF_FILE_DATA 0x0006800fu
#define TNEF_FILE_TITLE 0x00018010u
#define TNEF_FILE_PROPERTIES 0x00069005u
#define TNEF_CODEPAGE 0x00069007u

/* Properties (MS-OXPROPS) and their types. */
#define TNEF_LONG_NAME 0x3707u
#define TNEF_SHORT_NAME 0x3704u
#define TNEF_TYPE_NAME 0x370eu
#define TNEF_RTF 0x1009u
#define TNEF_HTML 0x1013u
#define TNEF_NAMED 0x8000u
#define TNEF_MULTIPLE 0x1000u
enum {
	TNEF_SHORT = 2,
	TNEF_LONG = 3,
	TNEF_FLOAT = 4,
	TNEF_DOUBLE = 5,
	TNEF_CURRENCY = 6,
	TNEF_APPTIME = 7,
	TNEF_ERROR = 10,
	TNEF_BOOLEAN = 11,
	TNEF_OBJECT = 13,
	TNEF_INT64 = 20,
	TNEF_STRING8 = 30,
	TNEF_UNICODE = 31,
	TNEF_SYSTIME = 64,
	TNEF_CLSID = 72,
	TNEF_BINARY = 258,
};

typedef struct {
	const unsigned char *at;
	size_t left;
} Bytes;

typedef struct {
	UnpackFound found;
	void *data;
	unsigned n_files;
	char codepage[16];
	char *name; /* of the file that is being read; NULL: not known */
	char *type;
	Bytes content;
	bool open;
} Tnef;

static bool
bytes_take(Bytes *bytes, size_t n, Bytes *ret)
{
	if (n > bytes->left)
		return false;
	ret->at = bytes->at;
	ret->left = n;
	bytes->at += n;
	bytes->left -= n;
	return true;
}

static bool
bytes_number(Bytes *bytes, unsigned n, uint32_t *ret)
{
	Bytes four;

	if (!bytes_take(bytes, n, &four))
		return false;
	*ret = 0;
	for (unsigned i = 0; i < n; i++)
		*ret |= (uint32_t)four.at[i] << 8 * i;
	return true;
}

/* Text up to its first NUL in the container's code page. Yours. */
static char *
tnef_text(const Tnef *tnef, Bytes text)
{
	const unsigned char *nul = memchr(text.at, '\0', text.left);

	return charset_to_utf8(*tnef->codepage ? tnef->codepage : NULL, (const char *)text.at,
			       nul ? (size_t)(nul - text.at) : text.left, NULL);
}

static void
tnef_file(Tnef *tnef, const char *name, const char *type, const char *bytes, size_t n_bytes)
{
	g_autofree char *safe = words_file_name(name ? name : "");
	/* A media type is a token pair; anything else was made up. */
	bool good = type && strchr(type, '/') && g_str_is_ascii(type) &&
		    !strpbrk(type, " \t\r\n;\"()<>@,");
	g_autofree char *lower = g_ascii_strdown(good ? type : "application/octet-stream", -1);

	if (tnef->n_files++ < UNPACK_FILES)
		tnef->found(tnef->data, safe ? safe : "", lower, bytes, n_bytes);
}

static void
tnef_file_ends(Tnef *tnef)
{
	if (tnef->open && tnef->content.at)
		tnef_file(tnef, tnef->name, tnef->type, (const char *)tnef->content.at,
			  tnef->content.left);
	g_clear_pointer(&tnef->name, g_free);
	g_clear_pointer(&tnef->type, g_free);
	tnef->content = (Bytes){ NULL, 0 };
	tnef->open = false;
}

/* ---- properties ---- */

/* What a value of a fixed size takes, padded to four; 0: not fixed. */
static size_t
tnef_fixed(unsigned type)
{
	switch (type) {
	case TNEF_SHORT:
	case TNEF_LONG:
	case TNEF_FLOAT:
	case TNEF_ERROR:
	case TNEF_BOOLEAN:
		return 4;
	case TNEF_DOUBLE:
	case TNEF_CURRENCY:
	case TNEF_APPTIME:
	case TNEF_INT64:
	case TNEF_SYSTIME:
		return 8;
	case TNEF_CLSID:
		return 16;
	default:
		return 0;
	}
}

static bool
tnef_padded(Bytes *bytes, uint32_t n, Bytes *ret)
{
	Bytes padding;

	return bytes_take(bytes, n, ret) &&
	       bytes_take(bytes, MIN((4 - n % 4) % 4, bytes->left), &padding);
}

/* The name of a named property: a GUID, then a number or a text. */
static bool
tnef_skip_name(Bytes *bytes)
{
	Bytes skipped;
	uint32_t kind, n;

	return bytes_take(bytes, 16, &skipped) && bytes_number(bytes, 4, &kind) &&
	       bytes_number(bytes, 4, &n) && (kind == 0 || tnef_padded(bytes, n, &skipped));
}

/* One property's values; the first one in *ret_value. */
static bool
tnef_values(Bytes *bytes, unsigned type, Bytes *ret_value)
{
	size_t fixed = tnef_fixed(type & ~TNEF_MULTIPLE);
	bool multiple = type & TNEF_MULTIPLE;
	uint32_t n = 1;

	if ((!fixed || multiple) && !bytes_number(bytes, 4, &n))
		return false;
	for (uint32_t i = 0; i < n; i++) {
		Bytes value;
		uint32_t n_bytes = (uint32_t)fixed;

		if ((!fixed && !bytes_number(bytes, 4, &n_bytes)) ||
		    !tnef_padded(bytes, n_bytes, &value))
			return false;
		if (i == 0)
			*ret_value = value;
	}
	return true;
}

/* A text property as UTF-8; NULL: it is none. Yours. */
static char *
tnef_string(const Tnef *tnef, unsigned type, Bytes value)
{
	if (type == TNEF_STRING8)
		return tnef_text(tnef, value);
	if (type != TNEF_UNICODE)
		return NULL;
	value.left &= ~(size_t)1;
	while (value.left >= 2 && !value.at[value.left - 1] && !value.at[value.left - 2])
		value.left -= 2;
	return charset_to_utf8("UTF-16LE", (const char *)value.at, value.left, NULL);
}

static void
tnef_property(Tnef *tnef, unsigned id, unsigned type, Bytes value)
{
	g_autofree char *text = tnef_string(tnef, type, value);

	if (text && *text && (id == TNEF_LONG_NAME || (id == TNEF_SHORT_NAME && !tnef->name))) {
		g_free(tnef->name);
		tnef->name = g_steal_pointer(&text);
	} else if (text && id == TNEF_TYPE_NAME) {
		g_free(tnef->type);
		tnef->type = g_steal_pointer(&text);
	} else if (type == TNEF_BINARY && id == TNEF_HTML) {
		tnef_file(tnef, "message.html", "text/html", (const char *)value.at, value.left);
	} else if (type == TNEF_BINARY && id == TNEF_RTF) {
		size_t n = 0;
		g_autofree char *rtf =
			unpack_rtf((const char *)value.at, value.left, UNPACK_RTF_BYTES, &n);

		if (rtf)
			tnef_file(tnef, "message.rtf", "application/rtf", rtf, n);
	}
}

static bool
tnef_properties(Tnef *tnef, Bytes bytes)
{
	uint32_t n, type, id;

	if (!bytes_number(&bytes, 4, &n) || n > TNEF_PROPERTIES)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		Bytes value = { NULL, 0 };

		if (!bytes_number(&bytes, 2, &type) || !bytes_number(&bytes, 2, &id) ||
		    (id >= TNEF_NAMED && !tnef_skip_name(&bytes)) ||
		    !tnef_values(&bytes, type, &value))
			return false;
		if (value.at)
			tnef_property(tnef, id, type, value);
	}
	return true;
}

/* ---- attributes ---- */

static void
tnef_codepage(Tnef *tnef, Bytes value)
{
	uint32_t number;

	if (bytes_number(&value, 4, &number) && number > 0 && number < 100000)
		g_snprintf(tnef->codepage, sizeof tnef->codepage, "cp%u", number);
}

static bool
tnef_attribute(Tnef *tnef, unsigned level, uint32_t id, Bytes value)
{
	if (id == TNEF_CODEPAGE)
		tnef_codepage(tnef, value);
	if (level != TNEF_LEVEL_ATTACHMENT) {
		if (id == TNEF_BODY && value.left > 1) {
			g_autofree char *text = tnef_text(tnef, value);

			tnef_file(tnef, "message.txt", "text/plain", text, strlen(text));
		}
		return id != TNEF_MESSAGE_PROPERTIES || tnef_properties(tnef, value);
	}
	switch (id) {
	case TNEF_FILE_BEGINS:
		tnef_file_ends(tnef);
		tnef->open = true;
		return true;
	case TNEF_FILE_DATA:
		tnef->content = value;
		return true;
	case TNEF_FILE_TITLE:
		if (!tnef->name)
			tnef->name = tnef_text(tnef, value);
		return true;
	case TNEF_FILE_PROPERTIES:
		return tnef_properties(tnef, value);
	default:
		return true;
	}
}

static bool
tnef_checks(Bytes value, uint32_t checksum)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < value.left; i++)
		sum += value.at[i];
	return (sum & 0xffff) == checksum;
}

bool
unpack_tnef(const char *bytes, size_t n_bytes, UnpackFound found, void *data)
{
	Bytes left = { (const unsigned char *)bytes, n_bytes };
	Tnef tnef = { .found = found, .data = data };
	uint32_t signature, key;
	bool good = bytes_number(&left, 4, &signature) && signature == TNEF_SIGNATURE &&
		    bytes_number(&left, 2, &key);

	while (good && left.left > 0) {
		uint32_t level, id, n, checksum;
		Bytes value;

		good = bytes_number(&left, 1, &level) && bytes_number(&left, 4, &id) &&
		       bytes_number(&left, 4, &n) && bytes_take(&left, n, &value) &&
		       bytes_number(&left, 2, &checksum) && tnef_checks(value, checksum) &&
		       tnef_attribute(&tnef, level, id, value);
	}
	if (good)
		tnef_file_ends(&tnef);
	g_free(tnef.name);
	g_free(tnef.type);
	return good;
}
