/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_properties — title, subject, keywords … of a document in an OLE2 container
 *
 * Word, Excel and PowerPoint of 97 to 2003 and Kingsoft's programs write them alike: sets of
 * typed values in streams of their own.
 *
 * Promise: whatever the bytes are, nothing beyond them is read, and no more than
 * DOC_PROPERTIES_MOST values are looked at.
 * Not here: which of them are said (properties).
 */
#ifndef CHENGBAO_EXTRACT_DOC_PROPERTIES_H
#define CHENGBAO_EXTRACT_DOC_PROPERTIES_H

#include "extract/doc_text.h"
#include "extract/properties.h"

#define DOC_PROPERTIES_MOST 1000 /* of one set */

/* The streams they stand in. */
#define DOC_PROPERTIES_SUMMARY "\005SummaryInformation"
#define DOC_PROPERTIES_MORE "\005DocumentSummaryInformation"

/* Adds to `properties` what `stream`, one of these two, says of the document, as the properties
 * of docx are: title, subject, keywords, comments, category, state, and the users' own.
 * Source: [MS-OLEPS] 2.21 (PropertySetStream), 2.20 (PropertySet), 2.15 (TypedPropertyValue). */
void doc_properties_find(DocStream stream, Properties *properties);

#endif
