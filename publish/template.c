/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * template — a page with holes and the object that fills them
 *
 * The source is walked as it stands: a section's body is scanned again for each
 * element. Shipped pages are a few KiB, so a tree would only cost memory.
 */
#include "publish/template.h"

#include "base/errors.h"
#include "base/i18n.h"

#include <string.h>

typedef struct {
	const char *name;
	const char *begin, *end;
} Source;

typedef struct {
	char type; /* 0 for a value, else one of # ^ / > ! */
	const char *name;
	size_t n_name;
	const char *begin, *end; /* with the whole line when it stands alone */
} Tag;

typedef struct {
	const Template *template;
	GString *out;
	const json_t *stack[TEMPLATE_MAX_DEPTH + 1];
	int depth; /* of the stack */
	int nested;
	size_t steps;
} Run;

static bool run_body(Run *run, const Source *source, const char *from, const char *to,
		     GError **error);

static bool
template_wrong(const Source *source, const char *at, const char *what, GError **error)
{
	int line = 1, column = 1;

	for (const char *p = source->begin; p < at; p++) {
		if (*p == '\n') {
			line++;
			column = 1;
		} else if (((unsigned char)*p & 0xc0) != 0x80) {
			column++;
		}
	}
	return errors_set(error, ERRORS_CONFIG, "%s:%d:%d: %s", source->name, line, column, what);
}

/* Takes the whole line when nothing but blanks surrounds the tag. */
static void
tag_take_line(const Source *source, Tag *tag)
{
	const char *begin = tag->begin, *end = tag->end;

	while (begin > source->begin && (begin[-1] == ' ' || begin[-1] == '\t'))
		begin--;
	while (end < source->end && (*end == ' ' || *end == '\t' || *end == '\r'))
		end++;
	if (begin > source->begin && begin[-1] != '\n')
		return;
	if (end < source->end && *end != '\n')
		return;
	tag->begin = begin;
	tag->end = end < source->end ? end + 1 : end;
}

static bool
tag_name_ok(const Tag *tag)
{
	if (tag->n_name == 0 || tag->n_name > 100)
		return false;
	for (size_t i = 0; i < tag->n_name; i++)
		if (!g_ascii_isalnum(tag->name[i]) && !strchr("._-", tag->name[i]))
			return false;
	return true;
}

/* The next tag in [from, to); *ret_found is false when only text is left. */
static bool
tag_next(Run *run, const Source *source, const char *from, const char *to, Tag *ret_tag,
	 bool *ret_found, GError **error)
{
	const char *open = memmem(from, (size_t)(to - from), "{{", 2), *p, *close;
	Tag tag = { .begin = open };

	*ret_found = open != NULL;
	if (!open)
		return true;
	if (++run->steps > TEMPLATE_MAX_STEPS)
		return errors_set(error, ERRORS_MAIL, _("%s: page too long"), source->name);
	close = memmem(open, (size_t)(to - open), "}}", 2);
	if (!close)
		return template_wrong(source, open, _("unclosed {{"), error);
	p = open + 2;
	if (p < close && (*p == '{' || *p == '&' || *p == '='))
		return template_wrong(source, open, _("no raw output, no other delimiters"), error);
	if (p < close && strchr("#^/>!", *p))
		tag.type = *p++;
	while (p < close && g_ascii_isspace(*p))
		p++;
	tag.name = p;
	tag.n_name = (size_t)(close - p);
	while (tag.n_name && g_ascii_isspace(p[tag.n_name - 1]))
		tag.n_name--;
	tag.end = close + 2;
	if (tag.type != '!' && !tag_name_ok(&tag))
		return template_wrong(source, open, _("not a name"), error);
	if (tag.type)
		tag_take_line(source, &tag);
	*ret_tag = tag;
	return true;
}

/* Finds the {{/…}} that closes `opened`; with `opened` NULL checks the whole source. */
static bool
tag_close(Run *run, const Source *source, const Tag *opened, const char *from, Tag *ret_close,
	  GError **error)
{
	Tag open[TEMPLATE_MAX_DEPTH + 1];
	int depth = 0;
	Tag tag;
	bool found;

	if (opened)
		open[depth++] = *opened;
	for (;; from = tag.end) {
		if (!tag_next(run, source, from, source->end, &tag, &found, error))
			return false;
		if (!found)
			break;
		if (tag.type == '#' || tag.type == '^') {
			if (depth > TEMPLATE_MAX_DEPTH)
				return template_wrong(source, tag.begin, _("too deep"), error);
			open[depth++] = tag;
		}
		if (tag.type != '/')
			continue;
		depth--;
		if (depth < 0 || open[depth].n_name != tag.n_name ||
		    memcmp(open[depth].name, tag.name, tag.n_name) != 0)
			return template_wrong(source, tag.begin, _("closes no open section"),
					      error);
		if (opened && depth == 0) {
			*ret_close = tag;
			return true;
		}
	}
	if (depth)
		return template_wrong(source, open[depth - 1].begin, _("section never closed"),
				      error);
	return true;
}

bool
template_shows(gunichar c)
{
	if (c < 0x20)
		return c == '\n' || c == '\t';
	if ((c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || c == 0x180e || c == 0xfeff)
		return false;
	if ((c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x206f) || (c >= 0xfff9 && c <= 0xfffb))
		return false;
	return c < 0xe0000 || c > 0xe0fff;
}

static const char *
character_escape(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

static bool
run_put(Run *run, const char *text, size_t n_bytes, bool escaped, GError **error)
{
	const char *end = text + n_bytes, *next;

	for (; text < end; text = next) {
		gunichar c = g_utf8_get_char(text);
		const char *entity = escaped ? character_escape(*text) : NULL;

		next = g_utf8_next_char(text);
		if (entity)
			g_string_append(run->out, entity);
		else if (c == 0x2028 || c == 0x2029)
			g_string_append_c(run->out, '\n');
		else if (template_shows(c))
			g_string_append_len(run->out, text, next - text);
		if (run->out->len > TEMPLATE_MAX_BYTES)
			return errors_set(error, ERRORS_MAIL, _("%s: page too long"),
					  run->template->name);
	}
	return true;
}

static const json_t *
member(const json_t *object, const char *name, size_t n_name)
{
	char key[128];

	if (!json_is_object(object) || n_name >= sizeof key)
		return NULL;
	memcpy(key, name, n_name);
	key[n_name] = '\0';
	return json_object_get(object, key);
}

/* The innermost object that has the first part of the name decides; the other
 * parts are looked for inside it and nowhere else. */
static const json_t *
run_find(const Run *run, const Tag *tag)
{
	const char *name = tag->name, *end = tag->name + tag->n_name, *dot;
	const json_t *value = NULL;

	if (tag->n_name == 1 && *name == '.')
		return run->stack[run->depth - 1];
	dot = memchr(name, '.', tag->n_name);
	if (!dot)
		dot = end;
	for (int i = run->depth - 1; i >= 0 && !value; i--)
		value = member(run->stack[i], name, (size_t)(dot - name));
	while (value && dot < end) {
		name = dot + 1;
		dot = memchr(name, '.', (size_t)(end - name));
		if (!dot)
			dot = end;
		value = member(value, name, (size_t)(dot - name));
	}
	return value;
}

static bool
value_empty(const json_t *value)
{
	if (!value)
		return true;
	switch (json_typeof(value)) {
	case JSON_NULL:
	case JSON_FALSE:
		return true;
	case JSON_STRING:
		return json_string_length(value) == 0;
	case JSON_ARRAY:
		return json_array_size(value) == 0;
	case JSON_INTEGER:
		return json_integer_value(value) == 0;
	default:
		return false;
	}
}

static bool
run_value(Run *run, const Tag *tag, GError **error)
{
	const json_t *value = run_find(run, tag);
	char number[64];

	if (json_is_string(value))
		return run_put(run, json_string_value(value), json_string_length(value),
			       run->template->mode == TEMPLATE_HTML, error);
	if (json_is_integer(value)) {
		g_snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT,
			   json_integer_value(value));
		return run_put(run, number, strlen(number), false, error);
	}
	if (json_is_real(value)) {
		g_ascii_formatd(number, sizeof number, "%.10g", json_real_value(value));
		return run_put(run, number, strlen(number), false, error);
	}
	return true;
}

static bool
run_inside(Run *run, const Source *source, const char *from, const char *to, const json_t *context,
	   GError **error)
{
	bool good;

	if (run->depth > TEMPLATE_MAX_DEPTH)
		return template_wrong(source, from, _("too deep"), error);
	if (++run->steps > TEMPLATE_MAX_STEPS)
		return errors_set(error, ERRORS_MAIL, _("%s: page too long"), source->name);
	run->stack[run->depth++] = context;
	good = run_body(run, source, from, to, error);
	run->depth--;
	return good;
}

static bool
run_section(Run *run, const Source *source, Tag *tag, GError **error)
{
	const json_t *value = run_find(run, tag);
	bool empty = value_empty(value);
	const char *body = tag->end;
	Tag close = { 0 };

	if (!tag_close(run, source, tag, body, &close, error))
		return false;
	tag->end = close.end;
	if (empty == (tag->type == '#'))
		return true;
	if (empty || !json_is_array(value))
		return run_inside(run, source, body, close.begin,
				  empty ? run->stack[run->depth - 1] : value, error);
	for (size_t i = 0; i < json_array_size(value); i++)
		if (!run_inside(run, source, body, close.begin, json_array_get(value, i), error))
			return false;
	return true;
}

static bool
run_partial(Run *run, const Source *source, const Tag *tag, GError **error)
{
	const Template *template = run->template;
	g_autofree char *name = g_strndup(tag->name, tag->n_name);
	const char *text = template->lookup ? template->lookup(name, template->user) : NULL;
	Source partial = { .name = name, .begin = text };
	bool good;

	if (!text || strlen(text) > TEMPLATE_MAX_SOURCE || !g_utf8_validate(text, -1, NULL))
		return template_wrong(source, tag->begin, _("no such partial"), error);
	partial.end = text + strlen(text);
	if (++run->nested > TEMPLATE_MAX_DEPTH)
		return template_wrong(source, tag->begin, _("too deep"), error);
	good = run_body(run, &partial, partial.begin, partial.end, error);
	run->nested--;
	return good;
}

static bool
run_body(Run *run, const Source *source, const char *from, const char *to, GError **error)
{
	Tag tag;
	bool found, good = true;

	for (; good; from = tag.end) {
		if (!tag_next(run, source, from, to, &tag, &found, error))
			return false;
		if (!run_put(run, from, (size_t)((found ? tag.begin : to) - from), false, error))
			return false;
		if (!found)
			break;
		if (tag.type == 0)
			good = run_value(run, &tag, error);
		else if (tag.type == '#' || tag.type == '^')
			good = run_section(run, source, &tag, error);
		else if (tag.type == '>')
			good = run_partial(run, source, &tag, error);
		else if (tag.type == '/')
			return template_wrong(source, tag.begin, _("closes no open section"),
					      error);
	}
	return good;
}

static bool
template_open(const Template *template, Source *ret_source, GError **error)
{
	Source source = { .name = template->name, .begin = template->source };

	source.end = source.begin + strlen(source.begin);
	*ret_source = source;
	if (source.end - source.begin > (ptrdiff_t)TEMPLATE_MAX_SOURCE)
		return template_wrong(&source, source.begin, _("template too long"), error);
	if (!g_utf8_validate(source.begin, -1, NULL))
		return template_wrong(&source, source.begin, _("not UTF-8"), error);
	return true;
}

bool
template_check(const Template *template, GError **error)
{
	Run run = { .template = template };
	Source source;
	Tag unused;

	return template_open(template, &source, error) &&
	       tag_close(&run, &source, NULL, source.begin, &unused, error);
}

char *
template_render(const Template *template, const json_t *context, size_t *ret_n_bytes,
		GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);
	Run run = { .template = template, .out = out, .depth = 1 };
	Source source;
	Tag unused;

	run.stack[0] = context;
	if (!template_open(template, &source, error) ||
	    !tag_close(&run, &source, NULL, source.begin, &unused, error) ||
	    !run_body(&run, &source, source.begin, source.end, error))
		return NULL;
	if (ret_n_bytes)
		*ret_n_bytes = out->len;
	return g_string_free(g_steal_pointer(&out), FALSE);
}
