/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * structure_head — what the headers of a part say of it
 *
 * Only for structure. All results are yours.
 */
#ifndef CHENGBAO_MAIL_STRUCTURE_HEAD_H
#define CHENGBAO_MAIL_STRUCTURE_HEAD_H

#include "mail/gmime.h"

/* A parameter of a structured header, decoded; NULL: it is not there. */
char *structure_head_parameter(GMimeObject *object, const char *header, const char *name);

/* Lower case, "text/plain" where nothing is said. */
char *structure_head_media_type(GMimeObject *object);

/* The word before the first `;`, lower case; NULL: none. */
char *structure_head_disposition(GMimeObject *object);

/* A safe base name, of a nested letter its subject; NULL: none. */
char *structure_head_file_name(GMimeObject *object);

/* Without its brackets; NULL: none. */
char *structure_head_content_id(GMimeObject *object);

#endif
