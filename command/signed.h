/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * signed — a letter's signature in words
 */
#ifndef CHENGBAO_COMMAND_SIGNED_H
#define CHENGBAO_COMMAND_SIGNED_H

#include <jansson.h>

/* What a reading's member "signature" says. NULL for null. Yours. */
char *signature_said(const json_t *signature);

#endif
