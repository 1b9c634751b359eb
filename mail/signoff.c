/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * signoff — how a report is signed: the unit, the writer and the telephone in its last lines
 */
#include "mail/signoff.h"

#include <glib.h>
#include <string.h>

#define SIGNOFF_WORDS 12
#define SIGNOFF_UNIT 16	  /* characters of a unit before brackets */
#define NAME_CHARACTERS 4 /* 欧阳春耕; with a dot (阿依·古丽) three times as many */

typedef enum {
	WORD_OTHER,
	WORD_UNIT,
	WORD_NAME,
	WORD_WRITES,
	WORD_CHECKS,
	WORD_CALLS,
	WORD_PHONE,
	WORD_DATE
} Word;

static const char *const signoff_writes[] = { "供稿",	"撰稿",	  "执笔",   "拟稿",   "报送",
					      "撰写",	"编写",	  "作者",   "文",     "图",
					      "图文",	"通讯员", "信息员", "报告人", "撰稿人",
					      "供稿人", "执笔人", "记者",   "摄影" };
static const char *const signoff_checks[] = { "审核", "审稿", "核稿",	"签发",	  "审签",  "审定",
					      "审阅", "审批", "审核人", "签发人", "审稿人" };
static const char *const signoff_calls[] = { "联系电话", "电话", "手机", "手机号", "联系方式" };

bool
signoff_is_unit(const char *name)
{
	static const char *const endings[] = {
		"局",	  "委",	  "办",	  "室",	  "镇",	  "乡",	  "街道", "中心", "科",
		"处",	  "会",	  "公司", "政府", "医院", "学校", "小学", "中学", "厅",
		"部",	  "院",	  "社",	  "站",	  "队",	  "所",	  "村",	  "社区", "园区",
		"开发区", "集团", "银行", "组",	  "馆",	  "场",	  "厂",	  "联",	  "科协",
		"工会",	  "党委", "支部", "政协", "人大", "县委", "团委",
	};

	if (g_utf8_strlen(name, -1) < 3)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
		if (g_str_has_suffix(name, endings[i]))
			return true;
	return false;
}

static bool
signoff_is_one_of(const char *word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

/* Two to four Chinese characters, or more with a dot between them. */
static bool
signoff_is_name(const char *word)
{
	bool dotted = false;
	glong n = 0;

	for (const char *p = word; *p; p = g_utf8_next_char(p), n++) {
		gunichar c = g_utf8_get_char(p);

		if (c == 0xB7 || c == 0x2022)
			dotted = n > 0;
		else if (g_unichar_get_script(c) != G_UNICODE_SCRIPT_HAN)
			return false;
	}
	return n >= 2 && n <= (dotted ? 3 * NAME_CHARACTERS : NAME_CHARACTERS);
}

bool
signoff_is_phone(const char *word)
{
	size_t n = strspn(word, "0123456789-+"), n_digits = 0;

	for (size_t i = 0; i < n; i++)
		n_digits += g_ascii_isdigit(word[i]) != 0;
	return word[n] == '\0' && n_digits >= 7 && n_digits <= 20;
}

bool
signoff_is_date(const char *word)
{
	static const char signs[] = "年月日号〇零一二三四五六七八九十.-/";
	bool digit = false, sign = false;

	for (const char *p = word; *p; p = g_utf8_next_char(p)) {
		g_autofree char *one = g_strndup(p, (size_t)(g_utf8_next_char(p) - p));

		digit |= g_ascii_isdigit(*p) != 0;
		sign |= strcmp(one, "月") == 0 || *p == '-' || *p == '.' || *p == '/';
		if (!g_ascii_isdigit(*p) && !strstr(signs, one))
			return false;
	}
	return sign && (digit || strstr(word, "年"));
}

/* Without it 详见县政府官网 would be a unit and a name. */
bool
signoff_has_surname(const char *name)
{
	static const char surnames[] =
		"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡"
		"余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯"
		"诸尉阿乌龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
		"常康施文牛樊葛邢齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿兰焦俞左柳甘祝宁尚舒阮柯纪梅童"
		"凌毕"
		"季裴霍涂苗谷盛曲翁冉骆蓝路游辛靳柴蒙鲍华喻祁蒲房滕屈饶牟阳穆农司卓古吉缪简芦麦褚"
		"娄窦戚岑费卜晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬仇栾隋刁荣巫寇桑郎甄丛仲虞敖巩";
	g_autofree char *first = g_utf8_substring(name, 0, 1);

	return strstr(surnames, first) != NULL;
}

/* Takes the role off the end (供稿) or the beginning (撰稿人) of a word that is more; its length
 * in bytes, or 0. */
static size_t
signoff_role(const char *word, bool at_end, const char *const *roles, size_t n)
{
	size_t best = 0;

	for (size_t i = 0; i < n; i++)
		if ((at_end ? g_str_has_suffix(word, roles[i])
			    : g_str_has_prefix(word, roles[i])) &&
		    strlen(roles[i]) > best && strlen(roles[i]) >= strlen("供稿") &&
		    strlen(word) > strlen(roles[i]))
			best = strlen(roles[i]);
	return best;
}

size_t
signoff_seam(const char *word)
{
	size_t n = strlen(word);

	for (glong k = 3; k >= 2; k--) {
		glong all = g_utf8_strlen(word, -1);
		size_t at =
			all > k + 2 ? (size_t)(g_utf8_offset_to_pointer(word, all - k) - word) : n;
		g_autofree char *unit = g_strndup(word, at);

		if (at < n && signoff_is_unit(unit) && signoff_is_name(word + at) &&
		    signoff_has_surname(word + at))
			return at;
	}
	return 0;
}

/* 县发改局：张三, in place. */
static bool
signoff_colon_apart(char *word)
{
	static const char *const colons[] = { "：", ":" };

	for (size_t i = 0; i < G_N_ELEMENTS(colons); i++) {
		char *colon = strstr(word, colons[i]);
		g_autofree char *unit = colon ? g_strndup(word, (size_t)(colon - word)) : NULL;

		if (colon && signoff_is_unit(unit) && signoff_is_name(colon + strlen(colons[i]))) {
			memset(colon, ' ', strlen(colons[i]));
			return true;
		}
	}
	return false;
}

/* 县发改局张三供稿, 审核人李四: the words that stand in one, with blanks. Yours. */
static char *
signoff_apart(const char *word)
{
	size_t behind = signoff_role(word, true, signoff_writes, G_N_ELEMENTS(signoff_writes));
	size_t before = signoff_role(word, false, signoff_writes, G_N_ELEMENTS(signoff_writes));
	g_autofree char *core = NULL;
	size_t calls = signoff_role(word, false, signoff_calls, G_N_ELEMENTS(signoff_calls));
	size_t seam;

	if (calls > 0 && signoff_is_phone(word + calls))
		return g_strdup_printf("%.*s %s", (int)calls, word, word + calls);
	if (before == 0)
		before = signoff_role(word, false, signoff_checks, G_N_ELEMENTS(signoff_checks));
	if (before > 0)
		behind = 0;
	core = g_strndup(word + before, strlen(word) - before - behind);
	if (signoff_colon_apart(core))
		return g_steal_pointer(&core);
	seam = signoff_seam(core);
	if (before > 0 && !(signoff_is_name(core) && signoff_has_surname(core)))
		return g_strdup(word);
	return g_strdup_printf("%.*s %.*s %s %s", (int)before, word, (int)seam, core, core + seam,
			       word + strlen(word) - behind);
}

static Word
signoff_word(const char *word)
{
	if (signoff_is_phone(word))
		return WORD_PHONE;
	if (signoff_is_date(word))
		return WORD_DATE;
	if (signoff_is_one_of(word, signoff_writes, G_N_ELEMENTS(signoff_writes)))
		return WORD_WRITES;
	if (signoff_is_one_of(word, signoff_checks, G_N_ELEMENTS(signoff_checks)))
		return WORD_CHECKS;
	if (signoff_is_one_of(word, signoff_calls, G_N_ELEMENTS(signoff_calls)))
		return WORD_CALLS;
	if (signoff_is_unit(word))
		return WORD_UNIT;
	return signoff_is_name(word) ? WORD_NAME : WORD_OTHER;
}

/* 139 0000 1234, （0571）8856350 and 0571—8856350 as one word each. Yours. */
static char *
signoff_close_numbers(const char *line)
{
	g_autoptr(GRegex) groups =
		g_regex_new("(?<!\\d)(1\\d{2})[ -](\\d{4})[ -](\\d{4})(?!\\d)", 0, 0, NULL);
	g_autoptr(GRegex) area = g_regex_new(
		"(?<!\\d)[（(]?(0\\d{2,3})(?:[)）]|[)）]?[—–-])(\\d{7,8})(?!\\d)", 0, 0, NULL);
	g_autofree char *closed = NULL;

	g_assert(groups && area);
	closed = g_regex_replace(groups, line, -1, 0, "\\1\\2\\3", 0, NULL);
	return g_regex_replace(area, closed, -1, 0, "\\1-\\2", 0, NULL);
}

/* The words between blanks and light punctuation; 王 伟 is one. NULL: too many. Yours. */
static GPtrArray *
signoff_words(const char *line)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	g_auto(GStrv) pieces = NULL;
	g_autofree char *plain = g_strdup(line);
	static const char *const lights[] = { "　", "，", "；", "、", "/", ";", ",", "\t" };

	for (size_t i = 0; i < G_N_ELEMENTS(lights); i++) {
		g_auto(GStrv) parts = g_strsplit(plain, lights[i], -1);

		g_free(plain);
		plain = g_strjoinv(" ", parts);
	}
	pieces = g_strsplit(plain, " ", -1);
	for (char **piece = pieces; *piece; piece++) {
		bool single = g_utf8_strlen(*piece, -1) == 1 && signoff_word(*piece) == WORD_OTHER;

		if (!**piece)
			continue;
		if (words->len >= SIGNOFF_WORDS)
			return NULL;
		if (single && words->len > 0 &&
		    g_utf8_strlen(words->pdata[words->len - 1], -1) == 1) {
			char *joined = g_strconcat(words->pdata[words->len - 1], *piece, NULL);

			g_ptr_array_remove_index(words, words->len - 1);
			g_ptr_array_add(words, joined);
			continue;
		}
		g_ptr_array_add(words, g_strdup(*piece));
	}
	return g_steal_pointer(&words);
}

static void
signoff_set(char **place, const char *word)
{
	if (!*place)
		*place = g_strdup(word);
}

/* A role stands before its name (审稿 刘平) or behind it (王伟 供稿). */
static void
signoff_set_name(const GPtrArray *words, guint at, Signoff *ret)
{
	Word before = at > 0 ? signoff_word(words->pdata[at - 1]) : WORD_OTHER;
	Word behind = at + 1 < words->len ? signoff_word(words->pdata[at + 1]) : WORD_OTHER;
	bool checks = before == WORD_CHECKS ||
		      (before != WORD_WRITES && behind == WORD_CHECKS && at + 2 >= words->len);

	signoff_set(checks ? &ret->reviewer : &ret->author, words->pdata[at]);
}

/* Takes a line whose every word is known. `sure`: it stands in brackets or over a date. */
static bool
signoff_line(const char *line, bool sure, Signoff *ret)
{
	g_autoptr(GPtrArray) words = signoff_words(line);
	guint n[WORD_DATE + 1] = { 0 };

	for (guint i = 0; words && i < words->len; i++)
		n[signoff_word(words->pdata[i])]++;
	if (!words || n[WORD_OTHER] > 0 || n[WORD_UNIT] > 2 || n[WORD_NAME] > 4)
		return false;
	if (n[WORD_UNIT] == 0 && (n[WORD_NAME] == 0 || n[WORD_WRITES] + n[WORD_CHECKS] == 0))
		return false;
	if (!sure && n[WORD_UNIT] + n[WORD_NAME] < 2 &&
	    n[WORD_DATE] + n[WORD_PHONE] + n[WORD_WRITES] == 0)
		return false;
	for (guint i = 0; i < words->len; i++) {
		const char *word = words->pdata[i];
		Word kind = signoff_word(word);

		if (kind == WORD_UNIT)
			signoff_set(&ret->unit, word);
		else if (kind == WORD_PHONE)
			signoff_set(&ret->phone, word);
		else if (kind == WORD_NAME)
			signoff_set_name(words, i, ret);
	}
	return true;
}

/* What stands in the brackets that close the line, or NULL. Yours. */
static char *
signoff_bracketed(const char *line)
{
	static const char *const pairs[][2] = {
		{ "（", "）" }, { "(", ")" }, { "【", "】" }, { "[", "]" }, { "〔", "〕" }
	};
	const char *close = NULL, *open = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		const char *at = g_strrstr(line, pairs[i][0]);

		if (at != NULL && (open == NULL || at > open))
			open = at;
		if (g_str_has_suffix(line, pairs[i][1]))
			close = pairs[i][1];
	}
	if (!close || !open)
		return NULL;
	open = g_utf8_next_char(open);
	return g_strndup(open, strlen(open) - strlen(close));
}

/* The same words, those that are glued set apart. Yours; NULL: too many. */
static char *
signoff_unglue(const char *inside)
{
	g_autoptr(GPtrArray) words = signoff_words(inside);

	for (guint i = 0; words && i < words->len; i++) {
		char *word = words->pdata[i];
		char *apart = signoff_word(word) == WORD_OTHER ? signoff_apart(word) : NULL;

		if (apart) {
			words->pdata[i] = apart;
			g_free(word);
		}
	}
	if (!words)
		return NULL;
	g_ptr_array_add(words, NULL);
	return g_strjoinv(" ", (char **)words->pdata);
}

static bool
signoff_is_lone(const char *line, Word kind)
{
	g_autoptr(GPtrArray) words = signoff_words(line);

	return words && words->len == 1 && signoff_word(words->pdata[0]) == kind;
}

/* 通讯员：田一禾 审核：张三: the same without the colons, if a role is before each. Yours, or NULL.
 */
static char *
signoff_uncolon(const char *inside)
{
	g_auto(GStrv) wide = g_strsplit(inside, "：", -1);
	g_autofree char *narrow = g_strjoinv(":", wide);
	g_auto(GStrv) pieces = g_strsplit(narrow, ":", -1);

	for (char **piece = pieces; *piece && piece[1]; piece++) {
		g_autoptr(GPtrArray) words = signoff_words(*piece);
		Word last = words && words->len > 0 ? signoff_word(words->pdata[words->len - 1])
						    : WORD_OTHER;

		if (last != WORD_WRITES && last != WORD_CHECKS && last != WORD_CALLS)
			return NULL;
	}
	return g_strjoinv(" ", pieces);
}

/* In brackets words may be glued: 县发改局张三供稿. */
static void
signoff_inside(const char *inside, Signoff *ret)
{
	g_autofree char *plain = signoff_uncolon(inside);
	g_autofree char *apart = signoff_unglue(inside);

	if (signoff_line(inside, true, ret) || (apart && signoff_line(apart, true, ret)))
		return;
	if (plain)
		signoff_line(plain, true, ret);
}

/* ——县供电公司（费红英 139…）: what stands in the brackets, with the unit before them. Yours. */
static char *
signoff_with_unit(const char *line, char *inside)
{
	g_autofree char *bracketed = inside;
	const char *open = g_strrstr(line, inside), *from = line;
	g_autofree char *unit = NULL;

	while (g_str_has_prefix(from, "—") || g_str_has_prefix(from, "-"))
		from = g_utf8_next_char(from);
	open = g_utf8_prev_char(open);
	unit = g_strstrip(g_strndup(from, from < open ? (size_t)(open - from) : 0));
	return g_utf8_strlen(unit, -1) <= SIGNOFF_UNIT && signoff_is_unit(unit)
		       ? g_strdup_printf("%s %s", unit, bracketed)
		       : g_steal_pointer(&bracketed);
}

void
signoff_read(const char *text, Signoff *ret)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	const char *below = NULL; /* the first line seen, when it is a name alone */
	const char *phone = NULL; /* a line that is one: of whoever signs near it */
	bool over_unit = false;	  /* the line below is a unit alone, over its date */
	guint n_seen = 0;
	bool dated = false;

	*ret = (Signoff){ 0 };
	for (guint i = g_strv_length(lines); i > 0 && n_seen < SIGNOFF_LINES; i--) {
		char *line = signoff_close_numbers(g_strstrip(lines[i - 1]));
		g_autofree char *inside = signoff_bracketed(line);
		bool lone_unit;

		g_free(lines[i - 1]); /* which `below` may point into */
		lines[i - 1] = line;
		if (inside)
			inside = signoff_with_unit(line, g_steal_pointer(&inside));
		while (g_str_has_prefix(line, "　"))
			line += strlen("　");
		if (!*line)
			continue;
		n_seen++;
		lone_unit = dated && signoff_is_lone(line, WORD_UNIT);
		if (signoff_is_phone(line))
			phone = line;
		if (over_unit && signoff_is_lone(line, WORD_NAME) && signoff_has_surname(line))
			signoff_set(&ret->author, line);
		over_unit = lone_unit;
		if (inside && g_utf8_strlen(inside, -1) <= SIGNOFF_CHARACTERS)
			signoff_inside(inside, ret);
		else if (!inside && g_utf8_strlen(line, -1) <= SIGNOFF_CHARACTERS)
			signoff_line(line, dated, ret);
		if (below && n_seen == 2 && signoff_is_lone(line, WORD_UNIT)) {
			signoff_set(&ret->unit, line);
			signoff_set(&ret->author, below);
		}
		below = n_seen == 1 && signoff_is_lone(line, WORD_NAME) ? line : NULL;
		dated = signoff_is_date(line);
	}
	if (phone && (ret->unit || ret->author))
		signoff_set(&ret->phone, phone);
}

void
signoff_clear(Signoff *signoff)
{
	g_free(signoff->unit);
	g_free(signoff->author);
	g_free(signoff->reviewer);
	g_free(signoff->phone);
	*signoff = (Signoff){ 0 };
}
