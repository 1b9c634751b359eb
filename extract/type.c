/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * type — what a document is, by its bytes
 */
#include "extract/type.h"

#include "base/text/guess.h"
#include "extract/flat.h"
#include "extract/package.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define TYPE_LOOK_BYTES 4096
#define TYPE_FRONT_BYTES 1024 /* in which a document begins */

static const struct {
	size_t offset;
	const char *bytes;
	size_t n_bytes;
	Type type;
	const char *word;
} magics[] = {
	{ 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, TYPE_OLE, "doc" },
	{ 0, "PK\003\004", 4, TYPE_ZIP, "zip" },
	{ 0, "PK\005\006", 4, TYPE_ZIP, "zip" },
	{ 0, "PK\007\010", 4, TYPE_ZIP, "zip" },
	{ 0, "%PDF-", 5, TYPE_PDF, "pdf" },
	{ 0, "{\\rtf", 5, TYPE_RTF, "rtf" },
	{ 0, "\x89PNG\r\n", 6, TYPE_PICTURE, "png" },
	{ 0, "\xff\xd8\xff", 3, TYPE_PICTURE, "jpg" },
	{ 0, "GIF8", 4, TYPE_PICTURE, "gif" },
	{ 0, "BM", 2, TYPE_PICTURE, "bmp" },
	{ 0, "II*\0", 4, TYPE_PICTURE, "tif" },
	{ 0, "MM\0*", 4, TYPE_PICTURE, "tif" },
	{ 8, "WEBP", 4, TYPE_PICTURE, "webp" },
	{ 4, "ftyphe", 6, TYPE_PICTURE, "heic" },
	{ 0, "-----BEGIN PGP MESSAGE-----", 27, TYPE_SEALED, "pgp" },
	{ 0, "Rar!\x1a\x07", 6, TYPE_ARCHIVE, "rar" },
	{ 0, "7z\xbc\xaf\x27\x1c", 6, TYPE_ARCHIVE, "7z" },
	{ 0, "\x1f\x8b", 2, TYPE_ARCHIVE, "gz" },
	{ 0,
	  "\xfd"
	  "7zXZ",
	  5, TYPE_ARCHIVE, "xz" },
	{ 4, "1AY&SY", 6, TYPE_ARCHIVE, "bz2" },
	{ 257, "ustar", 5, TYPE_ARCHIVE, "tar" },
	{ 4, "ftyp", 4, TYPE_MEDIA, "mp4" },
	{ 0, "ID3", 3, TYPE_MEDIA, "mp3" },
	{ 0, "RIFF", 4, TYPE_MEDIA, "avi" },
	{ 0, "OggS", 4, TYPE_MEDIA, "ogg" },
	{ 0, "#!AMR", 5, TYPE_MEDIA, "amr" },
	{ 0, "MZ", 2, TYPE_MEDIA, "exe" },
	{ 0,
	  "\x7f"
	  "ELF",
	  4, TYPE_MEDIA, "exe" },
};

/* Members by which zip-borne formats are known. */
static const struct {
	const char *member;
	Type type;
	const char *word;
} zips[] = {
	{ "word/document", TYPE_DOCX, "docx" }, /* and what package_part takes for it */
	{ "xl/workbook.xml", TYPE_XLSX, "xlsx" },
	{ "ppt/presentation.xml", TYPE_PPTX, "pptx" },
	{ "OFD.xml", TYPE_OFD, "ofd" },
	{ "uof.xml", TYPE_UOF, "uof" },
	{ "xl/workbook.bin", TYPE_FOREIGN, "xlsb" },
	{ "Index/Document.iwa", TYPE_FOREIGN, "iwork" }, /* Pages, Numbers, Keynote */
	{ "index.apxl", TYPE_FOREIGN, "iwork" },
	{ "visio/document.xml", TYPE_FOREIGN, "visio" },
	{ "FixedDocSeq.fdseq", TYPE_FOREIGN, "xps" },
	{ "FixedDocumentSequence.fdseq", TYPE_FOREIGN, "xps" },
	{ "content.xml", TYPE_ODT, "odt" },
};

/* Where a document begins that readers look for behind what a program put in front of it: a mark of
 * UTF-8, blank lines; a PDF also behind other bytes. n_bytes: nowhere. Source: PDF 1.7 (Adobe),
 * appendix H.3, 13. */
static size_t
type_begin(const char *bytes, size_t n_bytes)
{
	static const char pdf[] = "%PDF-1.", end[] = "startxref";
	size_t n = MIN(n_bytes, TYPE_FRONT_BYTES);
	size_t at = n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	const char *later = n > 0 ? memmem(bytes, n, pdf, sizeof pdf - 1) : NULL;

	while (at < n && g_ascii_isspace(bytes[at]))
		at++;
	if (n_bytes - at >= 5 &&
	    (memcmp(bytes + at, "{\\rtf", 5) == 0 || memcmp(bytes + at, "%PDF-", 5) == 0))
		return at;
	return later && memmem(bytes, n_bytes, end, sizeof end - 1) ? (size_t)(later - bytes)
								    : n_bytes;
}

static int
type_magic_at(const char *bytes, size_t n_bytes)
{
	for (size_t i = 0; i < G_N_ELEMENTS(magics); i++)
		if (n_bytes >= magics[i].offset + magics[i].n_bytes &&
		    memcmp(bytes + magics[i].offset, magics[i].bytes, magics[i].n_bytes) == 0)
			return (int)i;
	return -1;
}

static int
type_magic(const char *bytes, size_t n_bytes)
{
	int magic = type_magic_at(bytes, n_bytes);
	size_t begin = magic < 0 ? type_begin(bytes, n_bytes) : n_bytes;

	return begin < n_bytes ? type_magic_at(bytes + begin, n_bytes - begin) : magic;
}

static bool
type_has(const Package *package, const char *member)
{
	g_autofree char *part = package_part(package, member);

	return part || package_has(package, member);
}

/* By the archive's directory; where it has none, by the names in its first pages: a document
 * that was cut off is still known for what it was. -1: a packed folder. */
static int
type_zip(const char *bytes, size_t n_bytes)
{
	g_autoptr(Package) package = package_open(bytes, n_bytes);

	for (size_t i = 0; i < G_N_ELEMENTS(zips); i++)
		if (package_is_archive(package)
			    ? type_has(package, zips[i].member)
			    : memmem(bytes, MIN(n_bytes, TYPE_LOOK_BYTES), zips[i].member,
				     strlen(zips[i].member)) != NULL)
			return (int)i;
	return -1;
}

/* OpenDocument says in its first member what it is, a flat one at its root. Source: ODF 1.3 part
 * 2 §3.3, part 3 §19.385. */
static const char *
type_odf_word(const char *bytes, size_t n_bytes, bool flat)
{
	static const char spreadsheet[] = "opendocument.spreadsheet";
	static const char presentation[] = "opendocument.presentation";
	size_t n = MIN(n_bytes, flat ? 16384 : 200);

	if (memmem(bytes, n, spreadsheet, sizeof spreadsheet - 1))
		return flat ? "fods" : "ods";
	if (memmem(bytes, n, presentation, sizeof presentation - 1))
		return flat ? "fodp" : "odp";
	return flat ? "fodt" : "odt";
}

static bool
type_is_wide(const char *bytes, size_t n_bytes)
{
	return (n_bytes >= 2 &&
		(memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)) ||
	       (n_bytes >= 4 && memcmp(bytes, "\0\0\xfe\xff", 4) == 0);
}

/* Text has no NUL and few other controls; UTF-16 says so by its byte order mark. */
static bool
type_is_plain(const char *bytes, size_t n_bytes)
{
	size_t n_controls = 0;
	DecodeCharset wide;

	if (type_is_wide(bytes, n_bytes) || guess_wide(bytes, n_bytes, &wide))
		return true;
	for (size_t i = 0; i < n_bytes; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c == 0)
			return false;
		n_controls += (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' &&
			       c != 0x1b) ||
			      c == 0x7f;
	}
	return n_controls * 100 <= n_bytes;
}

/* CMS EnvelopedData (RFC 5652 §6): its object identifier stands behind one length. */
static bool
type_is_enveloped(const char *bytes, size_t n_bytes)
{
	static const char identifier[] = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03";

	return n_bytes > 20 && bytes[0] == 0x30 &&
	       memmem(bytes, 20, identifier, sizeof identifier - 1);
}

static bool
type_is_html(const char *bytes, size_t n_bytes, const char *name)
{
	g_autofree char *start = flat_head(bytes, MIN(n_bytes, 2048));

	if (strstr(start, "<html") || strstr(start, "<!doctype html"))
		return true;
	return name && (g_str_has_suffix(name, ".html") || g_str_has_suffix(name, ".htm")) &&
	       strchr(start, '<');
}

/* Does a line begin with the name of a header field that letters have? */
static bool
type_is_field(const char *line, size_t n)
{
	static const char *const fields[] = { "From:",	       "To:",		"Subject:",
					      "Date:",	       "Received:",	"Return-Path:",
					      "Message-ID:",   "MIME-Version:", "Content-Type:",
					      "Delivered-To:", "X-QQ-mid:",	"Reply-To:" };

	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
		if (n >= strlen(fields[i]) &&
		    g_ascii_strncasecmp(line, fields[i], strlen(fields[i])) == 0)
			return true;
	return false;
}

/* A header section (RFC 5322 §2.2) that holds three fields of a letter and nothing else. */
static bool
type_is_letter(const char *bytes, size_t n_bytes)
{
	size_t at = 0, n_known = 0, n = MIN(n_bytes, TYPE_LOOK_BYTES);

	while (at < n) {
		const char *line = bytes + at;
		const char *end = memchr(line, '\n', n - at);
		size_t length = end ? (size_t)(end - line) : n - at;
		const char *colon = memchr(line, ':', length);

		if (length == 0 || *line == '\r')
			return n_known >= 3;
		if (*line != ' ' && *line != '\t' && (at > 0 || strncmp(line, "From ", 5) != 0)) {
			if (!colon || memchr(line, ' ', (size_t)(colon - line)))
				return false;
			n_known += type_is_field(line, length);
		}
		at += length + 1;
	}
	return n_known >= 3;
}

/* A page saved as one file, by Word or a browser, is written as a letter that went to nobody.
 * Source: RFC 2557. */
static bool
type_is_page(const char *bytes, size_t n_bytes)
{
	static const char *const starts[] = {
		"mime-version:",   "from: <saved by",  "from: \"saved by", "from: <由",
		"from: <\xd3\xc9", "from: \"\xd3\xc9", "from: \"由",
	};
	static const char *const sent[] = { "\nto:", "\nreceived:", "\nmessage-id:" };
	g_autofree char *head = flat_head(bytes, n_bytes);
	const char *at = head + strspn(head, "\xef\xbb\xbf \t\r\n");
	char *end = strstr(at, "\n\r\n"), *bare = strstr(at, "\n\n");
	bool page = false;

	if (!end || (bare && bare < end))
		end = bare;
	if (!end)
		return false;
	*end = '\0';
	for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
		page |= g_str_has_prefix(at, starts[i]);
	for (size_t i = 0; i < G_N_ELEMENTS(sent); i++)
		page &= !strstr(at, sent[i]);
	at = strstr(at, "\ncontent-type:");
	return page && at && (strstr(at, "multipart/") || strstr(at, "text/html"));
}

/* Of a text. */
static Type
type_of_markup(const char *bytes, size_t n_bytes, const char *name)
{
	switch (flat_kind(bytes, n_bytes)) {
	case FLAT_WORD:
	case FLAT_PACKAGE:
		return TYPE_WORDML;
	case FLAT_SHEET:
		return TYPE_SHEETML;
	case FLAT_ODF:
		return TYPE_FODT;
	case FLAT_UOF:
		return TYPE_UOF;
	default:
		return type_is_html(bytes, n_bytes, name) ? TYPE_HTML : TYPE_PLAIN;
	}
}

Type
type_of(const char *bytes, size_t n_bytes, const char *name)
{
	int magic = type_magic(bytes, n_bytes);

	if (n_bytes == 0)
		return TYPE_EMPTY;
	if (type_is_enveloped(bytes, n_bytes))
		return TYPE_SEALED;
	if (magic >= 0 && magics[magic].type == TYPE_ZIP) {
		int zip = type_zip(bytes, n_bytes);

		return zip >= 0 ? zips[zip].type : TYPE_ZIP;
	}
	/* Two letters prove nothing when the rest is text: BMW 也…, MZ世代… */
	if (magic >= 0 &&
	    (magics[magic].n_bytes > 2 || !type_is_plain(bytes, MIN(n_bytes, TYPE_LOOK_BYTES))))
		return magics[magic].type;
	if (!type_is_plain(bytes, MIN(n_bytes, TYPE_LOOK_BYTES)))
		return TYPE_UNKNOWN;
	if (type_is_page(bytes, n_bytes))
		return TYPE_PAGE;
	if (type_is_letter(bytes, n_bytes))
		return TYPE_LETTER;
	return type_of_markup(bytes, n_bytes, name);
}

const char *
type_word(Type type, const char *bytes, size_t n_bytes)
{
	int magic, zip;

	switch (type) {
	case TYPE_EMPTY:
		return "empty";
	case TYPE_PLAIN:
		return "txt";
	case TYPE_LETTER:
		return "eml";
	case TYPE_PAGE:
		return "mht";
	case TYPE_HTML:
		return "html";
	case TYPE_UNKNOWN:
		return "unknown";
	case TYPE_ZIP:
		return "zip";
	case TYPE_ODT:
		return type_odf_word(bytes, n_bytes, false);
	case TYPE_FODT:
		return type_odf_word(bytes, n_bytes, true);
	case TYPE_WORDML:
		return "word xml";
	case TYPE_SHEETML:
		return "excel xml";
	case TYPE_FOREIGN:
		zip = type_zip(bytes, n_bytes);
		return zip >= 0 ? zips[zip].word : "unknown";
	case TYPE_SEALED:
		return type_is_enveloped(bytes, n_bytes) ? "smime" : "pgp";
	default:
		for (size_t i = 0; i < G_N_ELEMENTS(zips); i++)
			if (zips[i].type == type)
				return zips[i].word;
		magic = type_magic(bytes, n_bytes);
		return magic >= 0 ? magics[magic].word : "unknown";
	}
}
