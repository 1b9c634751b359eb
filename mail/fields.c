/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fields — unit, writer, reviewer, telephone and times that a report names
 *
 * A field is a label of a short closed list (field_label) at a line's start or after
 * punctuation, and the words up to the next punctuation. What no label says may stand in the
 * last lines (signoff). Nothing is guessed beyond that.
 *
 * Not here: titles (title), the moment of the event (field_time).
 */
#include "mail/fields.h"
#include "base/text/normal.h"
#include "base/text/utf8.h"
#include "mail/field_label.h"
#include "mail/field_time.h"
#include "mail/linked.h"
#include "mail/signoff.h"

#include <string.h>

#define VALUE_MAX_CHARACTERS 40

static bool
is_stop(gunichar c)
{
	return c == 0 || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ';' || c == ')' ||
	       c == ']' || c == '|' || c == '*' || c == 0xFF0C || c == 0xFF1B || c == 0xFF09 ||
	       c == 0x3002 || c == 0x3010 || c == 0x3011 || c == 0x3015;
}

/* May a label begin after this character? */
static bool
is_opening(gunichar c)
{
	return field_label_is_blank(c) || is_stop(c) || c == '(' || c == '[' || c == '/' ||
	       c == 0xFF08 || c == 0x3010 || c == 0x3014 || c == 0x3001 || c == '*' || c == 0xFF1A;
}

/* Behind blanks and the marks of bold (**联系人：**). */
static const char *
value_start(const char *p)
{
	while (*p == '*')
		p++;
	return field_label_skip_blanks(p);
}

/* The words after a label up to punctuation, the next label or two blanks. Yours. */
static char *
value_read(const char *p)
{
	const char *start, *end;
	int n = 0;

	start = end = value_start(p);

	for (p = start; !is_stop(g_utf8_get_char(p)) && n < VALUE_MAX_CHARACTERS; n++) {
		const char *next = field_label_skip_blanks(p);

		if (next > p) {
			if (field_label_is_any(next) || next - p >= 6 ||
			    is_stop(g_utf8_get_char(next)))
				break;
			p = next;
			continue;
		}
		next = g_utf8_next_char(p);
		/* 张三/审核：李四 */
		if ((*p == '/' || g_str_has_prefix(p, "、")) && field_label_is_any(next))
			break;
		end = p = next;
	}
	return end > start ? g_strndup(start, (size_t)(end - start)) : NULL;
}

/* 转801 behind a number: the place behind it. */
static const char *
extension_read(const char *p)
{
	const char *digits = p + strlen("转");

	return g_str_has_prefix(p, "转") && g_ascii_isdigit(*digits)
		       ? digits + strspn(digits, "0123456789")
		       : p;
}

/* 0571—8822695 with a short dash, as telephones have it. In place. */
static char *
dashes_short(char *words)
{
	static const char *const dashes[] = { "—", "–", "―" };

	for (size_t i = 0; i < G_N_ELEMENTS(dashes); i++)
		for (char *at = words; (at = strstr(at, dashes[i])) != NULL;) {
			size_t n = strlen(dashes[i]);

			if (at > words && g_ascii_isdigit(at[-1]) && g_ascii_isdigit(at[n])) {
				*at = '-';
				memmove(at + 1, at + n, strlen(at + n) + 1);
			}
			at++;
		}
	return words;
}

/* Digits, dashes and parentheses, at least seven digits; full-width ones become narrow. Yours, or
 * NULL. */
static char *
phone_read(const char *p)
{
	g_autofree char *head = utf8_truncate(value_start(p), VALUE_MAX_CHARACTERS);
	g_autofree char *narrow = dashes_short(normal_form(head, G_NORMALIZE_ALL_COMPOSE));
	const char *at = narrow, *start = at, *end = at;
	int digits = 0, open = 0;

	for (; *at != '\0'; at++) {
		open += (*at == '(') - (*at == ')');
		if (g_ascii_isdigit(*at))
			digits++;
		else if (strchr("-()+ ", *at) == NULL || open < 0)
			break;
		if (*at != ' ' && *at != '(')
			end = at + 1;
	}
	if (digits < 7 || digits > 20)
		return NULL;
	end = end == at ? extension_read(at) : end;
	return g_strndup(start, (size_t)(end - start));
}

/* Takes a telephone off the end of a value: 田一禾 13900000000. */
static void
phone_take(Fields *ret, char *value)
{
	static const char *const joints[] = { "（", "(", "/", "、", "，", ",", " " };
	size_t n = strlen(dashes_short(value)), from = n;

	while (from > 0 && strchr("0123456789- ", value[from - 1]))
		from--;
	while (value[from] == ' ')
		from++;
	if (n - from < 7 || from == 0)
		return;
	if (ret->phone == NULL)
		ret->phone = g_strdup(value + from);
	value[from] = '\0';
	g_strchomp(value);
	for (size_t i = 0; i < G_N_ELEMENTS(joints);)
		if (g_str_has_suffix(value, joints[i])) {
			value[strlen(value) - strlen(joints[i])] = '\0';
			i = 0;
		} else {
			i++;
		}
}

/* 张三，13900000000: the telephone behind the name and a comma. */
static void
phone_behind(Fields *ret, const char *after, const char *name)
{
	const char *p = strstr(after, name) + strlen(name);

	p = is_stop(g_utf8_get_char(p)) && *p != '\0' && *p != '\n' ? g_utf8_next_char(p) : p;
	if (ret->phone == NULL && g_ascii_isdigit(*field_label_skip_blanks(p)))
		ret->phone = phone_read(p);
}

/* 田　禾: a name of single characters set apart is one word. In place. */
static void
name_close(char *name)
{
	g_auto(GStrv) words = NULL;
	g_autofree char *plain = g_strdup(name);
	g_autofree char *joined = NULL;

	for (char *wide; (wide = strstr(plain, "　")) != NULL;)
		memcpy(wide, "   ", strlen("　"));
	words = g_strsplit(plain, " ", -1);
	for (char **word = words; *word; word++)
		if (g_utf8_strlen(*word, -1) > 1)
			return;
	joined = g_strjoinv("", words);
	if (g_utf8_strlen(joined, -1) <= 4)
		memcpy(name, joined, strlen(joined) + 1); /* it is no longer */
}

/* The unit when the words name one, else the writer. */
static void
author_or_unit(Fields *ret, const char *value)
{
	char **place = signoff_is_unit(value) ? &ret->unit : &ret->author;

	if (*value != '\0' && *place == NULL)
		*place = g_strdup(value);
}

/* "农业农村局 田一禾", "田一禾（农业农村局", 农业农村局（田一禾. */
static void
author_set(Fields *ret, const char *value)
{
	const char *apart = value, *rest;
	g_autofree char *first = NULL;
	gunichar c;

	while ((c = g_utf8_get_char(apart)) != 0 && !field_label_is_blank(c) && c != '(' &&
	       c != 0xFF08)
		apart = g_utf8_next_char(apart);
	first = g_strndup(value, (size_t)(apart - value));
	rest = c != 0 ? field_label_skip_blanks(g_utf8_next_char(apart)) : apart;
	if (c == '(' || c == 0xFF08) {
		author_or_unit(ret, first);
		author_or_unit(ret, rest);
	} else if (signoff_is_unit(first)) {
		author_or_unit(ret, first);
		if (*rest != '\0' && ret->author == NULL)
			ret->author = g_strdup(rest);
	} else if (signoff_seam(value) > 0) {
		g_autofree char *unit = g_strndup(value, signoff_seam(value));

		author_or_unit(ret, unit);
		author_or_unit(ret, value + strlen(unit));
	} else if (ret->author == NULL) {
		ret->author = g_strdup(value);
	}
}

/* Without （盖章 behind it: where a form has its seal. In place. */
static void
unit_unsealed(char *value)
{
	static const char *const seals[] = { "盖章", "公章", "签章", "章" };
	char *wide = strstr(value, "（"), *open = wide ? wide : strchr(value, '(');
	const char *said = open ? g_utf8_next_char(open) : "";

	for (size_t i = 0; i < G_N_ELEMENTS(seals); i++)
		if (strcmp(said, seals[i]) == 0) {
			*open = '\0';
			return;
		}
}

static bool
is_post(const char *word)
{
	static const char *const posts[] = { "长", "主任", "书记", "主席", "经理", "主管", "常委" };

	for (size_t i = 0; i < G_N_ELEMENTS(posts); i++)
		if (g_str_has_suffix(word, posts[i]))
			return true;
	return false;
}

/* 镇长 赵大伟, 赵大伟 镇长: the name of the two. Yours. */
static char *
without_post(const char *value)
{
	g_auto(GStrv) words = g_strsplit(value, " ", 2);

	if (g_strv_length(words) != 2 || is_post(words[0]) == is_post(words[1]))
		return g_strdup(value);
	return g_strstrip(g_strdup(is_post(words[0]) ? words[1] : words[0]));
}

/* 审核：严把质量关 is a heading's words: no name without any sign in it is so long. */
static bool
is_sentence(const char *value)
{
	glong n = 0;

	for (const char *p = value; *p != '\0'; p = g_utf8_next_char(p), n++)
		if (g_unichar_get_script(g_utf8_get_char(p)) != G_UNICODE_SCRIPT_HAN)
			return false;
	return n > 4 && !signoff_is_unit(value) && !is_post(value);
}

/* 赵大伟（镇长: the name without what is said of it. */
static void
reviewer_set(Fields *ret, const char *value)
{
	const char *wide = strstr(value, "（");
	size_t n = strcspn(value, "(");
	g_autofree char *name = NULL;

	if (wide != NULL)
		n = MIN(n, (size_t)(wide - value));
	name = g_strchomp(g_strndup(value, n));
	if (ret->reviewer == NULL && n > 0 && !is_sentence(name))
		ret->reviewer = without_post(name);
}

/* 单位：万元、人 stands above a table. */
static bool
is_measure(const char *value)
{
	static const char *const measures[] = { "元",	  "亩",	  "人",	  "户",	  "吨",	    "斤",
						"公斤",	  "公里", "米",	  "个",	  "件",	    "项",
						"头",	  "只",	  "次",	  "家",	  "名",	    "辆",
						"万",	  "%",	  "％",	  "公顷", "平方米", "人次",
						"立方米", "户次", "千克", "台",	  NULL };
	static const char *const many[] = { "十", "百", "千", "万", "亿", NULL };

	while (utf8_skip_any(&value, many) && *value)
		;
	return !*value || (utf8_skip_any(&value, measures) &&
			   (!*value || !g_unichar_isalnum(g_utf8_get_char(value))));
}

static void
field_set(Fields *ret, FieldKind kind, const char *after)
{
	g_autofree char *value = kind == FIELD_PHONE ? phone_read(after) : value_read(after);

	if (value == NULL)
		return;
	if (kind == FIELD_CONTACT)
		phone_behind(ret, after, value);
	if (kind == FIELD_AUTHOR || kind == FIELD_REVIEWER || kind == FIELD_CONTACT) {
		phone_take(ret, value);
		name_close(value);
	}
	if (kind == FIELD_UNIT)
		unit_unsealed(value);
	if (kind == FIELD_AUTHOR)
		author_set(ret, value);
	else if (kind == FIELD_CONTACT && ret->contact == NULL)
		ret->contact = g_steal_pointer(&value);
	else if (kind == FIELD_UNIT && ret->unit == NULL && !is_measure(value))
		ret->unit = g_steal_pointer(&value);
	else if (kind == FIELD_REVIEWER)
		reviewer_set(ret, value);
	else if (kind == FIELD_PHONE && ret->phone == NULL)
		ret->phone = g_steal_pointer(&value);
}

static void
labels_read(const char *text, Fields *ret)
{
	gunichar before = '\n';

	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
		const char *after;
		FieldKind kind;
		size_t from = 0;

		if (is_opening(before))
			while ((after = field_label_next(p, &from, &kind)) != NULL)
				field_set(ret, kind, after);
		before = g_utf8_get_char(p);
	}
}

/* What its last lines say without labels, where no label said it. */
static void
signoff_take(const char *text, Fields *ret)
{
	Signoff signoff;

	signoff_read(text, &signoff);
	if (ret->unit == NULL)
		ret->unit = g_steal_pointer(&signoff.unit);
	if (ret->author == NULL)
		ret->author = g_steal_pointer(&signoff.author);
	if (ret->reviewer == NULL)
		ret->reviewer = g_steal_pointer(&signoff.reviewer);
	if (ret->phone == NULL)
		ret->phone = g_steal_pointer(&signoff.phone);
	signoff_clear(&signoff);
	if (ret->author == NULL)
		ret->author = g_strdup(ret->contact);
}

/* What lies behind a provider's download page was not read; the sender is told. */
static void
linked_read(const char *text, GPtrArray *missing)
{
	g_autofree char *cut = linked_cut(text);

	if (cut)
		g_ptr_array_add(
			missing,
			g_strdup("超大附件里的内容（只有下载链接，请直接附上文件或粘贴正文）"));
}

void
fields_read(const char *text, int64_t received_us, const char *zone, Fields *ret)
{
	g_autofree char *head = NULL;

	*ret = (Fields){ .missing = g_ptr_array_new_with_free_func(g_free) };
	if (text == NULL)
		text = "";
	/* g_strndup alone would fill a buffer of the maximum for every letter. */
	head = g_strndup(text, strnlen(text, FIELDS_MAX_BYTES));
	if (!g_utf8_validate(head, -1, NULL)) { /* cut inside a character */
		g_autofree char *valid = g_utf8_make_valid(head, -1);

		g_free(head);
		head = g_steal_pointer(&valid);
	}
	labels_read(head, ret);
	signoff_take(head, ret);
	linked_read(head, ret->missing);
	ret->event_time_known = field_time_read(head, received_us, zone, &ret->event_time_us);
}

void
fields_clear(Fields *fields)
{
	g_clear_pointer(&fields->unit, g_free);
	g_clear_pointer(&fields->author, g_free);
	g_clear_pointer(&fields->contact, g_free);
	g_clear_pointer(&fields->reviewer, g_free);
	g_clear_pointer(&fields->phone, g_free);
	g_clear_pointer(&fields->missing, g_ptr_array_unref);
}
