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
#define SAMPLE_MAX 16384       /* bytes looked at */
#define POINTS_FREQUENT 6      /* of a frequent character; no other has more */
#define SHIFTED_MAX (4u << 20) /* of a text of 7 bits; more is not looked for shifts */
#define GUESS_HOME 6	       /* points by which Big5 must read better: most letters are of GB */
#define GUESS_USUAL 95	       /* of 100 characters */
#define GUESS_WIDE_LEAST 4     /* characters by which UTF-16 is known */
#define GUESS_SHIFTED_LEAST 2  /* hanzi by which HZ and UTF-7 are known */

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
	       character == 0x2103 || character == 0x221A || character == 0xD7;
}

static void
guess_count(Guess *guess, uint32_t character, uint8_t level)
{
	bool han = character >= HAN_FIRST && character < HAN_FIRST + HAN_N;
	uint8_t flags = han ? guess_table[character - HAN_FIRST] : 0;
	bool usual = (flags & (level | FREQUENT)) != 0;
	bool mark = !han && guess_is_punctuation(character);

	guess->n_read++;
	guess->n_usual += usual || mark;
	if (usual)
		guess->points += flags & FREQUENT ? POINTS_FREQUENT : 1;
	else if (mark)
		guess->points += 2;
	else
		guess->points -= han ? 2 : 4; /* kana, Greek, boxes, private use */
}

/* ---- without a label, in less common forms ---- */

/* Of what was decoded: how many usual characters, how many frequent ones. */
typedef struct {
	size_t n, n_usual, n_frequent, n_han;
} GuessUsual;

static GuessUsual
guess_usual(const char *text)
{
	GuessUsual usual = { 0 };

	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		uint32_t character = g_utf8_get_char(at);
		uint8_t flags = 0;
		bool ascii = (character >= 0x20 && character < 0x7F) || character == '\n' ||
			     character == '\r' || character == '\t';

		if (character >= HAN_FIRST && character < HAN_FIRST + HAN_N)
			flags = guess_table[character - HAN_FIRST];
		usual.n++;
		usual.n_han += character >= HAN_FIRST && character < HAN_FIRST + HAN_N;
		usual.n_frequent += (flags & FREQUENT) != 0;
		usual.n_usual += ascii || flags != 0 || guess_is_punctuation(character);
	}
	return usual;
}

/* Mostly usual, and of the hanzi a third among the most frequent, which chance never gives. */
static bool
guess_reads(const GuessUsual *usual)
{
	return usual->n_usual * 100 >= usual->n * GUESS_USUAL &&
	       usual->n_frequent * 3 >= usual->n_han;
}

/* Controls, which Chinese in UTF-16 is full of and text of 8 bits has none. */
static size_t
guess_controls(const char *bytes, size_t n)
{
	size_t n_controls = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		n_controls += byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t' &&
			      byte != '\f' && byte != 0x1B;
	}
	return n_controls;
}

bool
guess_wide(const char *bytes, size_t n, DecodeCharset *ret_charset)
{
	static const DecodeCharset orders[] = { DECODE_UTF16LE, DECODE_UTF16BE };
	size_t n_sample = MIN(n, SAMPLE_MAX) & ~(size_t)1, best = 0;

	if (n % 2 != 0 || n_sample < 2 * GUESS_WIDE_LEAST || guess_controls(bytes, n_sample) == 0)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(orders); i++) {
		size_t n_bad;
		g_autofree char *text = decode_bytes(orders[i], bytes, n_sample, &n_bad);
		GuessUsual usual = guess_usual(text);

		/* A sample cut between the halves of a rare character. */
		n_bad -= n > n_sample && n_bad == 1 && g_str_has_suffix(text, "\xef\xbf\xbd");
		if (n_bad > 0 || !guess_reads(&usual) || usual.n_usual <= best)
			continue;
		best = usual.n_usual;
		*ret_charset = orders[i];
	}
	return best > 0;
}

/* HZ (RFC 1843): pairs of GB 2312 between ~{ and ~}. The length of the shift at p with both
 * its marks; 0 where it is not well formed. */
static size_t
guess_hz_run(const char *p, size_t left)
{
	size_t i = 2;

	for (; i + 1 < left; i += 2) {
		unsigned char a = (unsigned char)p[i], b = (unsigned char)p[i + 1];

		if (a == '~' && b == '}')
			return i > 2 ? i + 2 : 0;
		if (a < 0x21 || a > 0x77 || b < 0x21 || b > 0x7E)
			return 0;
	}
	return 0;
}

static bool
guess_is_base64(char c)
{
	return g_ascii_isalnum(c) || c == '+' || c == '/';
}

/* UTF-7 (RFC 2152): modified base64 between + and what is none; whole units, the bits left
 * over naught. 1 for +-, a plus sign. */
static size_t
guess_utf7_run(const char *p, size_t left)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t n = 1, spare;

	if (left > 1 && p[1] == '-')
		return 1;
	while (n < left && guess_is_base64(p[n]))
		n++;
	spare = (n - 1) * 6 % 16;
	if (n < 4 || spare >= 6 ||
	    ((size_t)(strchr(digits, p[n - 1]) - digits) & ((1u << spare) - 1)) != 0)
		return 0;
	return n;
}

/* Every shift of the text is well formed, and they are a quarter of what is written: so much
 * Chinese is no example in an English letter. *ret_text takes the decoded shifts alone. */
static bool
guess_shifts(DecodeCharset charset, const char *bytes, size_t n)
{
	g_autoptr(GString) shifts = g_string_new(NULL);
	g_autofree char *text = NULL;
	size_t n_written = 0, n_bad;
	GuessUsual usual;

	for (size_t i = 0; i < n; i++) {
		bool hz =
			charset == DECODE_HZ && i + 1 < n && bytes[i] == '~' && bytes[i + 1] == '{';
		bool utf7 = charset == DECODE_UTF7 && bytes[i] == '+';
		size_t run = hz	    ? guess_hz_run(bytes + i, n - i)
			     : utf7 ? guess_utf7_run(bytes + i, n - i)
				    : 1;

		if (run == 0)
			return false;
		if (run > 1) {
			g_string_append_len(shifts, bytes + i, (gssize)run);
			g_string_append(shifts, utf7 ? "-" : "");
		}
		for (size_t k = i; k < i + run; k++)
			n_written += !g_ascii_isspace(bytes[k]);
		i += run - 1;
	}
	if (shifts->len == 0 || shifts->len * 4 < n_written)
		return false;
	text = decode_bytes(charset, shifts->str, shifts->len, &n_bad);
	usual = guess_usual(text);
	return n_bad == 0 && usual.n_han >= GUESS_SHIFTED_LEAST && guess_reads(&usual);
}

/* ISO-2022-CN (RFC 1922) designates GB 2312 or CNS 11643, and shifts out to it. */
static bool
guess_designates(const char *bytes, size_t n)
{
	const char *escape = memchr(bytes, 0x1B, n), *end = bytes + n;

	return escape && end - escape > 4 && memcmp(escape + 1, "$)", 2) == 0 &&
	       (escape[3] == 'A' || escape[3] == 'G') &&
	       memchr(escape + 4, 0x0E, (size_t)(end - escape - 4)) != NULL;
}

bool
guess_shifted(const char *bytes, size_t n, DecodeCharset *ret_charset)
{
	static const DecodeCharset charsets[] = { DECODE_HZ, DECODE_UTF7 };

	n = MIN(n, SHIFTED_MAX);
	if (guess_designates(bytes, n)) {
		*ret_charset = DECODE_ISO2022CN;
		return true;
	}
	if (!memchr(bytes, '~', n) && !memchr(bytes, '+', n))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(charsets); i++) {
		if (!guess_shifts(charsets[i], bytes, n))
			continue;
		*ret_charset = charsets[i];
		return true;
	}
	return false;
}

bool
guess_reads_as(DecodeCharset charset, const char *bytes, size_t n)
{
	size_t n_bad;
	g_autofree char *text = decode_bytes(charset, bytes, MIN(n, SAMPLE_MAX), &n_bad);
	GuessUsual usual = guess_usual(text);

	n_bad -= n > SAMPLE_MAX && n_bad == 1 && g_str_has_suffix(text, "\xef\xbf\xbd");
	return n_bad == 0 && usual.n_han >= GUESS_WIDE_LEAST && guess_reads(&usual);
}

Guess
guess_as(DecodeCharset charset, const char *bytes, size_t n, char **ret_text)
{
	Guess guess = { .charset = charset };
	g_autofree char *text = decode_bytes(charset, bytes, MIN(n, SAMPLE_MAX), &guess.n_bad);
	uint8_t level = charset == DECODE_BIG5 ? USUAL_BIG5 : USUAL_GB;
	size_t n_text = strlen(text), i = 0;

	/* A sample cut in the middle of a character is not the writer's fault. */
	if (n > SAMPLE_MAX && guess.n_bad > 0 && g_str_has_suffix(text, "\xef\xbf\xbd"))
		guess.n_bad--;
	while (i < n_text) {
		uint32_t character;

		i += utf8_step(text + i, n_text - i, &character);
		if (character == 0xFFFD)
			guess.points -= 12;
		else if (character >= 0x80)
			guess_count(&guess, character, level);
	}
	guess.plausible = guess.n_read > 0 && guess.n_bad * 50 <= guess.n_read &&
			  guess.n_usual * 100 >= guess.n_read * 70;
	if (ret_text)
		*ret_text = n <= SAMPLE_MAX ? g_steal_pointer(&text) : NULL;
	return guess;
}

long
guess_most(const char *bytes, size_t n)
{
	long n_pairs = 0;
	size_t run = 0;

	n = MIN(n, SAMPLE_MAX);
	for (size_t i = 0; i < n; i++) {
		bool high = (unsigned char)bytes[i] >= 0x80;

		run = high ? run + 1 : 0;
		n_pairs += (long)(run % 2); /* a character begins at every other byte of a run */
	}
	return n_pairs * POINTS_FREQUENT;
}

Guess
guess_chinese(const char *bytes, size_t n)
{
	Guess gb = guess_as(DECODE_GB18030, bytes, n, NULL);
	Guess big5 = guess_as(DECODE_BIG5, bytes, n, NULL);

	if (gb.plausible != big5.plausible)
		return gb.plausible ? gb : big5;
	/* Most letters are of GB: where it reads as the more usual one it needs no more points. */
	if (gb.plausible && gb.n_usual * big5.n_read > big5.n_usual * gb.n_read)
		return gb;
	return big5.points > gb.points + GUESS_HOME ? big5 : gb;
}
