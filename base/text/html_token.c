/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_token — a page's tags, words and comments, one after the other
 */
#include "base/text/html_token.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define CONDITION_MAX 200 /* bytes of `<![if …]>` */
#define REFERENCE_MAX 32  /* of &name; */

/* What a byte can be part of. */
enum { BLANK = 1, NAME = 2, DIGIT = 4, HEXADECIMAL = 8, LETTER = 16 };

static const unsigned char html_token_classes[256] = {
	[' '] = BLANK,
	['\t'] = BLANK,
	['\n'] = BLANK,
	['\r'] = BLANK,
	['\f'] = BLANK,
	['0' ... '9'] = NAME | DIGIT | HEXADECIMAL,
	['a' ... 'f'] = NAME | LETTER | HEXADECIMAL,
	['g' ... 'z'] = NAME | LETTER,
	['A' ... 'F'] = NAME | LETTER | HEXADECIMAL,
	['G' ... 'Z'] = NAME | LETTER,
	['_'] = NAME | LETTER,
	[':'] = NAME | LETTER,
	['-'] = NAME,
	['.'] = NAME,
};

static bool
html_token_is(char c, unsigned char class)
{
	return (html_token_classes[(unsigned char)c] & class) != 0;
}

void
html_tokens_init(HtmlTokens *tokens, const char *utf8, size_t n)
{
	*tokens = (HtmlTokens){ .at = utf8, .end = utf8 + n, .scratch = g_string_new(NULL) };
}

void
html_tokens_clear(HtmlTokens *tokens)
{
	g_string_free(tokens->scratch, TRUE);
}

static const char *
html_token_blanks(const char *at, const char *end)
{
	while (at < end && html_token_is(*at, BLANK))
		at++;
	return at;
}

/* ---- references ---- */

/* The digits of &#26149; &#x6625; with or without its end. Gives where it ends. */
static const char *
html_token_digits(const char *at, const char *end, gunichar *ret)
{
	bool hexadecimal = at < end && (*at == 'x' || *at == 'X');
	gunichar value = 0;

	for (at += hexadecimal; at < end && html_token_is(*at, hexadecimal ? HEXADECIMAL : DIGIT);
	     at++)
		if (value <= 0x10FFFF)
			value = value * (hexadecimal ? 16 : 10) +
				(gunichar)g_ascii_xdigit_value(*at);
	*ret = value;
	return at < end && *at == ';' ? at + 1 : at;
}

/* The same; the halves of a rare character (&#55362;&#57271;) are one, &#151; is the dash that it
 * is in Windows' charset. NULL: there are no digits. Source: HTML, numeric character reference
 * end state. */
static const char *
html_token_number(const char *at, const char *end, gunichar *ret)
{
	static const gunichar windows[] = { 0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
					    0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
					    0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D,
					    0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
					    0x0153, 0x9D,   0x017E, 0x0178 };
	const char *digits = at + (at < end && (*at == 'x' || *at == 'X')), *behind;
	gunichar value, low = 0;

	if (digits >= end || !g_ascii_isxdigit(*digits) ||
	    (digits == at && !g_ascii_isdigit(*digits)))
		return NULL;
	at = html_token_digits(at, end, &value);
	if (value >= 0x80 && value < 0xA0)
		value = windows[value - 0x80];
	if (value >= 0xD800 && value < 0xDC00 && end - at > 2 && at[0] == '&' && at[1] == '#') {
		behind = html_token_digits(at + 2, end, &low);
		if (low >= 0xDC00 && low < 0xE000) {
			at = behind;
			value = 0x10000 + ((value - 0xD800) << 10 | (low - 0xDC00));
		}
	}
	*ret = g_unichar_validate(value) ? value : 0xFFFD;
	return at;
}

/* &nbsp; which must have its end. */
static const char *
html_token_named(const char *at, const char *end, gunichar *ret)
{
	char name[REFERENCE_MAX];
	const htmlEntityDesc *entity;
	size_t n = 0;

	while (at + n < end && n < sizeof name - 1 && html_token_is(at[n], NAME))
		n++;
	if (n == 0 || at + n >= end || at[n] != ';')
		return NULL;
	memcpy(name, at, n);
	name[n] = '\0';
	if (strcmp(name, "nbsp") == 0) {
		*ret = 0xA0;
		return at + n + 1;
	}
	entity = htmlEntityLookup((const xmlChar *)name);
	if (!entity)
		return NULL;
	*ret = entity->value;
	return at + n + 1;
}

/* Appends what the reference at `at`, an ampersand, means; itself when it is none. Gives where it
 * ends. */
static const char *
html_token_reference(const char *at, const char *end, GString *out)
{
	gunichar character = 0;
	const char *behind;

	behind = at + 1 < end && at[1] == '#' ? html_token_number(at + 2, end, &character)
					      : html_token_named(at + 1, end, &character);
	if (!behind) {
		g_string_append_c(out, '&');
		return at + 1;
	}
	if (character)
		g_string_append_unichar(out, character);
	return behind;
}

/* ---- tags ---- */

/* Is this an attribute that somebody asks for? */
static const char *
html_token_kept(const char *name, size_t n)
{
	static const char *const kept[] = { "style",   "class",	     "id",    "title",
					    "alt",     "value",	     "type",  "cite",
					    "hidden",  "datetime",   "name",  "color",
					    "bgcolor", "background", "start", "reversed" };

	for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
		if ((*name | 0x20) == *kept[i] && strlen(kept[i]) == n &&
		    g_ascii_strncasecmp(name, kept[i], n) == 0)
			return kept[i];
	return NULL;
}

/* Appends a value to the scratch, and its NUL. */
static void
html_token_keep(GString *scratch, const char *at, size_t n)
{
	const char *end = at + n, *mark;

	while ((mark = memchr(at, '&', (size_t)(end - at)))) {
		g_string_append_len(scratch, at, mark - at);
		at = html_token_reference(mark, end, scratch);
	}
	g_string_append_len(scratch, at, end - at);
	g_string_append_c(scratch, '\0');
}

/* A value, with or without quotes; its bounds. Gives where it ends. */
static const char *
html_token_value(const char *at, const char *end, const char **ret_from, size_t *ret_n)
{
	const char *stop;

	if (at < end && (*at == '"' || *at == '\'')) {
		stop = memchr(at + 1, *at, (size_t)(end - at - 1));
		*ret_from = at + 1;
		*ret_n = (size_t)((stop ? stop : end) - at - 1);
		return stop ? stop + 1 : end;
	}
	for (stop = at; stop < end && *stop != '>' && !html_token_is(*stop, BLANK);)
		stop++;
	*ret_from = at;
	*ret_n = (size_t)(stop - at);
	return stop;
}

/* Where the values lie in the scratch while it may still move. */
typedef struct {
	const char *name;
	size_t at;
} HtmlTokenValue;

static const char *
html_token_attribute(HtmlTokens *tokens, const char *at, HtmlTokenValue *ret)
{
	const char *name = at, *end = tokens->end, *from = NULL, *behind;
	size_t n_name, n = 0;

	for (at++;
	     at < end && *at != '=' && *at != '>' && *at != '/' && !html_token_is(*at, BLANK);)
		at++;
	n_name = (size_t)(at - name);
	behind = html_token_blanks(at, end);
	if (behind < end && *behind == '=')
		at = html_token_value(html_token_blanks(behind + 1, end), end, &from, &n);
	ret->name = html_token_kept(name, n_name);
	ret->at = tokens->scratch->len;
	if (ret->name)
		html_token_keep(tokens->scratch, from ? from : "", n);
	return at;
}

/* From behind a tag's name to behind its >. */
static const char *
html_token_attributes(HtmlTokens *tokens, const char *at, HtmlToken *ret)
{
	HtmlTokenValue values[HTML_TOKEN_ATTRIBUTES];
	size_t n_values = 0;

	g_string_truncate(tokens->scratch, 0);
	ret->closed = false;
	while ((at = html_token_blanks(at, tokens->end)) < tokens->end && *at != '>') {
		HtmlTokenValue value;

		ret->closed = *at == '/';
		if (ret->closed) {
			at++;
			continue;
		}
		at = html_token_attribute(tokens, at, &value);
		if (value.name && n_values < G_N_ELEMENTS(values))
			values[n_values++] = value;
	}
	for (size_t i = 0; i < n_values; i++) {
		ret->attributes[i * 2] = values[i].name;
		ret->attributes[i * 2 + 1] = tokens->scratch->str + values[i].at;
	}
	ret->attributes[n_values * 2] = NULL;
	return at < tokens->end ? at + 1 : at;
}

/* At < or </ before a letter. */
static void
html_token_tag(HtmlTokens *tokens, HtmlToken *ret)
{
	const char *at = tokens->at + 1, *name;

	ret->kind = *at == '/' ? HTML_TOKEN_CLOSE : HTML_TOKEN_OPEN;
	name = at += *at == '/';
	while (at < tokens->end && html_token_is(*at, NAME))
		at++;
	ret->text = name;
	ret->n = (size_t)(at - name);
	ret->element = html_element_find(name, ret->n);
	tokens->at = html_token_attributes(tokens, at, ret);
	if (ret->kind == HTML_TOKEN_OPEN && ret->element && ret->element->code && !ret->closed)
		tokens->raw = ret->element->name;
}

/* ---- words ---- */

/* What a script or a style holds, to its end tag. */
static bool
html_token_raw(HtmlTokens *tokens, HtmlToken *ret)
{
	const char *at = tokens->at, *end = tokens->end;
	size_t n = strlen(tokens->raw);

	while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		if ((size_t)(end - at) > n + 1 && at[1] == '/' &&
		    g_ascii_strncasecmp(at + 2, tokens->raw, n) == 0)
			break;
		at++;
	}
	ret->kind = HTML_TOKEN_WORDS;
	ret->text = tokens->at;
	ret->n = (size_t)((at ? at : end) - tokens->at);
	tokens->at += ret->n;
	tokens->raw = NULL;
	return ret->n > 0;
}

/* As far as the next < or &. */
static void
html_token_run(HtmlTokens *tokens, HtmlToken *ret)
{
	const char *at = tokens->at, *reference;

	if (tokens->mark < at) {
		tokens->mark = memchr(at, '<', (size_t)(tokens->end - at));
		tokens->mark = tokens->mark ? tokens->mark : tokens->end;
	}
	reference = memchr(at, '&', (size_t)(tokens->mark - at));
	ret->kind = HTML_TOKEN_WORDS;
	ret->text = at;
	tokens->at = reference ? reference : tokens->mark;
	ret->n = (size_t)(tokens->at - at);
}

/* At &: the character it means. */
static void
html_token_character(HtmlTokens *tokens, HtmlToken *ret)
{
	g_string_truncate(tokens->scratch, 0);
	tokens->at = html_token_reference(tokens->at, tokens->end, tokens->scratch);
	ret->kind = HTML_TOKEN_WORDS;
	ret->text = tokens->scratch->str;
	ret->n = tokens->scratch->len;
}

/* ---- <! and <? ---- */

/* Behind `<![if …]>`, which is no comment: what follows is seen. NULL: it is none. */
static const char *
html_token_condition(const char *at, const char *end)
{
	size_t n = 3;

	if (end - at < 5 || at[2] != '[')
		return NULL;
	while (n < CONDITION_MAX && at + n < end && !strchr("]<>", at[n]))
		n++;
	return at + n + 1 < end && at[n] == ']' && at[n + 1] == '>' ? at + n + 2 : NULL;
}

/* At <!--: its inside. One that does not end goes on to the end. */
static void
html_token_comment(HtmlTokens *tokens, HtmlToken *ret)
{
	const char *from = tokens->at + 4, *end = tokens->end;
	/* <!--> is one, too. */
	const char *stop = memmem(from - 2, (size_t)(end - from + 2), "-->", 3);

	ret->kind = HTML_TOKEN_COMMENT;
	ret->text = from;
	ret->n = stop ? (size_t)(MAX(stop, from) - from) : (size_t)(end - from);
	tokens->at = stop ? stop + 3 : end;
}

/* Goes past a declaration or an instruction. False: it has no end, so it is words. */
static bool
html_token_pass(HtmlTokens *tokens)
{
	const char *stop = html_token_condition(tokens->at, tokens->end);

	if (!stop && !tokens->unended) {
		stop = memchr(tokens->at, '>', (size_t)(tokens->end - tokens->at));
		tokens->unended = !stop;
		stop = stop ? stop + 1 : NULL;
	}
	if (stop)
		tokens->at = stop;
	return stop != NULL;
}

/* At <. False: nothing came of it. */
static bool
html_token_mark(HtmlTokens *tokens, HtmlToken *ret)
{
	const char *at = tokens->at;
	size_t left = (size_t)(tokens->end - at);
	char next = left > 1 ? at[1] : '\0';

	if (left >= 4 && memcmp(at, "<!--", 4) == 0) {
		html_token_comment(tokens, ret);
		return true;
	}
	if (html_token_is(next, LETTER) ||
	    (next == '/' && left > 2 && html_token_is(at[2], LETTER))) {
		html_token_tag(tokens, ret);
		return true;
	}
	if ((next == '!' || next == '?' || next == '/') && html_token_pass(tokens))
		return false;
	ret->kind = HTML_TOKEN_WORDS;
	ret->text = at;
	ret->n = 1;
	tokens->at++;
	return true;
}

bool
html_tokens_next(HtmlTokens *tokens, HtmlToken *ret)
{
	while (tokens->at < tokens->end) {
		char next = *tokens->at;

		if (tokens->raw) {
			if (html_token_raw(tokens, ret))
				return true;
		} else if (next == '&') {
			html_token_character(tokens, ret);
			return true;
		} else if (next == '<') {
			if (html_token_mark(tokens, ret))
				return true;
		} else {
			html_token_run(tokens, ret);
			return true;
		}
	}
	ret->kind = HTML_TOKEN_END;
	return false;
}
