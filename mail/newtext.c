/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext — what the writer wrote now, apart from what was quoted
 *
 * The first sure sign of a quotation cuts the text; what stands above it is new.
 * When nothing stands above, and the quotation is marked line by line with >,
 * the unmarked lines below it are the new text; between quoted lines, or both
 * above and below, it is uncertain. The HTML reading must say the same.
 *
 * Promise: linear in the text but for a few lines of looking ahead.
 * Not here: the words of signs (newtext_signs, newtext_attribution) and footers
 * (newtext_footer).
 */
#include "mail/newtext.h"

#include "base/i18n.h"
#include "base/text/utf8.h"
#include "mail/newtext_attribution.h"
#include "mail/newtext_block.h"
#include "mail/newtext_footer.h"
#include "mail/newtext_inline.h"
#include "mail/newtext_signs.h"
#include "mail/newtext_words.h"

#include <string.h>

#define ABOVE_BLOCK 3 /* characters of a rule that belongs to the block below it */

typedef enum { CUT_NONE, CUT_BLOCK, CUT_MARKS } CutKind;

typedef struct Split {
	GPtrArray *lines; /* char *, trimmed at the end; of one copy of the text */
	char *words;	  /* yours; a line: what stood before the quotation in one line with it */
	const char *sender_name;
	CutKind kind;
	guint cut;   /* first line of the quotation */
	guint below; /* first line behind its attribution */
	bool likely; /* the attribution had no address */
} Split;

void
newtext_clear(NewText *text)
{
	g_clear_pointer(&text->text, g_free);
	g_clear_pointer(&text->quoted, g_free);
	g_clear_pointer(&text->why, g_free);
	text->uncertain = false;
}

/* Literal &nbsp; and no-break blanks become blanks, \r goes. In place; gives the new length. */
static size_t
line_plain(char *line, size_t n)
{
	size_t n_out = 0;

	for (size_t i = 0; i < n;) {
		bool entity = n - i >= 6 && memcmp(line + i, "&nbsp;", 6) == 0;

		if (entity || (n - i >= 2 && memcmp(line + i, "\xC2\xA0", 2) == 0)) {
			line[n_out++] = ' ';
			i += entity ? 6 : 2;
			continue;
		}
		if (line[i] != '\r')
			line[n_out++] = line[i];
		i++;
	}
	return n_out;
}

/* Ends the line behind its last character that is no blank. */
static void
line_trim(char *line, size_t n)
{
	while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\t'))
		n--;
	while (n >= 3 && memcmp(line + n - 3, "　", 3) == 0)
		n -= 3;
	line[n] = '\0';
}

/* Cuts the text, n bytes and a NUL, into its lines, which stay in it. */
static GPtrArray *
lines_of(char *text, size_t n)
{
	GPtrArray *lines = g_ptr_array_new();
	bool plain = !memchr(text, '&', n) && !memchr(text, 0xC2, n) && !memchr(text, '\r', n);

	for (char *end; n > 0; text = end + 1) {
		size_t length;

		end = memchr(text, '\n', n);
		length = end ? (size_t)(end - text) : n;
		g_ptr_array_add(lines, text);
		line_trim(text, plain ? length : line_plain(text, length));
		if (!end)
			break;
		n -= length + 1;
	}
	return lines;
}

static const char *
line_at(const Split *split, guint i)
{
	return g_ptr_array_index(split->lines, i);
}

static const char *
line_start(const Split *split, guint i)
{
	const char *line = line_at(split, i);

	while (*line == ' ' || *line == '\t' || strncmp(line, "　", strlen("　")) == 0)
		line += *line == ' ' || *line == '\t' ? 1 : (int)strlen("　");
	return line;
}

static bool
is_blank(const Split *split, guint i)
{
	return *line_start(split, i) == '\0';
}

static bool
is_marked(const Split *split, guint i)
{
	int marks;

	newtext_signs_unmark(line_at(split, i), &marks);
	return marks > 0;
}

/* Two lines that begin "| " and are no table. */
static bool
is_bar(const Split *split, guint i)
{
	const char *line = line_start(split, i);

	return line[0] == '|' && line[1] == ' ' && line[2] != '\0' && strchr(line + 1, '|') == NULL;
}

static bool
bars_begin(const Split *split, guint i)
{
	return is_bar(split, i) && i + 1 < split->lines->len && is_bar(split, i + 1);
}

/* The next line that is not blank, or the number of lines. */
static guint
next_filled(const Split *split, guint i)
{
	while (i < split->lines->len && is_blank(split, i))
		i++;
	return i;
}

static void
cut_set(Split *split, guint at, guint below, CutKind kind)
{
	split->cut = at;
	split->below = below;
	split->kind = kind;
}

/* 李四写道： above marked lines? */
static bool
writer_at(const Split *split, guint i)
{
	guint next = next_filled(split, i + 1);

	return next < split->lines->len && is_marked(split, next) &&
	       newtext_attribution_names_writer(line_start(split, i));
}

/* A separator, above an attribution of marked lines or not. */
static void
cut_separator(Split *split, guint i)
{
	guint n = 0, next = next_filled(split, i + 1), below;
	bool attributed = next < split->lines->len &&
			  newtext_attribution_at(split->lines, next, &n) != SIGN_NONE;

	below = next_filled(split, next + n);
	if (attributed && below < split->lines->len && is_marked(split, below))
		cut_set(split, i, next + n, CUT_MARKS);
	else
		cut_set(split, i, i + 1, CUT_BLOCK);
}

/* Does a quotation begin at line i? */
static bool
cut_at(Split *split, guint i)
{
	guint n = 0, next;
	NewTextSign sign;

	if (newtext_signs_is_separator(line_start(split, i)) &&
	    (!is_marked(split, i) || newtext_signs_is_chevrons(line_start(split, i)))) {
		cut_separator(split, i);
		return true;
	}
	if (newtext_signs_is_ours(line_at(split, i)) ||
	    newtext_signs_is_separator(line_start(split, i)) ||
	    newtext_block_begins(split->lines, i)) {
		cut_set(split, i, i + 1, is_marked(split, i) ? CUT_MARKS : CUT_BLOCK);
		return true;
	}
	sign = newtext_attribution_at(split->lines, i, &n);
	if (sign != SIGN_NONE) {
		next = next_filled(split, i + n);
		if (is_marked(split, i) || (next < split->lines->len && is_marked(split, next))) {
			cut_set(split, i, i + n, CUT_MARKS);
			return true;
		}
		if (next < split->lines->len && bars_begin(split, next)) {
			cut_set(split, i, i + n, CUT_BLOCK);
			return true;
		}
		split->likely = sign == SIGN_LIKELY && next < split->lines->len;
		cut_set(split, i, i + n, CUT_BLOCK);
		return true;
	}
	if (is_marked(split, i) || writer_at(split, i)) {
		cut_set(split, i, i + !is_marked(split, i), CUT_MARKS);
		return true;
	}
	if (bars_begin(split, i)) {
		cut_set(split, i, i, CUT_BLOCK);
		return true;
	}
	return false;
}

static void
cut_find(Split *split)
{
	for (guint i = 0; i < split->lines->len; i++) {
		if (is_blank(split, i))
			continue;
		split->words = newtext_inline_part(split->lines, i);
		if (cut_at(split, split->words ? i + 1 : i))
			break;
		g_assert(split->words == NULL); /* what parted the line is a sign itself */
	}
	if (split->kind == CUT_NONE)
		split->cut = split->below = split->lines->len;
	/* A rule (____) or a heading just above belongs to the quotation. */
	while (split->kind != CUT_NONE && split->cut > 0) {
		guint above = split->cut;

		while (above > 0 && is_blank(split, above - 1))
			above--;
		if (above == 0 ||
		    (!newtext_signs_is_rule(line_start(split, above - 1), ABOVE_BLOCK) &&
		     !newtext_signs_is_heading(line_start(split, above - 1))))
			break;
		split->cut = above - 1;
	}
}

static bool
is_name(const Split *split, const char *line)
{
	return split->sender_name != NULL && *split->sender_name != '\0' &&
	       strcmp(line, split->sender_name) == 0;
}

/* Is the trailing stretch [a, b) only name, address, telephone? */
static bool
is_signature(const Split *split, guint a, guint b)
{
	for (guint i = a; i < b; i++) {
		const char *line = line_start(split, i);

		while (*line == '|' || *line == ' ')
			line++;
		if (*line != '\0' && !is_name(split, line) && !newtext_footer_is_contact(line) &&
		    !newtext_footer_is(line))
			return false;
	}
	return true;
}

static bool
is_contact_line(const char *line)
{
	return strchr(line, '@') != NULL && newtext_footer_is_contact(line);
}

/* The end of what the writer wrote in [a, b): before "-- ", disclaimers, footers. */
static guint
footer_cut(const Split *split, guint a, guint b)
{
	for (guint i = a; i < b; i++) {
		const char *line = line_start(split, i);

		if (strcmp(line_at(split, i), "--") == 0 || newtext_footer_is_disclaimer(line) ||
		    ((newtext_signs_is_rule(line, NEWTEXT_RULE) || strcmp(line, "| |") == 0) &&
		     i + 10 >= b && is_signature(split, i + 1, b))) {
			b = i;
			break;
		}
	}
	while (b > a) {
		const char *line = line_start(split, b - 1);

		if (*line != '\0' && !newtext_footer_is(line) && !is_contact_line(line))
			break;
		b--;
	}
	return b;
}

/* Lines [a, b) without footers, joined and trimmed of empty lines. `unmarked`:
 * only lines without marks. Yours. */
static char *
lines_join(const Split *split, guint a, guint b, bool unmarked)
{
	GString *text = g_string_new(NULL);
	guint blank = 0;

	for (guint i = a; i < b; i++) {
		if ((unmarked && is_marked(split, i)) || newtext_footer_is(line_start(split, i)))
			continue;
		if (is_blank(split, i)) {
			blank++;
			continue;
		}
		if (text->len > 0) {
			g_string_append_c(text, '\n');
			while (blank-- > 0)
				g_string_append_c(text, '\n');
		}
		blank = 0;
		g_string_append(text, text->len == 0 ? line_start(split, i) : line_at(split, i));
	}
	return g_string_free(text, FALSE);
}

static char *
lines_plain(const Split *split, guint a, guint b)
{
	GString *text = g_string_new(NULL);

	for (guint i = a; i < b; i++) {
		g_string_append(text, line_at(split, i));
		g_string_append_c(text, '\n');
	}
	return g_string_free(text, FALSE);
}

static void
doubt(NewText *ret, const char *why)
{
	ret->uncertain = true;
	g_free(ret->why);
	ret->why = g_strdup(why);
}

/* Where a quotation that is not marked begins below the marked one, or `end`. */
static guint
block_below(const Split *split, guint i, guint end)
{
	for (; i < end; i++)
		if (!is_marked(split, i) && !is_blank(split, i) &&
		    (newtext_signs_is_ours(line_at(split, i)) ||
		     newtext_signs_is_separator(line_start(split, i)) ||
		     newtext_block_begins(split->lines, i)))
			return i;
	return end;
}

/* Unmarked lines behind the cut of a quotation marked with >. */
static void
below_read(const Split *split, NewText *ret)
{
	guint end = block_below(split, split->below, split->lines->len);
	guint last = split->below, first = end;
	g_autofree char *fresh = NULL;

	for (guint i = split->below; i < end; i++)
		if (is_marked(split, i))
			last = i;
	for (guint i = end; i-- > split->below;)
		if (!is_marked(split, i) && !is_blank(split, i))
			first = i;
	if (first == end)
		return;
	end = footer_cut(split, first > last ? first : last + 1, end);
	fresh = lines_join(split, split->below, end, true);
	if (*fresh == '\0')
		return;
	if (*ret->text != '\0') {
		doubt(ret, _("there is text above and below the quotation"));
		return;
	}
	g_free(ret->text);
	ret->text = g_steal_pointer(&fresh);
	if (first < last)
		doubt(ret, _("there is text between quoted lines"));
}

/* How much of the text is read: no half of a character. */
static size_t
text_bytes(const char *text)
{
	size_t n = strnlen(text, NEWTEXT_MAX_BYTES);

	while (n > 0 && ((guchar)text[n] & 0xC0) == 0x80)
		n--;
	return n;
}

static void
split_text(const char *text, const char *sender_name, NewText *ret)
{
	size_t n = text_bytes(text);
	g_autofree char *copy = g_strndup(text, n);
	g_autoptr(GPtrArray) lines = lines_of(copy, n);
	Split split = { .lines = lines, .sender_name = sender_name };

	cut_find(&split);
	ret->text = lines_join(&split, 0, footer_cut(&split, 0, split.cut), false);
	ret->quoted = lines_plain(&split, split.cut, lines->len);
	if (split.kind == CUT_MARKS)
		below_read(&split, ret);
	if (split.likely)
		doubt(ret, _("it is not sure where the quotation begins"));
	g_free(split.words);
}

static bool
has_words(const char *text)
{
	for (; text != NULL && *text != '\0'; text = g_utf8_next_char(text))
		if (!g_unichar_isspace(g_utf8_get_char(text)))
			return true;
	return false;
}

/* Did the writer put a line through words of his? Those that our own mails strike out, and a
 * quotation repeats, are none. */
static bool
is_struck(const HtmlText *page, const NewText *text)
{
	g_auto(GStrv) stretches = g_strsplit(page->struck ? page->struck : "", "\n", -1);

	for (char **one = stretches; *one != NULL; one++) {
		g_autofree char *ours = g_strconcat("【删：", *one, NULL);

		if (newtext_words_hold(text->text, *one) && strstr(text->quoted, ours) == NULL)
			return true;
	}
	return false;
}

static void
split_page(const HtmlText *page, const char *sender_name, NewText *ret)
{
	split_text(page->fresh, sender_name, ret);
	if (page->doubt && *ret->text != '\0')
		doubt(ret, _("it is not sure where the quotation begins"));
	else if (is_struck(page, ret))
		doubt(ret, _("words are struck out"));
}

void
newtext_split(const char *plain, const HtmlText *page, const char *sender_name, NewText *ret)
{
	g_auto(NewText) html = { 0 };

	*ret = (NewText){ 0 };
	if (!has_words(plain)) {
		static const HtmlText no_page = { .text = (char *)"", .fresh = (char *)"" };

		split_page(page ? page : &no_page, sender_name, ret);
		return;
	}
	split_text(plain, sender_name, ret);
	/* An empty page with a quotation, or one that hides words, still says that nothing was
	 * written. */
	if (page == NULL || (!has_words(page->fresh) && !page->quote && !has_words(page->hidden)))
		return;
	split_page(page, sender_name, &html);
	if (!newtext_words_same(ret->text, html.text))
		doubt(ret, _("the plain and the HTML form of the letter differ"));
	else if (html.uncertain && !ret->uncertain)
		doubt(ret, html.why);
}
