/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * signature — is a letter signed as a whole, by whom, and does it hold?
 *
 * What was signed are bytes, so they are cut from the letter itself: of a multipart/signed all
 * between its first two boundary lines, with CRLF line ends; a third part makes it none. First the
 * signature alone is asked, then whether an anchor vouches for its certificate (signature_trust),
 * then whose address that names.
 *
 * Promise: valid is said only when all of that holds. No file is opened after signature_load.
 */
#include "mail/signature.h"

#include "base/text/utf8.h"
#include "mail/words.h"

#include <limits.h>
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CMS_ContentInfo, CMS_ContentInfo_free)

void
signature_load(void)
{
	OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CRYPTO_STRINGS | OPENSSL_INIT_ADD_ALL_DIGESTS |
				    OPENSSL_INIT_ADD_ALL_CIPHERS | OPENSSL_INIT_LOAD_CONFIG,
			    NULL);
	ERR_clear_error();
}

void
signature_clear(Signature *signature)
{
	g_clear_pointer(&signature->by, g_free);
	g_clear_pointer(&signature->why, g_free);
}

const char *
signature_word(SignatureState state)
{
	static const char *const words[] = {
		NULL,	   "valid",	  "other-address", "untrusted",
		"revoked", "unconfirmed", "broken",	   "unchecked"
	};

	return words[state];
}

/* ---- the bytes ---- */

typedef struct {
	const char *bytes;
	size_t n;
} Span;

/* Behind the boundary stand the two dashes of the last one, and blanks, nothing else. */
static bool
boundary_ends(const char *at, const char *end)
{
	if (end - at >= 2 && at[0] == '-' && at[1] == '-')
		at += 2;
	while (at < end && g_ascii_isspace(*at))
		at++;
	return at == end;
}

/* The next line `--boundary` at or after `at`; *ret_after what follows it. NULL: none. */
static const char *
boundary_line(const char *at, const char *end, const char *boundary, const char **ret_after)
{
	size_t n = strlen(boundary);

	while (at < end) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		const char *next = line_end ? line_end + 1 : end;

		if ((size_t)(next - at) >= n + 2 && at[0] == '-' && at[1] == '-' &&
		    memcmp(at + 2, boundary, n) == 0 && boundary_ends(at + 2 + n, next)) {
			*ret_after = next;
			return at;
		}
		at = next;
	}
	return NULL;
}

/* The signed part with its headers, and the part behind it. */
static bool
signed_parts(const Scan *scan, const char *boundary, Span *ret_signed, Span *ret_signature)
{
	const char *start = scan->bytes + scan->body, *end = scan->bytes + scan->n_bytes;
	const char *first, *second, *third, *line;

	if (!boundary_line(start, end, boundary, &first))
		return false;
	line = boundary_line(first, end, boundary, &second);
	if (!line)
		return false;
	ret_signature->bytes = second;
	*ret_signed = (Span){ first, (size_t)(line - first) };
	/* The line end before a boundary is the boundary's. */
	if (ret_signed->n > 0 && first[ret_signed->n - 1] == '\n')
		ret_signed->n--;
	if (ret_signed->n > 0 && first[ret_signed->n - 1] == '\r')
		ret_signed->n--;
	/* A third part would be shown with the two and stand under no signature. */
	line = boundary_line(second, end, boundary, &third);
	ret_signature->n = (size_t)((line ? line : end) - second);
	return line && strncmp(line + 2 + strlen(boundary), "--", 2) == 0;
}

/* Lines end in CRLF, as they were signed (RFC 8551 3.1.1). */
static GByteArray *
with_crlf(Span span)
{
	GByteArray *out = g_byte_array_sized_new((guint)span.n + 64);

	for (size_t i = 0; i < span.n; i++) {
		if (span.bytes[i] == '\n' && (i == 0 || span.bytes[i - 1] != '\r'))
			g_byte_array_append(out, (const guint8 *)"\r", 1);
		g_byte_array_append(out, (const guint8 *)span.bytes + i, 1);
	}
	return out;
}

/* The base64 behind the first empty line (`headers`), or all of it. NULL: none, or too long. */
static CMS_ContentInfo *
signature_parse(Span span, bool headers, size_t most)
{
	g_autofree char *text = g_strndup(span.bytes, MIN(span.n, most * 2));
	const char *body = text, *lf = strstr(text, "\n\n"), *crlf = strstr(text, "\r\n\r\n");
	g_autofree guchar *bytes = NULL;
	gsize n = 0;
	const unsigned char *at;
	CMS_ContentInfo *cms;

	if (headers && crlf && (!lf || crlf < lf))
		body = crlf + 4;
	else if (headers && lf)
		body = lf + 2;
	else if (headers)
		return NULL;
	bytes = g_base64_decode(body, &n);
	at = bytes;
	cms = n > 0 && n <= most ? d2i_CMS_ContentInfo(NULL, &at, (long)n) : NULL;
	if (cms && OBJ_obj2nid(CMS_get0_type(cms)) != NID_pkcs7_signed)
		g_clear_pointer(&cms, CMS_ContentInfo_free);
	return cms;
}

/* ---- the signature ---- */

/* CMS_verify of OpenSSL 3.0 makes a memory BIO of its own from one it is given, and leaks that when
 * the digest is not known; behind a filter it reads ours. */
static BIO *
signature_content(const GByteArray *content)
{
	BIO *in = BIO_new(BIO_f_null());

	BIO_push(in, BIO_new_mem_buf(content->data, (int)content->len));
	return in;
}

/* The letter is as somebody signed it; who that was is not asked. */
static bool
signature_holds(CMS_ContentInfo *cms, const GByteArray *content)
{
	BIO *in = content ? signature_content(content) : NULL;
	bool holds =
		CMS_verify(cms, NULL, NULL, in, NULL, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) == 1;

	BIO_free_all(in);
	return holds;
}

static char *
signature_reason(void)
{
	unsigned long code = ERR_peek_last_error();
	const char *data = NULL, *reason;
	int flags = 0;

	ERR_peek_last_error_data(&data, &flags);
	if (data && *data && (flags & ERR_TXT_STRING))
		return utf8_one_line(data);
	reason = code ? ERR_reason_error_string(code) : NULL;
	return reason ? utf8_one_line(reason) : NULL;
}

/* The one signer; several are nobody in particular. Borrowed. */
static X509 *
signer_of(CMS_ContentInfo *cms)
{
	STACK_OF(X509) *signers = CMS_get0_signers(cms);
	X509 *one = signers && sk_X509_num(signers) == 1 ? sk_X509_value(signers, 0) : NULL;

	sk_X509_free(signers);
	return one;
}

static void
signature_judge(CMS_ContentInfo *cms, const GByteArray *content, const SignatureTrust *trust,
		const char *from, Signature *ret)
{
	static const SignatureState states[] = {
		[TRUST_VOUCHED] = SIGNATURE_VALID,
		[TRUST_REVOKED] = SIGNATURE_REVOKED,
		[TRUST_UNCONFIRMED] = SIGNATURE_UNCONFIRMED,
		[TRUST_NONE] = SIGNATURE_UNTRUSTED,
	};
	X509 *signer;

	ERR_clear_error();
	if (!signature_holds(cms, content)) {
		ret->state = SIGNATURE_BROKEN;
		ret->why = signature_reason();
		return;
	}
	signer = signer_of(cms);
	ret->state = SIGNATURE_UNTRUSTED;
	if (!signer)
		return;
	ret->by = signature_trust_name(X509_get_subject_name(signer));
	ret->state = states[signature_trust(trust, cms, signer, &ret->why)];
	if (ret->state == SIGNATURE_VALID && (!from || X509_check_email(signer, from, 0, 0) != 1))
		ret->state = SIGNATURE_OTHER;
}

static void
signature_smime(const Scan *scan, const char *boundary, const SignatureTrust *trust,
		const char *from, Signature *ret)
{
	Span inside = { 0 }, behind = { scan->bytes + scan->body, scan->n_bytes - scan->body };
	g_autoptr(CMS_ContentInfo) cms = NULL;
	g_autoptr(GByteArray) content = NULL;

	ret->kind = "smime";
	ret->state = SIGNATURE_BROKEN;
	if (boundary && signed_parts(scan, boundary, &inside, &behind) && inside.n < INT_MAX / 2)
		content = with_crlf(inside);
	/* Two readers may read it differently: which of them was signed? */
	if ((!boundary || content) && !scan->ambiguous)
		cms = signature_parse(behind, boundary != NULL,
				      boundary ? SIGNATURE_BYTES : scan->n_bytes);
	if (cms)
		signature_judge(cms, content, trust, from, ret);
	ERR_clear_error();
}

void
signature_check(const Scan *scan, const SignatureTrust *trust, const char *from, Signature *ret)
{
	const ScanHeader *header = scan_header(scan, "Content-Type", 0);
	g_autofree char *type = header ? scan_value(header) : g_strdup("");
	g_autofree char *lower = g_ascii_strdown(type, -1);
	g_autofree char *boundary = NULL;

	*ret = (Signature){ 0 };
	if (g_str_has_prefix(lower, "multipart/signed")) {
		boundary = words_parameter(header->value, header->n_value, "boundary");
		if (strstr(lower, "pkcs7-signature") && boundary && *boundary) {
			signature_smime(scan, boundary, trust, from, ret);
		} else if (strstr(lower, "pgp-signature")) {
			ret->kind = "pgp";
			ret->state = SIGNATURE_UNCHECKED;
		}
	} else if (strstr(lower, "pkcs7-mime") && strstr(lower, "signed-data")) {
		signature_smime(scan, NULL, trust, from, ret);
	}
}
