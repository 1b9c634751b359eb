/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * signed — letters signed with DKIM for tests, by OpenSSL and a canonical form of its own
 *
 * Nothing of libopendkim is used: what it accepts was made by somebody else. A Signing says
 * what the signature's tags are; every tag can be wrong on purpose.
 */
#ifndef CHENGBAO_TESTS_SIGNED_H
#define CHENGBAO_TESTS_SIGNED_H

#include <glib.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

typedef struct {
	const char *algorithm; /* NULL: rsa-sha256 */
	const char *canon;     /* NULL: relaxed/relaxed */
	const char *domain, *selector;
	const char *headers; /* h=; NULL: from:to:subject:date */
	const char *more;    /* further tags, each with its `;`; or NULL */
	bool folded;	     /* one tag a line */
	EVP_PKEY *key;
} Signing;

/* A header or a line in relaxed form (RFC 6376 §3.4.2, §3.4.4): blanks become one. */
static inline void
signed_relax(GString *out, const char *text, size_t n)
{
	bool blank = false;

	for (size_t i = 0; i < n; i++) {
		if (strchr(" \t\r\n", text[i]) && text[i]) {
			blank = true;
			continue;
		}
		if (blank)
			g_string_append_c(out, ' ');
		blank = false;
		g_string_append_c(out, text[i]);
	}
	if (blank)
		g_string_append_c(out, ' ');
}

static inline void
signed_header(GString *out, const char *header, bool relaxed)
{
	const char *colon = strchr(header, ':');
	g_autofree char *name = g_strndup(header, (size_t)(colon - header));
	g_autofree char *low = g_ascii_strdown(g_strchomp(name), -1);
	g_autoptr(GString) value = g_string_new(NULL);

	if (!relaxed) {
		g_string_append(out, header);
		return;
	}
	signed_relax(value, colon + 1, strlen(colon + 1));
	g_string_append_printf(out, "%s:%s", low, g_strstrip(value->str));
}

/* Lines with CRLF, empty ones at the end cut. */
static inline char *
signed_body(const char *body, bool relaxed)
{
	g_auto(GStrv) lines = g_strsplit(body, "\n", -1);
	g_autoptr(GString) out = g_string_new(NULL);

	for (char **line = lines; *line; line++) {
		if (!line[1] && !**line)
			break;
		if (relaxed) {
			g_autoptr(GString) one = g_string_new(NULL);

			signed_relax(one, *line, strlen(*line));
			g_string_append(out, g_strchomp(one->str));
		} else {
			g_string_append(out, *line);
		}
		g_string_append(out, "\r\n");
	}
	while (g_str_has_suffix(out->str, "\r\n\r\n"))
		g_string_truncate(out, out->len - 2);
	if (strcmp(out->str, "\r\n") == 0 && relaxed)
		g_string_truncate(out, 0);
	if (out->len == 0 && !relaxed)
		g_string_append(out, "\r\n");
	return g_string_free(g_steal_pointer(&out), FALSE);
}

/* The headers of a letter with LF lines, each with its folding as CRLF. */
static inline GPtrArray *
signed_headers(const char *head)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
	g_auto(GStrv) lines = g_strsplit(head, "\n", -1);

	for (char **line = lines; *line; line++) {
		if ((**line == ' ' || **line == '\t') && list->len) {
			char *last = list->pdata[list->len - 1];

			list->pdata[list->len - 1] = g_strconcat(last, "\r\n", *line, NULL);
			g_free(last);
		} else if (**line) {
			g_ptr_array_add(list, g_strdup(*line));
		}
	}
	return list;
}

/* What is signed: each header of h=, from the bottom up, and the signature without b=. */
static inline char *
signed_input(const Signing *signing, const char *head, const char *h, const char *own)
{
	bool relaxed = !signing->canon || g_str_has_prefix(signing->canon, "relaxed");
	g_autoptr(GPtrArray) headers = signed_headers(head);
	g_auto(GStrv) names = g_strsplit(h, ":", -1);
	g_autoptr(GString) out = g_string_new(NULL);

	for (char **name = names; *name; name++)
		for (guint i = headers->len; i > 0; i--) {
			const char *header = headers->pdata[i - 1];
			size_t n = strcspn(header, ":");

			if (strlen(*name) != n || g_ascii_strncasecmp(header, *name, n) != 0)
				continue;
			signed_header(out, header, relaxed);
			g_string_append(out, "\r\n");
			g_ptr_array_remove_index(headers, i - 1);
			break;
		}
	signed_header(out, own, relaxed);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static inline char *
signed_bytes(const Signing *signing, const char *input)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	bool rsa = EVP_PKEY_get_base_id(signing->key) == EVP_PKEY_RSA;
	bool sha1 = signing->algorithm && strcmp(signing->algorithm, "rsa-sha1") == 0;
	unsigned char digest[EVP_MAX_MD_SIZE], signature[1024];
	size_t n = sizeof(signature);
	unsigned n_digest = 0;

	if (rsa) {
		g_assert_true(EVP_DigestSignInit(context, NULL, sha1 ? EVP_sha1() : EVP_sha256(),
						 NULL, signing->key));
		g_assert_true(
			EVP_DigestSign(context, signature, &n, (const void *)input, strlen(input)));
	} else { /* RFC 8463: the digest is what Ed25519 signs */
		EVP_Digest(input, strlen(input), digest, &n_digest, EVP_sha256(), NULL);
		g_assert_true(EVP_DigestSignInit(context, NULL, NULL, NULL, signing->key));
		g_assert_true(EVP_DigestSign(context, signature, &n, digest, n_digest));
	}
	EVP_MD_CTX_free(context);
	return g_base64_encode(signature, n);
}

/* The letter (LF lines) with its signature on top. Yours. */
static inline char *
signed_letter(const Signing *signing, const char *letter)
{
	const char *end = strstr(letter, "\n\n"), *canon = signing->canon;
	const char *h = signing->headers ? signing->headers : "from:to:subject:date";
	const char *between = signing->folded ? ";\n\t" : "; ";
	g_autofree char *head = g_strndup(letter, (size_t)(end - letter));
	g_autofree char *body = signed_body(end + 2, !canon || g_str_has_suffix(canon, "/relaxed"));
	bool sha1 = signing->algorithm && strcmp(signing->algorithm, "rsa-sha1") == 0;
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	EVP_Digest(body, strlen(body), digest, &n, sha1 ? EVP_sha1() : EVP_sha256(), NULL);

	g_autofree char *bh = g_base64_encode(digest, n);
	g_autofree char *own = g_strdup_printf(
		"DKIM-Signature: v=1; a=%s; c=%s%sd=%s; s=%s;%s%sh=%s%sbh=%s; b=",
		signing->algorithm ? signing->algorithm : "rsa-sha256",
		canon ? canon : "relaxed/relaxed", between, signing->domain, signing->selector,
		signing->more ? " " : "", signing->more ? signing->more : " ", h, between, bh);
	g_auto(GStrv) folds = g_strsplit(own, "\n", -1);
	g_autofree char *crlf = g_strjoinv("\r\n", folds);
	g_autofree char *input = signed_input(signing, head, h, crlf);
	g_autofree char *b = signed_bytes(signing, input);

	return g_strconcat(own, b, "\n", letter, NULL);
}

/* The key's record in the DNS; `tags` stand before p=. Yours. */
static inline char *
signed_key_text(EVP_PKEY *key, const char *tags)
{
	unsigned char *der = NULL, raw[64];
	size_t n = sizeof(raw);
	g_autofree char *text = NULL;

	if (EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA) {
		int n_der = i2d_PUBKEY(key, &der);

		text = g_base64_encode(der, (size_t)n_der);
		OPENSSL_free(der);
		return g_strconcat("v=DKIM1; ", tags, "p=", text, NULL);
	}
	EVP_PKEY_get_raw_public_key(key, raw, &n);
	text = g_base64_encode(raw, n);
	return g_strconcat("v=DKIM1; k=ed25519; ", tags, "p=", text, NULL);
}

#endif
