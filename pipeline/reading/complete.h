/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * complete — a letter read with all its documents, for commands
 *
 * What the desk does without waiting (pipeline/desk/reading), done in one go:
 * read, take each part, extract it, match again over everything.
 *
 * Not here: taking the letter in.
 */
#ifndef CHENGBAO_PIPELINE_READING_COMPLETE_H
#define CHENGBAO_PIPELINE_READING_COMPLETE_H

#include "config/office.h"
#include "pipeline/reading/keys.h"
#include "pipeline/reading/pool.h"

#define COMPLETE_DOCUMENTS 50 /* of one letter are opened */

/* The "read" job of an office (NULL: none) for a letter received then. Yours. */
json_t *complete_job(const Office *office, int64_t received_us);

/* The "prove" job by keys as keys_ask gives them. Yours. */
json_t *complete_proof_job(const Office *office, int64_t received_us, json_t *keys);

/* Puts that job's result into the reading, and as its `keys` those that were found. */
void complete_proof(json_t *reading, const json_t *result, const json_t *keys);

/* Looks up the keys that could prove the letter behind fd, and puts what they prove into its
 * reading. Waits. Errors: MAIL, AGAIN: as pool_run. */
bool complete_prove(Pool *pool, Keys *keys, const Office *office, int64_t received_us, int fd,
		    json_t *reading, GError **error);

/* Reads the letter behind fd and its documents. Takes `job`.
 * Gives:  *ret_reading, a record of records_reading whose attachments say what became of
 *         them, yours; *ret_documents (may be NULL), documents as above beside them, yours.
 * Errors: MAIL the letter could not be read at all. */
bool complete_letter(Pool *pool, json_t *job, int fd, json_t **ret_reading, json_t **ret_documents,
		     GError **error);

/* Notes what an "extract" job gave in the attachment and in its document; `result` NULL: why
 * it failed. A document is {"name","content","members"}, the last of a packed folder. */
void complete_extracted(json_t *attachment, json_t *document, const json_t *result,
			const char *failed);

/* The "extract" job of an attachment: its `name` and `media_type` (absent: unknown). Yours. */
json_t *complete_extract_job(const json_t *attachment);

/* One document's text: {"text","why","content","chars","type","members"}, yours. Errors: MAIL. */
json_t *complete_extract(Pool *pool, int fd, const json_t *attachment, GError **error);

/* The object of `read --json` in CONTRACT.md, in its order. Yours. */
json_t *reading_public(const json_t *reading);

#endif
