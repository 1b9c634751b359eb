/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * signature_trust — does an anchor vouch for a signer's certificate, and was it revoked?
 *
 * Asked twice: without the lists, then, where some are kept, with them. What the second adds
 * is about revocation alone.
 */
#include "mail/signature_trust.h"

#include "base/i18n.h"
#include "base/text/utf8.h"

#include <glib.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(BIO, BIO_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(X509_STORE, X509_STORE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(X509_STORE_CTX, X509_STORE_CTX_free)

char *
signature_trust_name(const X509_NAME *name)
{
	g_autoptr(BIO) out = BIO_new(BIO_s_mem());
	char *data = NULL;
	long n;
	g_autofree char *text = NULL;
	g_autofree char *valid = NULL;

	X509_NAME_print_ex(out, name, 0, XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB);
	n = BIO_get_mem_data(out, &data);
	text = g_strndup(data ? data : "", (size_t)MAX(n, 0));
	valid = g_utf8_make_valid(text, -1);
	return utf8_one_line(valid);
}

/* ---- the store ---- */

static void
trust_add_crls(X509_STORE *store, const char *crls)
{
	g_autoptr(BIO) in = BIO_new_mem_buf(crls, -1);
	X509_CRL *one;

	for (int n = 0;
	     n < SIGNATURE_CRLS && (one = PEM_read_bio_X509_CRL(in, NULL, NULL, NULL)) != NULL;
	     n++) {
		X509_STORE_add_crl(store, one);
		X509_CRL_free(one);
	}
}

static X509_STORE *
trust_store(const SignatureTrust *trust)
{
	X509_STORE *store = X509_STORE_new();
	X509_VERIFY_PARAM *param = X509_STORE_get0_param(store);
	g_autoptr(BIO) in = BIO_new_mem_buf(trust->anchors ? trust->anchors : "", -1);
	X509 *one;

	for (int n = 0;
	     n < SIGNATURE_ANCHORS && (one = PEM_read_bio_X509(in, NULL, NULL, NULL)) != NULL;
	     n++) {
		X509_STORE_add_cert(store, one);
		X509_free(one);
	}
	if (trust->crls)
		trust_add_crls(store, trust->crls);
	X509_VERIFY_PARAM_set_purpose(param, X509_PURPOSE_SMIME_SIGN);
	X509_VERIFY_PARAM_set_depth(param, 8);
	if (trust->at_us > 0)
		X509_VERIFY_PARAM_set_time(param, (time_t)(trust->at_us / 1000000));
	/* An anchor may be the authority of one's own, below somebody else's. */
	X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN);
	return store;
}

/* ---- one question ---- */

typedef struct {
	int error; /* X509_V_OK: vouched for */
	char *day; /* revoked on, expired on; NULL: neither */
	char *who; /* the certificate that was revoked, the authority whose list is amiss; or NULL
		    */
} TrustAnswer;

static void
trust_answer_clear(TrustAnswer *answer)
{
	g_free(answer->day);
	g_free(answer->who);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TrustAnswer, trust_answer_clear)

/* 2026-03-20. Yours; NULL: no time. */
static char *
trust_day(const ASN1_TIME *time)
{
	struct tm tm;

	return time && ASN1_TIME_to_tm(time, &tm)
		       ? g_strdup_printf("%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1,
					 tm.tm_mday)
		       : NULL;
}

static void
trust_explain(X509_STORE_CTX *context, TrustAnswer *ret)
{
	X509 *certificate = X509_STORE_CTX_get_current_cert(context);
	X509_CRL *list = X509_STORE_CTX_get0_current_crl(context);
	X509_REVOKED *entry = NULL;

	trust_answer_clear(ret);
	*ret = (TrustAnswer){ .error = X509_STORE_CTX_get_error(context) };
	if (ret->error == X509_V_ERR_CERT_REVOKED) {
		if (list && X509_CRL_get0_by_cert(list, &entry, certificate) > 0)
			ret->day = trust_day(X509_REVOKED_get0_revocationDate(entry));
		ret->who = signature_trust_name(X509_get_subject_name(certificate));
		return;
	}
	if (ret->error == X509_V_ERR_CRL_HAS_EXPIRED && list)
		ret->day = trust_day(X509_CRL_get0_nextUpdate(list));
	ret->who = certificate ? signature_trust_name(X509_get_issuer_name(certificate)) : NULL;
}

/* Not an error: a list newer than the letter; no list of an authority about those below it,
 * when it is not about the signer. What is one is explained here: the list it is about is gone
 * when X509_verify_cert returns. */
static int
trust_bears(int ok, X509_STORE_CTX *context)
{
	int error = X509_STORE_CTX_get_error(context);

	if (ok || error == X509_V_ERR_CRL_NOT_YET_VALID ||
	    (error == X509_V_ERR_UNABLE_TO_GET_CRL && X509_STORE_CTX_get_error_depth(context) > 0))
		return 1;
	trust_explain(context, X509_STORE_CTX_get_app_data(context));
	return 0;
}

static void
trust_ask(X509_STORE *store, CMS_ContentInfo *cms, X509 *signer, unsigned long flags,
	  TrustAnswer *ret)
{
	g_autoptr(X509_STORE_CTX) context = X509_STORE_CTX_new();
	STACK_OF(X509) *between = CMS_get1_certs(cms);

	*ret = (TrustAnswer){ .error = X509_V_ERR_UNSPECIFIED };
	if (X509_STORE_CTX_init(context, store, signer, between) == 1) {
		X509_STORE_CTX_set_flags(context, flags);
		X509_STORE_CTX_set_verify_cb(context, trust_bears);
		X509_STORE_CTX_set_app_data(context, ret);
		if (X509_verify_cert(context) == 1)
			ret->error = X509_V_OK;
	}
	sk_X509_pop_free(between, X509_free);
}

/* ---- what it means ---- */

static char *
trust_unconfirmed(const TrustAnswer *answer)
{
	const char *who = answer->who ? answer->who : "?";

	if (answer->error == X509_V_ERR_UNABLE_TO_GET_CRL)
		return g_strdup_printf(
			_("there is no revocation list of %s; put its .crl file into "
			  "the folder of the anchors"),
			who);
	if (answer->error == X509_V_ERR_CRL_HAS_EXPIRED)
		return g_strdup_printf(
			_("the revocation list of %s expired on %s; put the new .crl "
			  "file into the folder of the anchors"),
			who, answer->day ? answer->day : "?");
	return g_strdup_printf(_("the revocation list of %s is not sound: %s"), who,
			       X509_verify_cert_error_string(answer->error));
}

TrustVerdict
signature_trust(const SignatureTrust *trust, CMS_ContentInfo *cms, X509 *signer, char **ret_why)
{
	g_autoptr(X509_STORE) store = trust_store(trust);
	g_auto(TrustAnswer) vouched = { 0 };
	g_auto(TrustAnswer) listed = { 0 };

	trust_ask(store, cms, signer, 0, &vouched);
	if (vouched.error != X509_V_OK) {
		*ret_why = g_strdup(X509_verify_cert_error_string(vouched.error));
		return TRUST_NONE;
	}
	*ret_why = NULL;
	if (!trust->crls) {
		*ret_why = g_strdup(_("whether the certificate was revoked was not asked: no .crl "
				      "file lies beside the anchors"));
		return TRUST_VOUCHED;
	}
	trust_ask(store, cms, signer, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL, &listed);
	if (listed.error == X509_V_OK)
		return TRUST_VOUCHED;
	if (listed.error != X509_V_ERR_CERT_REVOKED) {
		*ret_why = trust_unconfirmed(&listed);
		return TRUST_UNCONFIRMED;
	}
	*ret_why = g_strdup_printf(_("%s was revoked on %s"), listed.who,
				   listed.day ? listed.day : "?");
	return TRUST_REVOKED;
}
