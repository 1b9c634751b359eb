/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * signature_trust — does an anchor vouch for a signer's certificate, and was it revoked?
 *
 * Only for signature. Lists of revocations are those that the office placed; none is fetched,
 * and none is taken from the letter, whose sender would choose it.
 *
 * Not here: whether the letter is as it was signed (signature).
 */
#ifndef CHENGBAO_MAIL_SIGNATURE_TRUST_H
#define CHENGBAO_MAIL_SIGNATURE_TRUST_H

#include <openssl/cms.h>
#include <stdint.h>

#define SIGNATURE_ANCHORS 100 /* certificates that are taken */
#define SIGNATURE_CRLS 100    /* lists that are taken */

typedef struct {
	const char *anchors; /* PEM certificates, or NULL */
	const char *crls;    /* PEM lists of revocations; NULL: none are kept */
	int64_t at_us;	     /* when the letter was received: certificates must hold then */
} SignatureTrust;

typedef enum {
	TRUST_VOUCHED,
	TRUST_REVOKED,
	TRUST_UNCONFIRMED, /* vouched for, but no list that is kept tells whether it was revoked */
	TRUST_NONE,
} TrustVerdict;

/* The signer's own list must be there and in its time; of authorities between him and the
 * anchor what is there counts. A list made after the letter came counts too.
 * Gives: *ret_why, yours, in a clerk's words, or NULL. Source: RFC 5280 6.1, 6.3. */
TrustVerdict signature_trust(const SignatureTrust *trust, CMS_ContentInfo *cms, X509 *signer,
			     char **ret_why);

/* A name in one line, `CN=…,O=…`. Yours. */
char *signature_trust_name(const X509_NAME *name);

#endif
