/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-signature — a signed letter as it was signed, and as others made it
 *
 * tests/signed.t has the anchors, lists and letters; here are signatures that no program writes.
 * What they leave behind is the sanitizer's to find. Covers mail/signature.c.
 */
#include "mail/signature.h"

#include <glib.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <string.h>

#define PART "Content-Type: text/plain\r\n\r\n今年备足化肥3.2万吨。"

static const unsigned char sha256_name[] = { 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
					     0x65, 0x03, 0x04, 0x02, 0x01 };

/* A certificate that names itself. Yours. */
static X509 *
certificate_new(EVP_PKEY *key)
{
	X509 *certificate = X509_new();
	X509_NAME *name = X509_get_subject_name(certificate);

	X509_set_version(certificate, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
	X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
	X509_gmtime_adj(X509_getm_notAfter(certificate), 86400);
	X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, (const guchar *)"farm", -1, -1, 0);
	X509_set_issuer_name(certificate, name);
	X509_set_pubkey(certificate, key);
	g_assert_cmpint(X509_sign(certificate, key, EVP_sha256()), >, 0);
	return certificate;
}

/* PART's signature, in DER. Yours. */
static GByteArray *
signature_new(void)
{
	GByteArray *der = g_byte_array_new();
	EVP_PKEY *key = EVP_RSA_gen(2048);
	X509 *certificate = certificate_new(key);
	BIO *content = BIO_new_mem_buf(PART, -1);
	CMS_ContentInfo *cms = CMS_sign(certificate, key, NULL, content, CMS_BINARY | CMS_DETACHED);
	unsigned char *bytes = NULL;
	int n = i2d_CMS_ContentInfo(cms, &bytes);

	g_assert_cmpint(n, >, 0);
	g_byte_array_append(der, bytes, (guint)n);
	OPENSSL_free(bytes);
	CMS_ContentInfo_free(cms);
	BIO_free(content);
	X509_free(certificate);
	EVP_PKEY_free(key);
	return der;
}

/* What is said of a letter with PART and that signature. signature_clear it. */
static Signature
said_of(const GByteArray *der)
{
	g_autofree char *text = g_base64_encode(der->data, der->len);
	g_autofree char *letter = g_strconcat(
		"From: a@b.example\r\nContent-Type: multipart/signed; boundary=x;\r\n"
		" protocol=\"application/pkcs7-signature\"\r\n\r\n--x\r\n" PART "\r\n--x\r\n"
		"Content-Type: application/pkcs7-signature\r\n\r\n",
		text, "\r\n--x--\r\n", NULL);
	g_autoptr(Scan) scan = scan_letter(letter, strlen(letter));
	Signature said;

	signature_check(scan, &(SignatureTrust){ NULL, NULL, 0 }, "a@b.example", &said);
	return said;
}

static void
test_signed(void)
{
	g_autoptr(GByteArray) der = signature_new();
	g_auto(Signature) said = said_of(der);

	g_assert_cmpint(said.state, ==, SIGNATURE_UNTRUSTED);
	g_assert_cmpstr(said.by, ==, "CN=farm");
}

/* The digest that the signature names first, for all signers, is one that nobody knows. */
static void
test_unknown_digest(void)
{
	g_autoptr(GByteArray) der = signature_new();
	guchar *at = memmem(der->data, der->len, sha256_name, sizeof(sha256_name));

	g_assert_nonnull(at);
	at[sizeof(sha256_name) - 1] = 0x7f;
	g_auto(Signature) said = said_of(der);
	g_assert_cmpint(said.state, ==, SIGNATURE_BROKEN);
	g_assert_nonnull(said.why);
}

/* Cut anywhere it is no signature. */
static void
test_cut(void)
{
	g_autoptr(GByteArray) der = signature_new();

	while (der->len > 16) {
		g_byte_array_set_size(der, der->len - 16);
		g_auto(Signature) said = said_of(der);
		g_assert_cmpint(said.state, ==, SIGNATURE_BROKEN);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	signature_load();
	g_test_add_func("/signature/signed", test_signed);
	g_test_add_func("/signature/unknown-digest", test_unknown_digest);
	g_test_add_func("/signature/cut", test_cut);
	return g_test_run();
}
