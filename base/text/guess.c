/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guess — does this read as Chinese?
 *
 * Nearly every pair of bytes is a character in both charsets, so validity says
 * little. But written Chinese uses the first level of its own charset (GB 2312
 * rows 16–55; Big5 A440–C67E), and a few hundred characters make up most of any
 * official text, while bytes read in the wrong charset scatter over rare ones.
 *
 * Promise: depends on the bytes alone.
 * Not here: labels and the decision (charset).
 */
#include "base/text/guess.h"

#include "base/text/utf8.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#define HAN_FIRST 0x4E00
#define HAN_N 0x5200
#define SAMPLE_MAX 16384 /* bytes looked at */

enum { USUAL_GB = 1, USUAL_BIG5 = 2, FREQUENT = 4 };

static const char guess_frequent[] =
	"的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下"
	"过子"
	"说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体"
	"制机"
	"当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数"
	"正心"
	"反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题"
	"党程"
	"展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手"
	"角期"
	"根论运农指几九区强放决西被干做必战先回则任取据处府研县市乡镇村局委办报送信息情况汇防汛抗旱"
	"安全"
	"生产项目推进落实工作会议领导群众企业服务综治稳定通知请示函复意见审核签发期号省厅书记镇街道"
	"科室"
	"收到谢谢您同志附件转发回复紧急事故亩万元户采稿退改并核主办单位联系电话负责春节夏秋冬季度六"
	"七八百千"
	"這個們來時產說對會發動過後經進種電業從應開關還與義線數條沒結問題軍無黨員總設長頭資邊圖統較"
	"將組見"
	"計別論運農幾區強決戰則據處縣鄉鎮辦報況匯實議領導眾務綜穩請覆審簽號廳書記聯繫話責級務"
	"您好，。、：；！？（）《》“”";

static uint8_t guess_table[HAN_N];
static bool guess_loaded;

static void
guess_mark(const char *text, uint8_t flag)
{
	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		uint32_t character = g_utf8_get_char(at);

		if (character >= HAN_FIRST && character < HAN_FIRST + HAN_N)
			guess_table[character - HAN_FIRST] |= flag;
	}
}

/* All pairs of the rows first..last are decoded at once; the tables of the C
 * library are the source. */
static void
guess_mark_rows(DecodeCharset charset, unsigned first, unsigned last, uint8_t flag)
{
	g_autoptr(GString) pairs = g_string_new(NULL);
	g_autofree char *text = NULL;
	size_t n_bad;

	for (unsigned row = first; row <= last; row++) {
		for (unsigned cell = charset == DECODE_BIG5 ? 0x40 : 0xA1; cell <= 0xFE; cell++) {
			if ((cell > 0x7E && cell < 0xA1) ||
			    (charset == DECODE_BIG5 && row == 0xC6 && cell > 0x7E))
				continue;
			g_string_append_c(pairs, (char)row);
			g_string_append_c(pairs, (char)cell);
		}
	}
	text = decode_bytes(charset, pairs->str, pairs->len, &n_bad);
	guess_mark(text, flag);
}

void
guess_load(void)
{
	if (guess_loaded)
		return;
	guess_mark_rows(DECODE_GB18030, 0xB0, 0xD7, USUAL_GB);
	guess_mark_rows(DECODE_BIG5, 0xA4, 0xC6, USUAL_BIG5);
	guess_mark(guess_frequent, FREQUENT);
	guess_loaded = true;
}

static bool
guess_is_punctuation(uint32_t character)
{
	return (character >= 0x3000 && character <= 0x3017) ||
	       (character >= 0xFF01 && character <= 0xFF5E) || character == 0x201C ||
	       character == 0x201D || character == 0x2018 || character == 0x2019 ||
	       character == 0x2014 || character == 0x2026 || character == 0xB7 ||
	       (character >= 0x2460 && character <= 0x2473) || character == 0x25CB ||
	       character == 0x2103;
}

static void
guess_count(Guess *guess, uint32_t character, uint8_t level)
{
	uint8_t flags = 0;

	guess->n_read++;
	if (character >= HAN_FIRST && character < HAN_FIRST + HAN_N)
		flags = guess_table[character - HAN_FIRST];
	if (flags & FREQUENT)
		guess->points += 6;
	else if (flags & level)
		guess->points += 1;
	else if (guess_is_punctuation(character))
		guess->points += 2;
	else if (character >= HAN_FIRST && character < HAN_FIRST + HAN_N)
		guess->points -= 2;
	else
		guess->points -= 4; /* kana, Greek, boxes, private use */
	guess->n_usual += (flags & (level | FREQUENT)) != 0 || guess_is_punctuation(character);
}

Guess
guess_as(DecodeCharset charset, const char *bytes, size_t n)
{
	Guess guess = { .charset = charset };
	g_autofree char *text = decode_bytes(charset, bytes, MIN(n, SAMPLE_MAX), &guess.n_bad);
	uint8_t level = charset == DECODE_BIG5 ? USUAL_BIG5 : USUAL_GB;

	/* A sample cut in the middle of a character is not the writer's fault. */
	if (n > SAMPLE_MAX && guess.n_bad > 0 && g_str_has_suffix(text, "\xef\xbf\xbd"))
		guess.n_bad--;
	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		uint32_t character = g_utf8_get_char(at);

		if (character == 0xFFFD)
			guess.points -= 12;
		else if (character >= 0x80)
			guess_count(&guess, character, level);
	}
	guess.plausible = guess.n_read > 0 && guess.n_bad * 50 <= guess.n_read &&
			  guess.n_usual * 100 >= guess.n_read * 70;
	return guess;
}

Guess
guess_chinese(const char *bytes, size_t n)
{
	Guess gb = guess_as(DECODE_GB18030, bytes, n);
	Guess big5 = guess_as(DECODE_BIG5, bytes, n);

	if (gb.plausible != big5.plausible)
		return gb.plausible ? gb : big5;
	return big5.points > gb.points ? big5 : gb;
}
