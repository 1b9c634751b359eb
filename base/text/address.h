/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * address — bare mail addresses, the strict form only
 *
 * What goes into an envelope or stands in the roster: printable ASCII dot-atom,
 * @, a domain of LDH labels. No quotes, no comments, no routes, no literals, so
 * that nothing can be smuggled into a dialogue with a server.
 *
 * Not here: the From header of a letter (mail/).
 */
#ifndef CHENGBAO_BASE_TEXT_ADDRESS_H
#define CHENGBAO_BASE_TEXT_ADDRESS_H

#include <stdbool.h>

/* Local part 1..64 octets, domain 1..255, labels 1..63. NULL is not valid.
 * Source: RFC 5321 4.1.2 and 4.5.3.1, RFC 1123 2.1. */
bool address_valid(const char *address);

/* A copy with the domain in lower case. Yours. */
char *address_normal(const char *address);

/* The same mailbox? Upper and lower case do not count, on either side of the @:
 * so all Chinese providers treat it. NULL equals nothing. */
bool address_equal(const char *a, const char *b);

/* What follows the last @, inside `address`; "" when there is none. */
const char *address_domain(const char *address);

#endif
