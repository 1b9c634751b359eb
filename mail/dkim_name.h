/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dkim_name — where in the DNS a signature's key is found
 */
#ifndef CHENGBAO_MAIL_DKIM_NAME_H
#define CHENGBAO_MAIL_DKIM_NAME_H

#include <stdbool.h>

#define DKIM_NAME_BYTES 253

/* SELECTOR._domainkey.DOMAIN in lower case; NULL when they make no name. Yours. */
char *dkim_name(const char *selector, const char *domain);

/* Is this a name that dkim_name could have made? Also of hostile text. */
bool dkim_name_valid(const char *name);

#endif
