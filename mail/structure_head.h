/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * structure_head — what the headers of a part say of it
 *
 * Only for structure. All results are yours.
 */
#ifndef CHENGBAO_MAIL_STRUCTURE_HEAD_H
#define CHENGBAO_MAIL_STRUCTURE_HEAD_H

#include "mail/gmime.h"

#include <stdbool.h>

/* A parameter of a structured header, decoded; NULL: it is not there. */
char *structure_head_parameter(GMimeObject *object, const char *header, const char *name);

/* Lower case, "text/plain" where nothing is said. */
char *structure_head_media_type(GMimeObject *object);

/* Is a part of this type text to be read as it stands? RFC 2046 4.1.4: a kind of text that is
 * not known is; data in lines (vcard, csv), other pages and marked text that is a document are
 * not. */
bool structure_head_is_prose(const char *media_type);

/* Does a file of this type and name (NULL: none) belong to the look of a page: a picture, a
 * style? */
bool structure_head_is_decoration(const char *media_type, const char *file_name);

/* The first word, lower case; NULL: none. */
char *structure_head_disposition(GMimeObject *object);

/* The same of Content-Transfer-Encoding, without quotes. */
char *structure_head_encoding(GMimeObject *object);

/* A safe base name, of a nested letter its subject; NULL: none. */
char *structure_head_file_name(GMimeObject *object);

/* Without its brackets; NULL: none. */
char *structure_head_content_id(GMimeObject *object);

#endif
