/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unpack_signed — the letter inside an opaque S/MIME signature (smime.p7m)
 *
 * Only the content is taken: whose signature it is and whether it holds is
 * signature's, and is shown; the letter is worth what its headers are.
 */
#include "mail/unpack.h"

#include <limits.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <string.h>

char *
unpack_signed(const char *bytes, size_t n_bytes, size_t *ret_n_bytes)
{
	BIO *in = n_bytes <= INT_MAX ? BIO_new_mem_buf(bytes, (int)n_bytes) : NULL;
	CMS_ContentInfo *cms = in ? d2i_CMS_bio(in, NULL) : NULL;
	ASN1_OCTET_STRING **content = NULL;
	char *inside = NULL;

	if (cms && OBJ_obj2nid(CMS_get0_type(cms)) == NID_pkcs7_signed)
		content = CMS_get0_content(cms);
	if (content && *content && ASN1_STRING_length(*content) > 0) {
		*ret_n_bytes = (size_t)ASN1_STRING_length(*content);
		inside = g_malloc(*ret_n_bytes + 1);
		memcpy(inside, ASN1_STRING_get0_data(*content), *ret_n_bytes);
		inside[*ret_n_bytes] = '\0';
	}
	CMS_ContentInfo_free(cms);
	BIO_free(in);
	ERR_clear_error();
	return inside;
}
