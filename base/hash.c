/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hash — SHA-256 and random bytes, from libcrypto
 */
#include "base/hash.h"

#include "base/errors.h"

#include <errno.h>
#include <openssl/evp.h>
#include <stdint.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

/* Found once: to look it up by its name takes longer than to hash a short letter. */
static const EVP_MD *
hash_sha256(void)
{
	static EVP_MD *found;

	if (!found)
		found = EVP_MD_fetch(NULL, "SHA256", NULL);
	g_assert(found);
	return found;
}

static char *
hash_to_hex(const unsigned char digest[32])
{
	static const char digits[] = "0123456789abcdef";
	char *hex = g_malloc(HASH_HEX_LENGTH + 1);

	for (size_t i = 0; i < 32; i++) {
		hex[2 * i] = digits[digest[i] >> 4];
		hex[2 * i + 1] = digits[digest[i] & 15];
	}
	hex[HASH_HEX_LENGTH] = '\0';
	return hex;
}

char *
hash_hex(const void *bytes, size_t n_bytes)
{
	unsigned char digest[32];
	bool ok = EVP_Digest(bytes, n_bytes, digest, NULL, hash_sha256(), NULL) == 1;

	g_assert(ok);
	return hash_to_hex(digest);
}

struct Hash {
	EVP_MD_CTX *context;
};

Hash *
hash_new(void)
{
	Hash *hash = g_new0(Hash, 1);
	bool ok;

	hash->context = EVP_MD_CTX_new();
	ok = hash->context && EVP_DigestInit_ex(hash->context, hash_sha256(), NULL) == 1;
	g_assert(ok);
	return hash;
}

void
hash_add(Hash *hash, const void *bytes, size_t n_bytes)
{
	bool ok = EVP_DigestUpdate(hash->context, bytes, n_bytes) == 1;

	g_assert(ok);
}

char *
hash_take_hex(Hash *hash)
{
	unsigned char digest[32];
	bool ok = EVP_DigestFinal_ex(hash->context, digest, NULL) == 1;

	g_assert(ok);
	return hash_to_hex(digest);
}

void
hash_free(Hash *hash)
{
	if (!hash)
		return;
	EVP_MD_CTX_free(hash->context);
	g_free(hash);
}

char *
hash_file_hex(int fd, GError **error)
{
	g_autoptr(Hash) hash = hash_new();
	char buffer[65536];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(fd, buffer, sizeof buffer, at)) > 0) {
		hash_add(hash, buffer, (size_t)n);
		at += n;
	}
	if (n < 0) {
		errors_errno(error, ERRORS_STORE, errno, "cannot read a letter back");
		return NULL;
	}
	return hash_take_hex(hash);
}

void
hash_random(void *bytes, size_t n_bytes)
{
	size_t done = 0;

	while (done < n_bytes) {
		ssize_t n = getrandom((char *)bytes + done, n_bytes - done, 0);

		if (n < 0 && errno == EINTR)
			continue;
		g_assert(n > 0);
		done += (size_t)n;
	}
}

char *
hash_random_word(size_t n_characters)
{
	static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
	char *word = g_malloc(n_characters + 1);

	g_assert(sizeof letters == 33);
	hash_random(word, n_characters);
	for (size_t i = 0; i < n_characters; i++)
		word[i] = letters[(unsigned char)word[i] & 31];
	word[n_characters] = '\0';
	return word;
}
