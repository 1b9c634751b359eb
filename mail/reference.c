/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reference — the marks by which a letter says what it answers
 *
 * Ids of our form and domain are taken from the headers, tokens from the body
 * wherever their label or their id form stands (clients re-wrap and quote), and
 * locators from the subject after 呈报. Only well-formed ones are kept; what has
 * our form and holds no token is told as malformed.
 *
 * Not here: whether a token is known, whose it is, whether it is still open.
 */
#include "mail/reference.h"

#include <inttypes.h>
#include <string.h>

static const char alphabet[] = "23456789abcdefghjkmnpqrstuvwxyz";

#define ALPHABET (sizeof alphabet - 1)
#define MASK_SHOWN 4 /* characters of a token that may still be read */
#define BODY_MAX_BYTES (8u << 20)

static bool
is_token_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '9');
}

bool
reference_is_token(const char *text)
{
	size_t n = 0;

	while (text[n] != '\0' && is_token_character(text[n]))
		n++;
	return n == REFERENCE_TOKEN_LENGTH && text[n] == '\0';
}

/* Two characters that depend on every character of `text` (FNV-1a, folded). */
static void
check_characters(const char *text, char ret_check[3])
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (const char *p = text; *p != '\0'; p++)
		hash = (hash ^ (guchar)*p) * UINT64_C(1099511628211);
	hash ^= hash >> 32;
	ret_check[0] = alphabet[hash % ALPHABET];
	ret_check[1] = alphabet[hash / ALPHABET % ALPHABET];
	ret_check[2] = '\0';
}

char *
reference_locator(int64_t item, int revision)
{
	g_autofree char *core = g_strdup_printf("%" PRId64 "-%d", item, revision);
	char check[3];

	check_characters(core, check);
	return g_strdup_printf("%s-%s", core, check);
}

char *
reference_issue_locator(int64_t number)
{
	g_autofree char *core = g_strdup_printf("期%" PRId64, number);
	char check[3];

	check_characters(core, check);
	return g_strdup_printf("%s-%s", core, check);
}

char *
reference_ask_id(const char *token, const char *domain)
{
	return g_strdup_printf("a.%s@%s", token, domain);
}

char *
reference_dispatch_id(int64_t dispatch, int64_t epoch, const char *domain)
{
	return g_strdup_printf("o.%" PRId64 ".%" PRId64 "@%s", dispatch, epoch, domain);
}

/* One width, one dash, lower case, no blanks: for short texts. Yours. */
static char *
fold_short(const char *text)
{
	GString *out = g_string_new(NULL);

	for (const char *p = text; *p != '\0' && out->len < 4096; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c >= 0xFF01 && c <= 0xFF5E)
			c -= 0xFEE0;
		if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500)
			c = '-';
		if (c == 0x3010 || c == 0x3014) /* 【 〔 */
			c = '[';
		if (c == 0x3011 || c == 0x3015)
			c = ']';
		if (c < 128)
			c = (gunichar)g_ascii_tolower((char)c);
		if (!g_unichar_isspace(c) && c != 0x200B && c != 0xFEFF)
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

/* Digits at p, at most 15: the place after them, or NULL. */
static const char *
digits_read(const char *p, int64_t *ret_value)
{
	const char *start = p;

	*ret_value = 0;
	while (g_ascii_isdigit(*p) && p - start < 15)
		*ret_value = *ret_value * 10 + (*p++ - '0');
	return p > start && !g_ascii_isdigit(*p) ? p : NULL;
}

/* "12-1-k7" at p of a folded text: the length, 0 when none or the check fails. */
static size_t
locator_at(const char *p, int64_t *ret_item, int *ret_revision)
{
	int64_t item, revision;
	const char *after = digits_read(p, &item);
	g_autofree char *wanted = NULL;

	if (after == NULL || *after != '-')
		return 0;
	after = digits_read(after + 1, &revision);
	if (after == NULL || *after != '-' || item < 1 || revision < 1 || revision > 99999)
		return 0;
	wanted = reference_locator(item, (int)revision);
	if (strncmp(p, wanted, strlen(wanted)) != 0 || g_ascii_isalnum(p[strlen(wanted)]))
		return 0;
	*ret_item = item;
	*ret_revision = (int)revision;
	return strlen(wanted);
}

bool
reference_locator_read(const char *text, int64_t *ret_item, int *ret_revision)
{
	g_autofree char *folded = NULL;

	if (text == NULL || !g_utf8_validate(text, -1, NULL))
		return false;
	folded = fold_short(text);
	for (const char *p = folded; *p != '\0'; p++)
		if (g_ascii_isdigit(*p) && (p == folded || !g_ascii_isalnum(p[-1])) &&
		    locator_at(p, ret_item, ret_revision) > 0)
			return true;
	return false;
}

/* "期45-k7" at p of a folded text: the length or 0. */
static size_t
issue_at(const char *p, int64_t *ret_number)
{
	int64_t number;
	g_autofree char *wanted = NULL;

	if (!g_str_has_prefix(p, "期") || digits_read(p + strlen("期"), &number) == NULL)
		return 0;
	wanted = reference_issue_locator(number);
	if (strncmp(p, wanted, strlen(wanted)) != 0 || g_ascii_isalnum(p[strlen(wanted)]))
		return 0;
	*ret_number = number;
	return strlen(wanted);
}

bool
reference_issue_locator_read(const char *text, int64_t *ret_number)
{
	g_autofree char *folded = NULL;

	if (text == NULL || !g_utf8_validate(text, -1, NULL))
		return false;
	folded = fold_short(text);
	for (const char *p = strstr(folded, "期"); p != NULL; p = strstr(p + 1, "期"))
		if (issue_at(p, ret_number) > 0)
			return true;
	return false;
}

static void
add_unique(GPtrArray *list, const char *text, size_t n)
{
	g_autofree char *copy = g_strndup(text, n);

	for (guint i = 0; i < list->len; i++)
		if (strcmp(g_ptr_array_index(list, i), copy) == 0)
			return;
	if (list->len < REFERENCE_MAX)
		g_ptr_array_add(list, g_steal_pointer(&copy));
}

/* o.ID.EPOCH */
static bool
is_dispatch(const char *local)
{
	int64_t number;
	const char *p = g_str_has_prefix(local, "o.") ? digits_read(local + 2, &number) : NULL;

	p = p != NULL && *p == '.' ? digits_read(p + 1, &number) : NULL;
	return p != NULL && *p == '\0';
}

static void
id_collect(const char *id, size_t n, const char *domain, References *ret)
{
	g_autofree char *copy = g_ascii_strdown(id, (gssize)n);
	char *at = strrchr(copy, '@');

	if (at == NULL || domain == NULL || g_ascii_strcasecmp(at + 1, domain) != 0)
		return;
	*at = '\0';
	if (is_dispatch(copy))
		add_unique(ret->dispatch_ids, copy, strlen(copy));
	else if (g_str_has_prefix(copy, "a.") && reference_is_token(copy + 2))
		add_unique(ret->tokens, copy + 2, REFERENCE_TOKEN_LENGTH);
	else if (g_str_has_prefix(copy, "a."))
		ret->malformed = true;
}

/* Every id of a header value: <…>, or words when there is no bracket. */
static void
header_collect(const char *value, const char *domain, References *ret)
{
	bool brackets = strchr(value, '<') != NULL;
	const char *p = value;

	while (*p != '\0') {
		size_t n;

		if (brackets) {
			p = strchr(p, '<');
			if (p == NULL)
				return;
			p++;
			n = strcspn(p, "<>");
		} else {
			p += strspn(p, " \t\r\n,");
			n = strcspn(p, " \t\r\n,");
		}
		if (n > 0 && n < 1000)
			id_collect(p, n, domain, ret);
		p += n;
	}
}

static void
headers_collect(const char *const *values, const char *domain, References *ret)
{
	for (size_t i = 0; values != NULL && values[i] != NULL; i++)
		header_collect(values[i], domain, ret);
}

/* What clients put between the label and the token: blanks, line ends, marks. */
static const char *
skip_wrapping(const char *p)
{
	for (int n = 0; n < 40; n++) {
		if (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n' || *p == '>' || *p == '*' ||
		    *p == ':')
			p++;
		else if (g_str_has_prefix(p, "：") || g_str_has_prefix(p, "　"))
			p += strlen("：");
		else if (g_str_has_prefix(p, "\xC2\xA0"))
			p += 2;
		else if (g_str_has_prefix(p, "&nbsp;"))
			p += strlen("&nbsp;");
		else
			break;
	}
	return p;
}

/* A token at p in any case, whole: lower case in ret_token. */
static bool
token_at(const char *p, char ret_token[REFERENCE_TOKEN_LENGTH + 1])
{
	for (size_t i = 0; i < REFERENCE_TOKEN_LENGTH; i++) {
		ret_token[i] = g_ascii_tolower(p[i]);
		if (!is_token_character(ret_token[i]))
			return false;
	}
	ret_token[REFERENCE_TOKEN_LENGTH] = '\0';
	return !g_ascii_isalnum(p[REFERENCE_TOKEN_LENGTH]);
}

char *
reference_mask(const char *text, const char *own)
{
	static const char label[] = "回执码";
	char token[REFERENCE_TOKEN_LENGTH + 1];
	GString *masked = g_string_new(NULL);
	const char *from = text;

	for (const char *p = text; *p != '\0'; p++) {
		const char *at = NULL;

		if (g_str_has_prefix(p, label))
			at = skip_wrapping(p + strlen(label));
		else if (g_ascii_tolower(*p) == 'a' && p[1] == '.' &&
			 (p == text || !g_ascii_isalnum(p[-1])))
			at = p + 2;
		if (at == NULL || !token_at(at, token) || g_strcmp0(token, own) == 0)
			continue;
		g_string_append_len(masked, from, at + MASK_SHOWN - from);
		g_string_append(masked, "…");
		from = at + REFERENCE_TOKEN_LENGTH;
		p = from - 1;
	}
	g_string_append(masked, from);
	return g_string_free(masked, FALSE);
}

static void
body_collect(const char *body, const char *domain, References *ret)
{
	static const char label[] = "回执码";
	char token[REFERENCE_TOKEN_LENGTH + 1];
	const char *end = body + strnlen(body, BODY_MAX_BYTES);

	for (const char *p = body; (p = strstr(p, label)) != NULL && p < end;) {
		p += strlen(label);
		if (token_at(skip_wrapping(p), token))
			add_unique(ret->tokens, token, REFERENCE_TOKEN_LENGTH);
	}
	for (const char *p = body; (p = strchr(p, '.')) != NULL && p < end; p++) {
		const char *after = p + 1 + REFERENCE_TOKEN_LENGTH;

		if (p == body || (p[-1] != 'a' && p[-1] != 'A') ||
		    (p - 1 > body && g_ascii_isalnum(p[-2])) || !token_at(p + 1, token))
			continue;
		if (*after == '@' &&
		    (domain == NULL || g_ascii_strncasecmp(after + 1, domain, strlen(domain)) != 0))
			continue; /* somebody else's id */
		add_unique(ret->tokens, token, REFERENCE_TOKEN_LENGTH);
	}
}

/* 列表… up to the closing bracket. */
static size_t
list_at(const char *p)
{
	const char *end = g_str_has_prefix(p, "列表") ? strchr(p, ']') : NULL;

	return end != NULL && end - p < 80 ? (size_t)(end - p) : 0;
}

static void
subject_collect(const char *subject, References *ret)
{
	static const char word[] = "呈报";
	g_autofree char *folded = fold_short(subject);

	for (const char *p = folded; (p = strstr(p, word)) != NULL;) {
		int64_t number;
		int revision;
		size_t n;
		/* Our subjects write so what stood in a title (（呈报 12-1-k7]). */
		bool quoted =
			(p > folded && p[-1] == '(') ||
			(p >= folded + strlen("（") && g_str_has_prefix(p - strlen("（"), "（"));

		p += strlen(word);
		if (quoted)
			continue;
		n = locator_at(p, &number, &revision);
		if (n == 0)
			n = issue_at(p, &number);
		if (n == 0)
			n = list_at(p);
		if (n > 0)
			add_unique(ret->locators, p, n);
	}
}

void
reference_collect(const char *const *in_reply_to, const char *const *references,
		  const char *subject, const char *body, const char *domain, References *ret)
{
	*ret = (References){
		.tokens = g_ptr_array_new_with_free_func(g_free),
		.dispatch_ids = g_ptr_array_new_with_free_func(g_free),
		.locators = g_ptr_array_new_with_free_func(g_free),
	};
	headers_collect(in_reply_to, domain, ret);
	headers_collect(references, domain, ret);
	if (body != NULL)
		body_collect(body, domain, ret);
	if (subject != NULL && g_utf8_validate(subject, -1, NULL))
		subject_collect(subject, ret);
	ret->conflict = ret->malformed || ret->tokens->len > 1;
}

void
reference_clear(References *references)
{
	g_clear_pointer(&references->tokens, g_ptr_array_unref);
	g_clear_pointer(&references->dispatch_ids, g_ptr_array_unref);
	g_clear_pointer(&references->locators, g_ptr_array_unref);
}
