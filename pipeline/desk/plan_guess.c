/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan_guess — what a point of a month's plan is about, where its writer named no words
 */
#include "pipeline/desk/plan_guess.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define GUESS_SHORTEST 2 /* characters of a word */

/* Where one begins another the longer stands first. */
static const char *const guess_cuts[] = {
	/* when */
	"今冬明春",
	"岁末年初",
	"年底年初",
	"冬春季",
	"秋冬季",
	"元旦春节",
	"元旦",
	"春节前后",
	"春节前",
	"春节期间",
	"春节",
	"两节期间",
	"两节",
	"国庆",
	"中秋",
	"岁末",
	"年初",
	"年终",
	"年底",
	"全年",
	"年度",
	"今年",
	"明年",
	"本月",
	"近期",
	"当前",
	"期间",
	"冬季",
	"春季",
	"夏季",
	"秋季",
	"冬春",
	"秋冬",
	/* of whom, what is wanted of it */
	"基层干部",
	"干部群众",
	"社会各界",
	"群众",
	"居民",
	"各级",
	"各地",
	"全县",
	"全市",
	"我县",
	"本地",
	"贯彻落实",
	"工作开展",
	"组织开展",
	"存在的",
	"存在",
	"主要",
	"重点",
	"典型",
	"有关",
	"相关",
	"关于",
	"方面",
	"情况",
	"进展",
	"工作",
	"问题",
	"困难",
	"建议",
	"意见",
	"反映",
	"反响",
	"诉求",
	"做法",
	"经验",
	"成效",
	"措施",
	"打算",
	"动态",
	"信息",
	"亮点",
	"特色",
	"创新",
	"推进",
	"推动",
	"开展",
	"落实",
	"加强",
	"做好",
	"强化",
	"提升",
	"加快",
	"建设",
	"管理",
	"应对",
	"支付",
	"保障",
	"防控",
	"准备",
	"冲刺",
	"完成",
	"目标任务",
	"包括",
	"以及",
	"其他",
	"重要",
	"紧急",
	/* between */
	"对",
	"的",
	"和",
	"及",
	"与",
	"等",
};

/* The cut that begins at `at`, or NULL. */
static const char *
guess_cut(const char *at)
{
	for (size_t i = 0; i < G_N_ELEMENTS(guess_cuts); i++)
		if (g_str_has_prefix(at, guess_cuts[i]))
			return guess_cuts[i];
	return NULL;
}

static void
guess_add(GPtrArray *words, const char *from, const char *to, unsigned n_most)
{
	g_autofree char *word = g_strndup(from, (gsize)(to - from));

	if (g_utf8_strlen(word, -1) >= GUESS_SHORTEST && words->len < n_most &&
	    !g_ptr_array_find_with_equal_func(words, word, g_str_equal, NULL))
		g_ptr_array_add(words, g_steal_pointer(&word));
}

char **
plan_guess(const char *point, unsigned n_most)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	const char *from = point, *at = point;

	while (*at) {
		const char *cut = guess_cut(at);
		bool sign = !g_unichar_isalnum(g_utf8_get_char(at));
		const char *next = cut ? at + strlen(cut) : g_utf8_next_char(at);

		if (cut || sign) {
			guess_add(words, from, at, n_most);
			from = next;
		}
		at = next;
	}
	guess_add(words, from, at, n_most);
	if (words->len == 0)
		g_ptr_array_add(words, g_strdup(point));
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&words), FALSE);
}
