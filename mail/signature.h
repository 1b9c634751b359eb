/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * signature — is a letter signed as a whole, by whom, and does it hold?
 *
 * S/MIME, detached or opaque, is verified against the anchors given; PGP is only named.
 * What this says is shown to people and decides nothing: it is no proof of a reply.
 *
 * Not here: encrypted letters (extract/type says so), DKIM (evidence).
 */
#ifndef CHENGBAO_MAIL_SIGNATURE_H
#define CHENGBAO_MAIL_SIGNATURE_H

#include "mail/scan.h"
#include "mail/signature_trust.h"

#include <glib.h>

#define SIGNATURE_BYTES (1u << 20) /* of a signature with its certificates */

typedef enum {
	SIGNATURE_NONE,
	SIGNATURE_VALID,     /* holds, of a certificate that an anchor vouches for, of the sender */
	SIGNATURE_OTHER,     /* the same, but the certificate names another address */
	SIGNATURE_UNTRUSTED, /* the letter is as it was signed; nobody vouches for the signer */
	SIGNATURE_REVOKED,   /* as valid, but the certificate was revoked */
	SIGNATURE_UNCONFIRMED, /* as valid, but lists of revocations are kept and none tells */
	SIGNATURE_BROKEN,      /* the letter is not what was signed, or the signature is none */
	SIGNATURE_UNCHECKED,   /* PGP */
} SignatureState;

typedef struct {
	SignatureState state;
	const char *kind; /* "smime", "pgp"; NULL: none. Static */
	char *by;	  /* the certificate's subject, one line; NULL: unknown */
	char *why;	  /* why it does not hold, or what was not asked; NULL: nothing to say */
} Signature;

/* Loads what OpenSSL loads at its first use. Before the jail. */
void signature_load(void);

/* `from`: the bare address, or NULL. Gives: *ret, signature_clear it.
 * Source: RFC 8551, RFC 5652, RFC 3156. */
void signature_check(const Scan *scan, const SignatureTrust *trust, const char *from,
		     Signature *ret);
void signature_clear(Signature *signature);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Signature, signature_clear)

/* "valid", "other-address", "untrusted", "revoked", "unconfirmed", "broken", "unchecked"; NULL:
 * none. Static. */
const char *signature_word(SignatureState state);

#endif
