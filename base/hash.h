/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hash — SHA-256 and random bytes, from libcrypto
 */
#ifndef CHENGBAO_BASE_HASH_H
#define CHENGBAO_BASE_HASH_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define HASH_HEX_LENGTH 64

/* SHA-256 of `bytes` as 64 lower-case hexadecimal digits. Yours. Source: FIPS 180-4. */
char *hash_hex(const void *bytes, size_t n_bytes);

/* The same of bytes that come in pieces: add them in order, take the digits once. */
typedef struct Hash Hash;
Hash *hash_new(void);
void hash_add(Hash *hash, const void *bytes, size_t n_bytes);
char *hash_take_hex(Hash *hash);
void hash_free(Hash *hash);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hash, hash_free)

/* SHA-256 of everything in the file behind fd, from its beginning (pread: the
 * offset stays). Errors: STORE when reading fails. */
char *hash_file_hex(int fd, GError **error);

/* Fills `bytes` from the kernel's generator; ends the program when it fails:
 * no token may ever be predictable. */
void hash_random(void *bytes, size_t n_bytes);

/* `n_characters` random characters of a-z2-9 without look-alikes (5 bits each). Yours. */
char *hash_random_word(size_t n_characters);

#endif
