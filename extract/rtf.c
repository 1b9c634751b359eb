/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rtf — the words of a Rich Text document
 *
 * One pass over the bytes with a stack of groups. A group is left out when its
 * first word is one of rtf_skipped, or stands behind \* and is not known here.
 */
#include "extract/rtf.h"

#include "base/i18n.h"
#include "extract/equation.h"
#include "extract/numbering.h"
#include "extract/properties.h"
#include "extract/rtf_text.h"

#include <stdlib.h>
#include <string.h>

#define RTF_WORD_BYTES 33

typedef struct {
	bool skip, deleted, fonts; /* left out; deleted by tracking; the font table */
	bool table;		   /* the paragraph is a cell's */
	bool starred;		   /* \* stood just before */
	bool fresh;		   /* no word yet: the next one names the destination */
	int uc;			   /* characters to leave out behind each \u */
	int font;
	RtfPlace place;
} RtfGroup;

typedef struct {
	const char *at, *end;
	RtfText text;
	GArray *groups; /* RtfGroup; the open one last, one outside of all first */
	int fallback;	/* characters still to leave out */
	int plain;	/* the font that \plain goes back to */
	bool deep;
} Rtf;

static RtfGroup *
rtf_group(Rtf *rtf)
{
	return &g_array_index(rtf->groups, RtfGroup, rtf->groups->len - 1);
}

/* ---- control words ---- */

/* Groups without words of the writer, or with words that stand elsewhere once more. */
static const char *const rtf_skipped[] = {
	"colortbl",  "stylesheet",   "pict",	"nonshppict", "shprslt", "xe",	      "tc",
	"tcn",	     "nonesttables", "author",	"operator",   "company", "generator", "listlevel",
	"filetbl",   "revtbl",	     "rsidtbl", "creatim",    "revtim",	 "printim",   "template",
	"hlinkbase", "manager",	     "mmath",	NULL,
};

/* Groups behind \* that hold words. */
static const char *const rtf_starred[] = { "shpinst",  "shptxt",  "annotation",
					   "footnote", "fldinst", NULL };

static const struct {
	const char *word;
	RtfPlace place;
} rtf_places[] = {
	{ "footer", RTF_NOTES },    { "footerl", RTF_NOTES },  { "footerr", RTF_NOTES },
	{ "footerf", RTF_NOTES },   { "footnote", RTF_NOTES }, { "annotation", RTF_NOTES },
	{ "info", RTF_PROPERTIES }, { "sn", RTF_NAME },	       { "fldinst", RTF_INSTRUCTION },
	{ "listtext", RTF_LABEL },  { "pntext", RTF_LABEL },
};

static const struct {
	const char *word, *text;
} rtf_characters[] = {
	{ "line", "\n" },    { "page", "\n" },	   { "sect", "\n" },	 { "column", "\n" },
	{ "tab", "\t" },     { "emdash", "—" },	   { "endash", "–" },	 { "lquote", "‘" },
	{ "rquote", "’" },   { "ldblquote", "“" }, { "rdblquote", "”" }, { "bullet", "•" },
	{ "emspace", "　" }, { "enspace", " " },   { "qmspace", " " },	 { "softline", "\n" },
};

static bool
rtf_is(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(word, *words) == 0)
			return true;
	return false;
}

/* A bullet says nothing. */
static bool
rtf_silent(Rtf *rtf)
{
	const RtfGroup *group = rtf_group(rtf);

	return group->skip || group->deleted || group->fonts ||
	       (group->place == RTF_LABEL && rtf_text_is_symbols(&rtf->text, group->font));
}

/* A shape's property, {\sp{\sn NAME}{\sv VALUE}}: the words of WordArt, as of a watermark, are
 * one. Source: Rich Text Format Specification 1.9.1, Drawing Object Properties. */
static void
rtf_property(Rtf *rtf, RtfGroup *group, const char *word)
{
	GString *name = rtf->text.places[RTF_NAME];
	bool art = strcmp(name->str, "gtextUNICODE\n") == 0; /* its group ended */

	if (strcmp(word, "sn") == 0)
		g_string_truncate(name, 0);
	else if (strcmp(word, "sv") == 0 && art)
		group->place = RTF_PROPERTIES;
	else if (strcmp(word, "sv") == 0)
		group->skip = true;
}

/* What a group is, by its first word. */
static void
rtf_destination(Rtf *rtf, RtfGroup *group, const char *word)
{
	bool known = rtf_is(word, rtf_starred);

	if (rtf_is(word, rtf_skipped) || (group->starred && !known))
		group->skip = true;
	if (strcmp(word, "fonttbl") == 0)
		group->fonts = true;
	for (size_t i = 0; i < G_N_ELEMENTS(rtf_places); i++)
		if (strcmp(word, rtf_places[i].word) == 0)
			group->place = rtf_places[i].place;
	if (strcmp(word, "fldinst") == 0)
		g_string_truncate(rtf->text.places[RTF_INSTRUCTION], 0);
	if (strcmp(word, "listtext") == 0 || strcmp(word, "pntext") == 0)
		g_string_truncate(rtf->text.places[RTF_LABEL], 0);
	rtf_property(rtf, group, word);
	rtf_text_use(&rtf->text, group->place, group->font);
	/* Each stands in a line of its own. */
	if (!group->skip && (group->place != RTF_MAIN || g_str_has_prefix(word, "header") ||
			     strcmp(word, "shptxt") == 0))
		rtf_text_break(&rtf->text);
}

static void
rtf_end_of_cell(Rtf *rtf, const char *word)
{
	if (g_str_has_suffix(word, "row"))
		rtf_text_replace_end(&rtf->text, '\t', "\n");
	else
		rtf_text_replace_end(&rtf->text, ' ', "\t");
}

/* Words that make text. */
static bool
rtf_word_of_text(Rtf *rtf, const RtfGroup *group, const char *word, int number)
{
	if (strcmp(word, "u") == 0) {
		rtf_text_unit(&rtf->text, (uint16_t)number);
		rtf->fallback = group->uc;
		return true;
	}
	if (strcmp(word, "par") == 0) {
		rtf_text_add(&rtf->text, group->table ? " " : "\n");
		return true;
	}
	if (rtf_is(word, (const char *const[]){ "cell", "nestcell", "row", "nestrow", NULL })) {
		rtf_end_of_cell(rtf, word);
		return true;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(rtf_characters); i++)
		if (strcmp(word, rtf_characters[i].word) == 0) {
			bool line = *rtf_characters[i].text == '\n';

			rtf_text_add(&rtf->text,
				     line && group->table ? " " : rtf_characters[i].text);
			return true;
		}
	return false;
}

/* Words that change how the following is read. */
static void
rtf_word_of_state(Rtf *rtf, RtfGroup *group, const char *word, bool has_number, int number)
{
	if (strcmp(word, "f") == 0)
		group->font = number;
	else if (strcmp(word, "deff") == 0)
		group->font = rtf->plain = number;
	else if (strcmp(word, "fcharset") == 0 && group->fonts)
		rtf_text_charset(&rtf->text, group->font, number);
	else if (strcmp(word, "ansicpg") == 0)
		rtf_text_codepage(&rtf->text, number);
	else if (strcmp(word, "uc") == 0)
		group->uc = CLAMP(number, 0, 16);
	else if (strcmp(word, "deleted") == 0)
		group->deleted = !has_number || number != 0;
	else if (strcmp(word, "plain") == 0) {
		group->deleted = false;
		group->font = rtf->plain;
	} else if (strcmp(word, "intbl") == 0)
		group->table = !has_number || number != 0;
	else if (strcmp(word, "pard") == 0)
		group->table = false;
}

static void
rtf_word(Rtf *rtf, const char *word, bool has_number, int number)
{
	RtfGroup *group = rtf_group(rtf);

	if (strcmp(word, "bin") == 0) {
		rtf->at += MIN((size_t)MAX(number, 0), (size_t)(rtf->end - rtf->at));
		return;
	}
	if (group->fresh && !group->skip)
		rtf_destination(rtf, group, word);
	group->fresh = group->starred = false;
	if (group->skip)
		return;
	/* A word is one of the characters that stand for a \u before. */
	if (rtf->fallback > 0 && strcmp(word, "u") != 0 && !group->fonts) {
		rtf->fallback--;
		return;
	}
	if (rtf_silent(rtf) || !rtf_word_of_text(rtf, group, word, number))
		rtf_word_of_state(rtf, group, word, has_number, number);
	rtf_text_use(&rtf->text, group->place, group->font);
}

/* \word, \word-12: a blank behind it belongs to it. */
static void
rtf_read_word(Rtf *rtf)
{
	char word[RTF_WORD_BYTES];
	size_t n = 0;
	bool has_number, negative;
	long number = 0;

	for (; rtf->at < rtf->end && g_ascii_isalpha(*rtf->at); rtf->at++)
		if (n + 1 < sizeof word)
			word[n++] = *rtf->at;
	word[n] = '\0';
	negative = rtf->at + 1 < rtf->end && *rtf->at == '-' && g_ascii_isdigit(rtf->at[1]);
	rtf->at += negative;
	has_number = rtf->at < rtf->end && g_ascii_isdigit(*rtf->at);
	for (; rtf->at < rtf->end && g_ascii_isdigit(*rtf->at); rtf->at++)
		number = MIN(number * 10 + (*rtf->at - '0'), 1000000000);
	if (rtf->at < rtf->end && *rtf->at == ' ')
		rtf->at++;
	rtf_word(rtf, word, has_number, (int)(negative ? -number : number));
}

/* ---- text ---- */

static void
rtf_byte(Rtf *rtf, unsigned char byte, bool raw)
{
	RtfGroup *group = rtf_group(rtf);

	group->fresh = false;
	if (rtf->fallback > 0)
		rtf->fallback--;
	else if (!rtf_silent(rtf)) {
		rtf_text_use(&rtf->text, group->place, group->font);
		rtf_text_byte(&rtf->text, byte, raw);
	}
}

static void
rtf_symbol_text(Rtf *rtf, const char *words)
{
	rtf_group(rtf)->fresh = false;
	if (rtf->fallback > 0)
		rtf->fallback--;
	else if (!rtf_silent(rtf))
		rtf_text_add(&rtf->text, words);
}

/* Behind a backslash. */
static void
rtf_read_symbol(Rtf *rtf)
{
	char c = *rtf->at++;

	if (c == '\'' && rtf->end - rtf->at >= 2 && g_ascii_isxdigit(rtf->at[0]) &&
	    g_ascii_isxdigit(rtf->at[1])) {
		rtf_byte(rtf,
			 (unsigned char)(g_ascii_xdigit_value(rtf->at[0]) << 4 |
					 g_ascii_xdigit_value(rtf->at[1])),
			 false);
		rtf->at += 2;
	} else if (c == '*')
		rtf_group(rtf)->starred = true;
	else if (c == '\\' || c == '{' || c == '}')
		rtf_byte(rtf, (unsigned char)c, false);
	else if (c == '~')
		rtf_symbol_text(rtf, " ");
	else if (c == '_')
		rtf_symbol_text(rtf, "-");
	else if (c == '\n' || c == '\r')
		rtf_symbol_text(rtf, rtf_group(rtf)->table ? " " : "\n");
}

static void
rtf_open(Rtf *rtf)
{
	RtfGroup group = *rtf_group(rtf);

	rtf->fallback = 0;
	group.fresh = true;
	group.starred = false;
	if (rtf->groups->len > RTF_DEPTH)
		rtf->deep = true;
	else
		g_array_append_val(rtf->groups, group);
}

/* The result of a field comes; but one kind has none. */
static void
rtf_shown(Rtf *rtf)
{
	g_autofree char *shown = equation_text(rtf->text.places[RTF_INSTRUCTION]->str);

	if (shown && !rtf_silent(rtf))
		rtf_text_add(&rtf->text, shown);
}

/* What stood before the paragraph: its number, apart from the words; or a bullet. */
static void
rtf_labelled(Rtf *rtf)
{
	g_autoptr(GString) label = g_string_new(NULL);

	numbering_label(rtf->text.places[RTF_LABEL]->str, label);
	if (!rtf_silent(rtf))
		rtf_text_add(&rtf->text, label->str);
	g_string_truncate(rtf->text.places[RTF_LABEL], 0);
}

static void
rtf_close(Rtf *rtf)
{
	RtfGroup closed = *rtf_group(rtf);
	RtfGroup *group;

	rtf->fallback = 0;
	if (rtf->groups->len < 2)
		return;
	g_array_set_size(rtf->groups, rtf->groups->len - 1);
	group = rtf_group(rtf);
	/* Whether a paragraph is a cell's is not the group's business. */
	if (closed.place == group->place)
		group->table = closed.table;
	if (closed.place != group->place && !closed.skip)
		rtf_text_break(&rtf->text);
	rtf_text_use(&rtf->text, group->place, group->font);
	if (closed.place == RTF_INSTRUCTION && group->place != RTF_INSTRUCTION)
		rtf_shown(rtf);
	if (closed.place == RTF_LABEL && group->place != RTF_LABEL)
		rtf_labelled(rtf);
}

static void
rtf_run(Rtf *rtf)
{
	/* The outermost group is the document's; what stands behind it is not. */
	while (rtf->at < rtf->end && !rtf->deep && !rtf->text.full) {
		char c = *rtf->at++;

		if (rtf->text.lead && rtf->text.raw && c != '\r' && c != '\n')
			rtf_byte(rtf, (unsigned char)c, true); /* second of a raw pair */
		else if (c == '\\' && rtf->at < rtf->end)
			g_ascii_isalpha(*rtf->at) ? rtf_read_word(rtf) : rtf_read_symbol(rtf);
		else if (c == '{')
			rtf_open(rtf);
		else if (c == '}') {
			rtf_close(rtf);
			if (rtf->groups->len < 2)
				break;
		} else if (c != '\r' && c != '\n' && c != '\0')
			rtf_byte(rtf, (unsigned char)c, true);
	}
	rtf_text_flush(&rtf->text);
}

static void
rtf_judge(const Rtf *rtf, Extracted *ret)
{
	ret->outcome = EXTRACT_READ;
	if (rtf->text.full) {
		ret->outcome = EXTRACT_LIMIT;
		ret->why = g_strdup(_("the document is too long; only its beginning was read"));
	} else if (rtf->groups->len > 1 || rtf->deep) {
		ret->outcome = EXTRACT_FAILED;
		ret->why =
			g_strdup(_("the document is damaged; please open it, save it as docx and "
				   "send it again"));
	}
}

/* Notes behind the text, then those properties that say something new. */
static char *
rtf_join(const RtfText *text)
{
	GString *all = g_string_new(text->places[RTF_MAIN]->str);
	g_auto(GStrv) lines = g_strsplit(text->places[RTF_PROPERTIES]->str, "\n", -1);
	g_auto(Properties) properties = { 0 };

	properties_init(&properties);
	if (all->len > 0 && all->str[all->len - 1] != '\n')
		g_string_append_c(all, '\n');
	g_string_append(all, text->places[RTF_NOTES]->str);
	for (char **one = lines; *one; one++)
		properties_add(&properties, *one);
	properties_say(&properties, all);
	return g_string_free(all, FALSE);
}

void
rtf_read(const char *bytes, size_t n_bytes, Extracted *ret)
{
	const char *begin = memchr(bytes, '{', n_bytes);
	Rtf rtf = { .at = begin ? begin : bytes, .end = bytes + n_bytes };
	RtfGroup outside = { .uc = 1 };

	rtf_text_init(&rtf.text);
	rtf.groups = g_array_new(FALSE, FALSE, sizeof(RtfGroup));
	g_array_append_val(rtf.groups, outside);
	rtf_run(&rtf);
	rtf_judge(&rtf, ret);
	ret->content = rtf_join(&rtf.text);
	g_array_unref(rtf.groups);
	rtf_text_clear(&rtf.text);
}
