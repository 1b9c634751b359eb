/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prose — invented reports in the official style, the same for the same seed
 *
 * Every paragraph opens and closes with phrases of form and says in between what
 * happened in an invented place: so different reports share their form, as real ones do.
 * Also what people do to a text that they send again: change some characters, put it in
 * other clothes.
 */
#ifndef TESTS_PROSE_H
#define TESTS_PROSE_H

#include <glib.h>
#include <string.h>

#define PROSE_PICK(rand, list) ((list)[g_rand_int_range((rand), 0, G_N_ELEMENTS(list))])

static const char *const prose_opens[] = {
	"近期，%U认真贯彻落实县委、县政府决策部署，",
	"为深入贯彻落实上级会议精神，%U结合工作实际，",
	"今年以来，%U坚持以人民为中心的发展思想，",
	"%D，%U组织召开专题会议，",
	"连日来，%U紧紧围绕中心工作，",
	"根据县政府统一安排，%U迅速行动，",
	"%D，%P发生一起突发情况，%U第一时间赶赴现场，",
	"针对%O问题，%U坚持问题导向，",
	"自%D起，%U在%P开展%O专项行动，",
	"随着气温回升，%P%O进入关键时期，%U",
};
static const char *const prose_middles[] = {
	"进一步%V%O，确保各项工作落到实处。",
	"深入%P%V%O，累计%V%O%N处。",
	"在%P建成%O示范点%N个，带动群众%N户增收。",
	"组织%T等%N名干部下沉一线，%V%O。",
	"截至%D，已完成%O%N亩，占任务的%M%%。",
	"投入资金%N万元，%V%O和%O。",
	"%P%O较上年增长%M%%，%O下降%M%%。",
	"%T介绍，%P%O目前%S，预计%D前全部完成。",
	"排查%O隐患%N处，已整改%N处，其余正在限期整改。",
	"发放%O宣传资料%N份，接受群众咨询%N人次。",
	"当前存在的主要问题是%P%O%S，%O%S。",
	"建议%V%O，加大对%P的支持力度，%V%O。",
	"转移安置群众%N户%N人，无人员伤亡，直接经济损失%N万元。",
	"依托%P%O，探索“%O＋%O”模式，%V%O。",
	"邀请%T为%N名学员讲解%O知识，现场%V%O。",
	"%P村民%T反映，%O%S，影响%O。",
	"对%O实行台账管理，由%T牵头%V%O，每周调度%N次。",
	"协调%U解决%O%N件，%P%O%S。",
	"其中%P%N个、%P%N个，%O均已%S。",
	"%P采取“一户一策”办法，%V%O，%O得到群众认可。",
};
static const char *const prose_closes[] = {
	"下一步，%U将进一步加大工作力度，推动各项工作再上新台阶。",
	"目前，各项工作正有序推进，社会大局和谐稳定。",
	"下一步将压实责任、细化措施，%V%O。",
	"有关情况将续报。",
	"特此报告。",
	"取得了阶段性成效，得到了群众的一致好评。",
	"下步，将重点%V%O，切实维护人民群众切身利益。",
	"%T要求，各级各部门要高度重视，%V%O。",
};
static const char *const prose_verbs[] = {
	"推进", "完善", "加强", "规范", "整治", "落实", "优化", "健全",
	"排查", "清理", "修复", "改造", "统筹", "细化", "提升", "巩固",
	"监测", "调配", "巡查", "验收", "拓宽", "疏通", "补齐", "核对",
};
static const char *const prose_objects[] = {
	"春耕备耕",   "农资供应", "高标准农田", "灌溉渠系", "育秧大棚",	  "病虫害防治", "生猪生产",
	"奶业养殖",   "防汛抗旱", "森林防火",	"山塘水库", "地质灾害",	  "道路交通",	"危房改造",
	"饮水安全",   "污水处理", "垃圾分类",	"河道清障", "营商环境",	  "项目审批",	"招商引资",
	"产业园区",   "用工需求", "稳岗就业",	"技能培训", "农民工工资", "养老服务",	"托育机构",
	"学生营养餐", "校园安全", "义务教育",	"基层医疗", "疫苗接种",	  "医保参保",	"食品安全",
	"药品监管",   "特种设备", "燃气管网",	"消防通道", "电动自行车", "网格管理",	"矛盾调解",
	"信访积案",   "法律援助", "普法宣传",	"文化下乡", "非遗传承",	  "乡村旅游",	"民宿经营",
	"电商直播",   "冷链物流", "茶叶采摘",	"柑橘销售", "中药材种植", "林下经济",	"水产养殖",
	"集体经济",   "土地流转", "宅基地管理", "档案整理", "数据共享",	  "热线办理",	"政务公开",
	"夏粮收购",
};
static const char *const prose_states[] = {
	"进展顺利", "运转良好", "尚未到位", "较为薄弱", "供应充足", "缺口较大",
	"稳中有升", "手续不全", "衔接不畅", "明显改善", "已成规模", "反响热烈",
};
static const char *const prose_heads[] = {
	"青", "石", "云", "柳", "枫", "松", "梅", "桃", "荷", "竹", "银",
	"铁", "金", "玉", "龙", "凤", "鹤", "鹿", "双", "三", "五", "高",
	"长", "清", "白", "乌", "黄", "紫", "南", "北", "东", "西",
};
static const char *const prose_tails[] = {
	"溪", "桥", "坪", "湾", "坝", "岭", "岗", "塘", "洲", "山", "河",
	"湖", "泉", "井", "沟", "林", "田", "庄", "店", "渡", "口", "潭",
	"冲", "源", "原", "台", "阳", "禾", "木", "滩", "坡", "寨",
};
static const char *const prose_places[] = { "镇", "乡", "村", "街道", "社区", "工业园" };
static const char *const prose_offices[] = {
	"农业农村局", "水利局", "教育局", "卫生健康局", "民政局", "应急管理局",
	"市场监管局", "林业局", "住建局", "交通运输局", "人社局", "文旅局",
	"司法局",     "信访局", "镇政府", "街道办事处",
};
static const char *const prose_surnames[] = {
	"赵", "钱", "孙", "李", "周", "吴", "郑", "王",
	"冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨",
};

static inline void
prose_place(GRand *rand, GString *text)
{
	g_string_append(text, PROSE_PICK(rand, prose_heads));
	g_string_append(text, PROSE_PICK(rand, prose_tails));
}

static inline void
prose_slot(GRand *rand, GString *text, char slot)
{
	switch (slot) {
	case 'U':
		prose_place(rand, text);
		g_string_append(text, PROSE_PICK(rand, prose_offices));
		break;
	case 'P':
		prose_place(rand, text);
		g_string_append(text, PROSE_PICK(rand, prose_places));
		break;
	case 'T':
		g_string_append(text, PROSE_PICK(rand, prose_surnames));
		g_string_append(text, PROSE_PICK(rand, prose_tails));
		g_string_append(text, PROSE_PICK(rand, prose_heads));
		break;
	case 'D':
		g_string_append_printf(text, "%d月%d日", g_rand_int_range(rand, 1, 13),
				       g_rand_int_range(rand, 1, 29));
		break;
	case 'N':
		g_string_append_printf(text, "%d",
				       g_rand_int_range(rand, 2, g_rand_boolean(rand) ? 40 : 3000));
		break;
	case 'M':
		g_string_append_printf(text, "%d.%d", g_rand_int_range(rand, 1, 99),
				       g_rand_int_range(rand, 1, 10));
		break;
	case 'V':
		g_string_append(text, PROSE_PICK(rand, prose_verbs));
		break;
	case 'O':
		g_string_append(text, PROSE_PICK(rand, prose_objects));
		break;
	case 'S':
		g_string_append(text, PROSE_PICK(rand, prose_states));
		break;
	default:
		g_string_append_c(text, slot);
	}
}

static inline void
prose_fill(GRand *rand, GString *text, const char *form)
{
	for (; *form; form++) {
		if (*form == '%')
			prose_slot(rand, text, *++form);
		else
			g_string_append_c(text, *form);
	}
}

/* One paragraph: an opening, two to six sentences, mostly a closing. */
static inline void
prose_paragraph(GRand *rand, GString *text)
{
	int n = g_rand_int_range(rand, 2, 7);

	prose_fill(rand, text, PROSE_PICK(rand, prose_opens));
	for (int i = 0; i < n; i++)
		prose_fill(rand, text, PROSE_PICK(rand, prose_middles));
	if (g_rand_int_range(rand, 0, 4) > 0)
		prose_fill(rand, text, PROSE_PICK(rand, prose_closes));
}

/* The n-th paragraph of a seed. Yours. */
static inline char *
prose_make(guint32 seed, guint32 n)
{
	guint32 both[] = { seed, n };
	GRand *rand = g_rand_new_with_seed_array(both, 2);
	GString *text = g_string_new(NULL);

	prose_paragraph(rand, text);
	g_rand_free(rand);
	return g_string_free(text, FALSE);
}

/* Changes about `percent` of the characters: put in, left out, another instead. Yours. */
static inline char *
prose_changed(GRand *rand, const char *text, int percent)
{
	GString *changed = g_string_new(NULL);

	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		int what =
			g_rand_int_range(rand, 0, 100) < percent ? g_rand_int_range(rand, 0, 4) : 4;

		if (what < 3) /* two in four: another one; one: one more */
			g_string_append_unichar(changed,
						(gunichar)g_rand_int_range(rand, 0x4E00, 0x9FA5));
		if (what == 2 || what == 4)
			g_string_append_unichar(changed, g_utf8_get_char(at));
	}
	return g_string_free(changed, FALSE);
}

/* The same in full-width letters and digits, broken into lines of 34. Yours. */
static inline char *
prose_dressed(const char *text)
{
	GString *dressed = g_string_new("　　");
	int n = 2;

	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		g_string_append_unichar(dressed, c > 0x20 && c < 0x7F ? c + 0xFEE0 : c);
		if (++n % 34 == 0)
			g_string_append(dressed, "\r\n");
		if (n % 50 == 0)
			g_string_append(dressed, " ");
	}
	g_string_append(dressed, "\r\n\r\n");
	return g_string_free(dressed, FALSE);
}

#endif
