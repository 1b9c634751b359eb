/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dkim — a letter's own proof: a DKIM signature of the domain in From
 *
 * libopendkim reads the signatures; all conditions are put to what it has read (its tags),
 * so that no second reader of them can be talked into another view. A signature that does
 * not meet them is taken out before its key is asked for. Lines end in CRLF for it, whatever
 * they end in here; only LF is changed, as the only thing that a store of mail changes.
 *
 * Why RSA of 1024 bits is enough: RFC 8301 forbids less and demands that; 163, 126, QQ and
 * many a Coremail still sign with it, and who breaks such a key can be stopped by its owner.
 * Why no `l=`: text could be put behind what was signed. Why no oversigning: one From and
 * one Subject are counted on the raw bytes.
 *
 * Promise: `passed` only for a letter that the domain's key has signed whole.
 * Not here: where keys come from.
 */
#include "mail/dkim.h"

#include <string.h>
#include <sys/types.h>

#include <opendkim/dkim.h>

#include "base/i18n.h"
#include "base/text/utf8.h"
#include "mail/dkim_name.h"

#define DKIM_RSA_BITS 1024
#define DKIM_DRIFT_S 300 /* a signature may be so much younger than the letter's arrival */
#define DKIM_CHUNK_BYTES (64u << 10)

/* The nearer to a proof, the more its reason says. */
typedef enum { NEAR_UNSIGNED, NEAR_FOREIGN, NEAR_REFUSED, NEAR_KEY, NEAR_FALSE } Nearness;

typedef struct {
	const char *domain;
	int64_t received_s;
	const DkimKey *keys;
	size_t n_keys;
	GPtrArray *names;
	Nearness near;
	const char *why;
	bool again;
} Examined;

static void
examined_say(Examined *examined, Nearness near, const char *why)
{
	if (near < examined->near)
		return;
	examined->near = near;
	examined->why = why;
}

static char *
sig_key_name(DKIM_SIGINFO *sig)
{
	const char *selector = (const char *)dkim_sig_getselector(sig);
	const char *domain = (const char *)dkim_sig_getdomain(sig);

	return selector && domain ? dkim_name(selector, domain) : NULL;
}

static const DkimKey *
examined_key(const Examined *examined, DKIM_SIGINFO *sig)
{
	g_autofree char *name = sig_key_name(sig);

	for (size_t i = 0; name && i < examined->n_keys; i++)
		if (strcmp(examined->keys[i].name, name) == 0)
			return &examined->keys[i];
	return NULL;
}

/* ---- what a signature says of itself ---- */

static const char *
sig_tag(DKIM_SIGINFO *sig, const char *tag)
{
	char name[8];

	g_strlcpy(name, tag, sizeof(name)); /* the library takes no const */
	return (const char *)dkim_sig_gettagvalue(sig, FALSE, (u_char *)name);
}

static bool
sig_signs(DKIM_SIGINFO *sig, const char *header)
{
	const char *list = sig_tag(sig, "h");
	g_auto(GStrv) names = g_strsplit(list ? list : "", ":", 200);

	for (char **name = names; *name; name++)
		if (g_ascii_strcasecmp(g_strstrip(*name), header) == 0)
			return true;
	return false;
}

static bool
sig_algorithm_good(DKIM_SIGINFO *sig)
{
	const char *algorithm = sig_tag(sig, "a");

	return algorithm && (g_ascii_strcasecmp(algorithm, "rsa-sha256") == 0 ||
			     g_ascii_strcasecmp(algorithm, "ed25519-sha256") == 0);
}

/* Seconds since 1970 in a tag; -1: it says none. A tag that is no number says 0, or the most:
 * whichever makes the signature invalid. */
static int64_t
sig_time(DKIM_SIGINFO *sig, const char *tag, int64_t broken)
{
	const char *text = sig_tag(sig, tag);
	guint64 value = 0;

	if (!text)
		return -1;
	if (!g_ascii_string_to_unsigned(text, 10, 0, INT64_MAX, &value, NULL))
		return broken;
	return (int64_t)value;
}

static const char *
sig_error_words(DKIM_SIGERROR code)
{
	switch (code) {
	case DKIM_SIGERROR_EXPIRED:
		return _("its DKIM signature had expired");
	case DKIM_SIGERROR_FUTURE:
		return _("its DKIM signature is of the future");
	case DKIM_SIGERROR_KEYREVOKED:
		return _("the key of its DKIM signature was revoked");
	case DKIM_SIGERROR_KEYTOOSMALL:
		return _("the key of its DKIM signature is shorter than 1024 bits");
	case DKIM_SIGERROR_NOTEMAILKEY:
		return _("the key of its DKIM signature is not for mail");
	case DKIM_SIGERROR_BADSIG:
		return _("its DKIM signature does not fit: it was altered on its way, or forged");
	default:
		return _("its DKIM signature or the key is malformed");
	}
}

/* Why this signature can prove nothing, whatever its key; NULL when it could. */
static const char *
sig_objection(const Examined *examined, DKIM_SIGINFO *sig, Nearness *ret_near)
{
	const char *domain = (const char *)dkim_sig_getdomain(sig);
	int64_t expires = sig_time(sig, "x", 0), made = sig_time(sig, "t", INT64_MAX);

	*ret_near = NEAR_FOREIGN;
	if (!domain || g_ascii_strcasecmp(domain, examined->domain) != 0)
		return _("its DKIM signature is of another domain than From");
	*ret_near = NEAR_REFUSED;
	if (dkim_sig_geterror(sig) > DKIM_SIGERROR_OK)
		return sig_error_words(dkim_sig_geterror(sig));
	if (sig_tag(sig, "l"))
		return _("its DKIM signature covers a part of the text only (l=)");
	if (!sig_algorithm_good(sig))
		return _("its DKIM signature is of a kind that is not safe any more (rsa-sha1)");
	if (!sig_signs(sig, "from") || !sig_signs(sig, "subject"))
		return _("its DKIM signature does not cover From and Subject");
	if (expires >= 0 && expires <= examined->received_s)
		return sig_error_words(DKIM_SIGERROR_EXPIRED);
	if (made > examined->received_s + DKIM_DRIFT_S)
		return sig_error_words(DKIM_SIGERROR_FUTURE);
	return NULL;
}

/* Has its key been looked up? Otherwise its name is noted, or what became of it. */
static bool
sig_has_key(Examined *examined, DKIM_SIGINFO *sig)
{
	const DkimKey *key = examined_key(examined, sig);
	g_autofree char *name = sig_key_name(sig);

	if (!name) {
		examined_say(examined, NEAR_REFUSED, sig_error_words(DKIM_SIGERROR_UNKNOWN));
	} else if (!key) {
		examined_say(examined, NEAR_KEY, _("the key of its DKIM signature is not known"));
		if (!g_ptr_array_find_with_equal_func(examined->names, name, g_str_equal, NULL))
			g_ptr_array_add(examined->names, g_steal_pointer(&name));
	} else if (key->state == DKIM_KEY_AGAIN) {
		examined->again = true;
		examined_say(examined, NEAR_FALSE,
			     _("the key of its DKIM signature could not be looked up"));
	} else if (key->state == DKIM_KEY_NONE || !key->text) {
		examined_say(examined, NEAR_KEY,
			     _("its domain publishes no key for its DKIM signature"));
	} else if (strlen(key->text) > DKIM_KEY_BYTES) {
		examined_say(examined, NEAR_KEY, _("the key of its DKIM signature is too long"));
	} else {
		return true;
	}
	return false;
}

/* ---- what libopendkim asks ---- */

static DKIM_CBSTAT
examine_prescreen(DKIM *dkim, DKIM_SIGINFO **sigs, int n_sigs)
{
	Examined *examined = dkim_get_user_context(dkim);

	for (int i = 0; i < n_sigs; i++) {
		Nearness near;
		const char *objection = sig_objection(examined, sigs[i], &near);

		if (objection)
			examined_say(examined, near, objection);
		if (objection || !sig_has_key(examined, sigs[i]))
			dkim_sig_ignore(sigs[i]);
	}
	return DKIM_CBSTAT_CONTINUE;
}

static DKIM_CBSTAT
examine_lookup(DKIM *dkim, DKIM_SIGINFO *sig, u_char *buffer, size_t n_buffer)
{
	const DkimKey *key = examined_key(dkim_get_user_context(dkim), sig);

	if (!key || key->state != DKIM_KEY_FOUND || !key->text ||
	    g_strlcpy((char *)buffer, key->text, n_buffer) >= n_buffer)
		return DKIM_CBSTAT_NOTFOUND;
	return DKIM_CBSTAT_CONTINUE;
}

/* ---- the letter as it was signed ---- */

static bool
feed_headers(DKIM *dkim, const Scan *scan)
{
	g_autoptr(GString) line = g_string_new(NULL);
	size_t n_signatures = 0;

	for (size_t i = 0; i < scan->n_headers; i++) {
		const ScanHeader *header = &scan->headers[i];

		if (scan_header_is(header, DKIM_SIGNHEADER) && ++n_signatures > DKIM_SIGNATURES_MAX)
			continue;
		g_string_truncate(line, 0);
		g_string_append_len(line, header->name, (gssize)header->n_name);
		g_string_append_c(line, ':');
		for (size_t k = 0; k < header->n_value; k++) {
			if (header->value[k] == '\n' && (k == 0 || header->value[k - 1] != '\r'))
				g_string_append_c(line, '\r');
			g_string_append_c(line, header->value[k]);
		}
		if (dkim_header(dkim, (u_char *)line->str, line->len) != DKIM_STAT_OK)
			return false;
	}
	return true;
}

static bool
feed_body(DKIM *dkim, const Scan *scan)
{
	g_autofree u_char *chunk = g_malloc(DKIM_CHUNK_BYTES);
	size_t n = 0;

	for (size_t at = scan->body; at < scan->n_bytes; at++) {
		if (scan->bytes[at] == '\n' && (at == scan->body || scan->bytes[at - 1] != '\r'))
			chunk[n++] = '\r';
		chunk[n++] = (u_char)scan->bytes[at];
		if (n + 2 > DKIM_CHUNK_BYTES) {
			if (dkim_body(dkim, chunk, n) != DKIM_STAT_OK)
				return false;
			n = 0;
		}
	}
	return n == 0 || dkim_body(dkim, chunk, n) == DKIM_STAT_OK;
}

/* ---- the verdict ---- */

/* The library takes a key for whatever the signature says it is. */
static bool
sig_key_fits(DKIM_SIGINFO *sig, bool rsa)
{
	char name[] = "k";
	const char *kind = (const char *)dkim_sig_gettagvalue(sig, TRUE, (u_char *)name);

	return g_ascii_strcasecmp(kind ? kind : "rsa", rsa ? "rsa" : "ed25519") == 0;
}

/* Did this one prove the letter? Otherwise the reason is noted. */
static bool
sig_passed(Examined *examined, DKIM *dkim, DKIM_SIGINFO *sig)
{
	unsigned flags = dkim_sig_getflags(sig), bits = 0;
	const char *algorithm = sig_tag(sig, "a");
	bool rsa = algorithm && g_ascii_strncasecmp(algorithm, "rsa", 3) == 0;
	ssize_t whole = 0, covered = 0, most = -1;

	if (flags & DKIM_SIGFLAG_IGNORE)
		return false;
	if (dkim_sig_getbh(sig) == DKIM_SIGBH_MISMATCH)
		examined_say(examined, NEAR_FALSE,
			     _("its text is not the one of its DKIM signature: it was altered on "
			       "its way, or forged"));
	else if (dkim_sig_geterror(sig) > DKIM_SIGERROR_OK)
		examined_say(examined, NEAR_FALSE, sig_error_words(dkim_sig_geterror(sig)));
	else if (!(flags & DKIM_SIGFLAG_PROCESSED) || !(flags & DKIM_SIGFLAG_PASSED) ||
		 dkim_sig_getbh(sig) != DKIM_SIGBH_MATCH)
		examined_say(examined, NEAR_FALSE, sig_error_words(DKIM_SIGERROR_BADSIG));
	else if (!sig_key_fits(sig, rsa))
		examined_say(examined, NEAR_FALSE, sig_error_words(DKIM_SIGERROR_UNKNOWN));
	else if (flags & DKIM_SIGFLAG_TESTKEY)
		examined_say(examined, NEAR_FALSE,
			     _("its domain is only trying DKIM out (t=y in the key)"));
	else if (rsa && (dkim_sig_getkeysize(sig, &bits) != DKIM_STAT_OK || bits < DKIM_RSA_BITS))
		examined_say(examined, NEAR_FALSE, sig_error_words(DKIM_SIGERROR_KEYTOOSMALL));
	else if (dkim_sig_getcanonlen(dkim, sig, &whole, &covered, &most) != DKIM_STAT_OK ||
		 most >= 0)
		examined_say(examined, NEAR_FALSE, sig_error_words(DKIM_SIGERROR_INVALID_L));
	else
		return true;
	return false;
}

/* Every signature that was left is looked at, whichever of them the library settled on. */
static bool
examine_end(Examined *examined, DKIM *dkim)
{
	DKIM_SIGINFO **sigs = NULL;
	int n_sigs = 0;
	_Bool test = false;

	dkim_eom(dkim, &test);
	if (dkim_getsiglist(dkim, &sigs, &n_sigs) != DKIM_STAT_OK)
		return false;
	for (int i = 0; i < n_sigs; i++) {
		if (!(dkim_sig_getflags(sigs[i]) & DKIM_SIGFLAG_IGNORE))
			dkim_sig_process(dkim, sigs[i]);
		if (sig_passed(examined, dkim, sigs[i]))
			return true;
	}
	return false;
}

static bool
examine_letter(Examined *examined, DKIM_LIB *library, const Scan *scan)
{
	DKIM_STAT status;
	DKIM *dkim = dkim_verify(library, (const u_char *)"letter", NULL, &status);
	bool passed = false;

	if (!dkim)
		return false;
	dkim_set_user_context(dkim, examined);
	if (!feed_headers(dkim, scan))
		examined_say(examined, NEAR_REFUSED, sig_error_words(DKIM_SIGERROR_UNKNOWN));
	else if (dkim_eoh(dkim) == DKIM_STAT_OK && feed_body(dkim, scan))
		passed = examine_end(examined, dkim);
	dkim_free(dkim);
	return passed;
}

/* A handle of its own for each letter: what one letter did to it meets no other. */
static DKIM_LIB *
examine_library(void)
{
	DKIM_LIB *library = dkim_init(NULL, NULL);
	unsigned flags = DKIM_LIBFLAGS_DELAYSIGPROC, bits = DKIM_RSA_BITS;

	if (!library)
		return NULL;
	dkim_options(library, DKIM_OP_SETOPT, DKIM_OPTS_FLAGS, &flags, sizeof(flags));
	dkim_options(library, DKIM_OP_SETOPT, DKIM_OPTS_MINKEYBITS, &bits, sizeof(bits));
	dkim_set_prescreen(library, examine_prescreen);
	dkim_set_key_lookup(library, examine_lookup);
	return library;
}

/* What makes every signature worthless; NULL: nothing does. */
static const char *
letter_objection(const Scan *scan, const char *from_domain)
{
	if (!from_domain || !from_domain[0] || scan->header_broken || scan->limit)
		return _("the sender cannot be read");
	if (!scan_header(scan, DKIM_SIGNHEADER, 0))
		return _("it has no DKIM signature");
	if (!scan_header(scan, "From", 0) || scan_header(scan, "From", 1))
		return _("it has more than one From line");
	if (scan_header(scan, "Subject", 1))
		return _("it has more than one Subject line");
	return NULL;
}

void
dkim_examine(const Scan *scan, const char *from_domain, int64_t received_us, const DkimKey *keys,
	     size_t n_keys, DkimVerdict *ret_verdict)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	Examined examined = { .domain = from_domain,
			      .received_s = MAX(received_us / G_USEC_PER_SEC, 1),
			      .keys = keys,
			      .n_keys = n_keys,
			      .names = names,
			      .why = letter_objection(scan, from_domain) };
	DKIM_LIB *library = NULL;

	*ret_verdict = (DkimVerdict){ 0 };
	if (!examined.why) {
		examined.why = sig_error_words(DKIM_SIGERROR_UNKNOWN);
		library = examine_library();
	}
	if (library) {
		ret_verdict->passed = examine_letter(&examined, library, scan);
		dkim_close(library);
	}
	ret_verdict->again = examined.again && !ret_verdict->passed;
	if (ret_verdict->passed)
		examined.why = _("signed with DKIM by the domain of From");
	ret_verdict->why = utf8_one_line(examined.why);
	g_ptr_array_add(names, NULL);
	ret_verdict->names =
		ret_verdict->passed ? g_new0(char *, 1) : g_strdupv((char **)names->pdata);
}

void
dkim_clear(DkimVerdict *verdict)
{
	g_strfreev(verdict->names);
	g_free(verdict->why);
	*verdict = (DkimVerdict){ 0 };
}

void
dkim_load(void)
{
	static const char letter[] = "DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=r; "
				     "h=from:subject; bh=YQ==; b=YQ==\n"
				     "DKIM-Signature: v=1; a=ed25519-sha256; d=a.example; s=e; "
				     "h=from:subject; bh=YQ==; b=YQ==\n"
				     "From: a@a.example\nSubject: a\n\na\n";
	/* Public keys whose other half was thrown away. */
	static const DkimKey keys[] = {
		{ "r._domainkey.a.example", DKIM_KEY_FOUND,
		  "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQClXr2UQaae/+QAK3bT9bBRqfrdXUgyE"
		  "la20Bx5VoId9eAutHk0mHDepmCz+j2hBWuL4WJ44BOjao7kxCo6PaRRUAK6oTz4EqWhrJLw+GksN7w"
		  "7MIdenvpQ7WI6A46cKqKL+F5teM+GU7e3vhnPdmIGrTKARhCQBWJhGe1jxck8KwIDAQAB" },
		{ "e._domainkey.a.example", DKIM_KEY_FOUND,
		  "v=DKIM1; k=ed25519; p=ZAoGfLmnoRSDcsu1p5QYP6tbSroNTU6eWlC1nyFlM8M=" },
	};
	g_autoptr(Scan) scan = scan_letter(letter, sizeof(letter) - 1);
	g_auto(DkimVerdict) verdict = { 0 };

	dkim_examine(scan, "a.example", 1, keys, G_N_ELEMENTS(keys), &verdict);
	g_assert(!verdict.passed);
}
