/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * accounts — invented events, each told by two units in words of their own
 *
 * A county of 20 towns with ten villages each. What happened, where, when and to how many
 * comes from the seed and the number; the town's office and the bureau have different
 * sentences for it, name place and hour more or less exactly, and count one person more or
 * less. Nothing is shared but the event.
 */
#ifndef TESTS_ACCOUNTS_H
#define TESTS_ACCOUNTS_H

#include "base/clock.h"
#include "prose.h"

#define ACCOUNTS_ZONE "Asia/Shanghai"
#define ACCOUNTS_FROM_US (INT64_C(1767196800) * CLOCK_SECOND_US) /* 2026-01-01T00:00:00+08:00 */
#define ACCOUNTS_DAYS (3 * 365)
#define ACCOUNTS_TELLINGS 3

typedef struct {
	const char *town[ACCOUNTS_TELLINGS], *bureau[ACCOUNTS_TELLINGS];
} AccountSort;

/* %W when, %L where, %N persons, %R as many as were moved, %V %O of prose */
static const AccountSort account_sorts[] = {
	{ { "%W，%L一村民自建房突然冒出浓烟，火势迅速蔓延，造成%"
	    "N人烧伤，镇干部带水桶到场，疏散邻居%R人。",
	    "%W，%L一仓库失火，%N名工人被困，后全部获救送医，附近住户%R人暂避。",
	    "接群众来电，%W，%L老旧木屋起火，烧毁三间，伤%N人，转移%R人。" },
	  { "消防救援大队报：%W我队接警出动两车九人，赴%L处置民宅火灾，明火已于四十分钟后扑灭，%"
	    "N人送县医院救治，紧急撤离%R人。",
	    "%W发生一起火情，地点%L，起因初步判断为线路老化，受伤人员%N人，疏散群众%"
	    "R人，火调工作已展开。",
	    "值班室%W接到119指挥中心通报，%L有建筑物着火，%N人受轻伤，周边%R人已撤至安全地带。" } },
	{ { "%W，%L一辆面包车与三轮车迎面相撞，车上%N人受伤，路面堵了半个钟头，滞留乘客%R人。",
	    "%W，一辆满载砂石的货车在%L弯道侧翻，压住路边行人，%N人送医，劝返围观者%R人。",
	    "%W，校车在%L避让牲畜时冲下路基，所幸坡缓，%N名学生擦伤，其余%R人已由家长接回。" },
	  { "交警大队报：%W，%L发生道路交通事故，两车碰撞，造成%"
	    "N人不同程度受伤，肇事司机已被控制，分流旅客%R人。",
	    "%W接报，%L路段车祸，救护车三台赶到，伤者%N名，拥堵于一小时后解除，涉及%R人。",
	    "关于一起交通事故的情况：时间为%W，地点在%L，车辆失控翻车，伤%N人，转运%R人。" } },
	{ { "%W，%L突降暴雨，溪水猛涨漫进街面，%N人被困屋顶，镇里连夜转移%R人。",
	    "受上游来水影响，%W，%L低洼处积水齐腰，困住%N人，安置%R人到小学礼堂。",
	    "%W，%L山洪冲垮便桥，失联%N人，正在搜寻，撤出住户%R人。" },
	  { "防汛办报告：%W，短时强降雨引发洪涝，%L受灾，被困群众%N人已救出，累计避险%R人。",
	    "%W监测到洪水过境，%L多户进水，救援队搜救%N人，集中安置点接收%R人。",
	    "水利局值班信息：%W，%L出现内涝，抽排设备六台到位，解救%N人，临时转移%R人。" } },
	{ { "%W，%L后山垮下大量土石，埋住半边院子，%N人轻伤，附近搬离%R人。",
	    "%W，%L公路边坡塌方，一辆农用车被砸，伤%N人，绕行%R人次。",
	    "连日阴雨，%W，%L屋后山体滑坡，%N人被砸伤，已腾空房屋，迁出%R人。" },
	  { "自然资源局报：%W，%L突发地质灾害，滑坡体约八百方，造成%N人受伤，撤离受威胁群众%R人。",
	    "%W，%L发生山体崩塌，落石阻断交通，%N人受伤就医，警戒区内%R人已离开。",
	    "据群测群防员报告，%W，%L出现塌方险情，伤者%N人，专家组已到，避让%R人。" } },
	{ { "%W，%L一小餐馆液化气罐漏气炸裂，玻璃震碎，%N人受伤，疏散食客%R人。",
	    "%W，%L作坊内一声巨响后发生爆炸，%N名帮工烫伤，隔壁住户%R人撤出。",
	    "%W，%L居民家中闪爆，门窗掀飞，伤%N人，楼内%R人下楼。" },
	  { "住建局燃气科报：%W，%L发生燃气爆燃，%N人送医，关阀停气，撤离%R人。",
	    "应急部门%W接报，%L一处经营场所爆炸，经核实%N人受伤，警戒疏散%R人。",
	    "%W，%L爆炸事件处置情况：现场已封控，伤员%N名，撤走人员%R人。" } },
	{ { "%W，%L几名孩子下河玩水，%N人沉入水中，村民下水摸寻，围观%R人。",
	    "%W，%L一渔船翻扣，船上%N人落水，组织民船搜寻，出动%R人。",
	    "%W，有人在%L水边滑倒后被冲走，随行者施救，共%N人溺水，参与搜救%R人。" },
	  { "教育局紧急报告：%W，我县%N名学生在%L溺水，公安、消防组织打捞，投入力量%R人。",
	    "%W，%L发生溺亡事件，涉及%N人，救援力量%R人全力打捞，家属情绪正在安抚。",
	    "水上救援队报：%W出警，%L有%N人落水，下水%R人次。" } },
	{ { "%W，%L一酒席散后多人上吐下泻，其中%N人较重住院，同席%R人。",
	    "%W，%L食堂就餐后学生肚子痛、呕吐，%N人留观，共用餐%R人。",
	    "%W，%L一家误食野蘑菇中毒，%N人送县里抢救，摸排同食者%R人。" },
	  { "市场监管局报：%W，%L发生疑似食物中毒，住院%N人，已采样送检，流调%R人。",
	    "疾控中心%W接医院报告，收治来自%L的中毒病例%N例，约谈%R人。",
	    "%W，%L聚餐人员陆续腹泻，重症%N人，追踪%R人。" } },
	{ { "%W，%L有%N名工头带着工友到镇政府门口讨薪，跟来%R人。",
	    "%W，%L村民因征地补偿堵路，领头的%N人情绪激动，到场%R人。",
	    "%W，%L业主拉横幅要求退费，代表%N人进门谈，外面%R人。" },
	  { "信访局快报：%W，%L部分群众聚集，约%R人，推选代表%N人反映诉求，现场秩序平稳。",
	    "%W，公安机关接报%L有人围堵交通，参与者约%R人，带离%N人，道路恢复。",
	    "%W，%L出现集体上访苗头，涉及%R人，骨干%N人已约谈。" } },
	{ { "%W，%L在建厂房脚手架垮了，压着%N人，工地停工，清点%R人。",
	    "%W，%L一处土墙倒塌，%N名路过者被砸，周围拆走%R人。",
	    "%W，%L旧仓库顶棚坍塌，%N人困在里头，随后救出，撤出%R人。" },
	  { "住建局报告：%W，%L发生坍塌事故，%N人受伤，责令停工，撤离作业人员%R人。",
	    "%W，应急局接报%L建筑倒塌，搜救犬两只入场，救出%N人，疏散%R人。",
	    "安全生产快报：%W，%L施工现场垮塌，伤%N人，转移工人%R人。" } },
	{ { "%W，县里来人到%L看了大棚和冷库，%N位领导实地调研，座谈时来了%R人。",
	    "%W，副县长一行%N人到%L督导秸秆禁烧，听取%R人意见。",
	    "%W，%L迎来检查组，一行%N人，抽看台账，问了%R人。" },
	  { "县政府办消息：%W，县领导在%L走访农户，强调要稳住产能，陪同%N人，慰问%R人。",
	    "%W，县委督查室在%L开展专项督查，检查组%N人，访谈%R人。",
	    "%W，农业农村局%N人赴%L调研产业发展，受访%R人。" } },
};

/* How a hospital, the police or a company tell of the same sorts, in their order. These were
 * written after base/text/happening had its first words, which knew 396 of 500 told so. */
static const char *const account_others[][ACCOUNTS_TELLINGS] = {
	{ "县医院急诊科：%W起陆续收治%L烧灼伤患者%N人，其中一人重度，同时接诊吸入烟尘者%R人。",
	  "供电所说明：%W，%L一户电表箱短路引燃柴垛，%N人灼伤，我所停了台区，影响%R户。",
	  "派出所出警情况：%W，%L民房过火面积约六十平方米，%N人送诊，警戒线外清离%R人。" },
	{ "县医院急诊科：%W接诊%L车辆事故伤员%N人，均神志清楚，动用血浆与医护%R人次。",
	  "公路段情况：%W，%L护栏被撞断十二米，一辆轿车坠入边沟，%N人由120拉走，疏导%R人。",
	  "客运公司报告：%W，我司一辆中巴在%L与摩托车刮擦，%N人擦伤，改乘旅客%R人。" },
	{ "供电所说明：%W，河水上涨淹了%L配电房，抢修中%N人遇险后脱困，涉及%R户。",
	  "气象台通报：%W前后%L三小时雨量一百二十毫米，据反馈%N人受困，叫应%R人。",
	  "派出所出警情况：%W，%L沿河房屋进了水，我所背出老人孩子%N人，帮助撤离%R人。" },
	{ "公路段情况：%W，%L山上滚下石块堵住半幅路，%N人受皮外伤，绕行劝返%R人。",
	  "县医院急诊科：%W收治%L被泥土掩埋后获救者%N人，生命体征平稳，义诊%R人。",
	  "派出所出警情况：%W，%L坡体滑动，院墙开裂，%N人受伤，动员离开%R人。" },
	{ "县医院急诊科：%W接收%L爆炸冲击伤%N人，均转入烧伤病房，心理疏导%R人。",
	  "燃气公司说明：%W，%L用户擅自更换软管导致漏气，点火时炸开，%N人受伤，入户排查%R户。",
	  "派出所出警情况：%W，%L传出巨响，屋顶掀开，%N人受伤，拉起警戒，劝离%R人。" },
	{ "派出所出警情况：%W，%L水塘边发现衣物，经核%N人下水后没有上来，组织寻找%R人。",
	  "县医院急诊科：%W，%L溺水者%N人送到时已无生命体征，家属到院%R人。",
	  "学校报告：%W，我校学生在%L游泳出事，涉及%N人，安抚同学%R人。" },
	{ "县医院消化科：%W起收治%L同一席的腹痛腹泻病人%N人，留观%R人。",
	  "学校报告：%W，%L午餐后学生不适，%N人住院输液，家长到校%R人。",
	  "派出所出警情况：%W，%L一户吃了野菌后昏迷，%N人送医，走访邻居%R人。" },
	{ "派出所出警情况：%W，%L一批人堵住工地大门，带头%N人被劝到会议室，现场%R人。",
	  "人社局情况：%W，%L农民工讨要工资，代表%N人登记，涉及欠薪%R人。",
	  "开发公司说明：%W，部分业主在%L售楼处聚集，代表%N人对话，登记诉求%R人。" },
	{ "县医院急诊科：%W接诊%L砸伤患者%N人，其中骨折一人，献血登记%R人。",
	  "施工单位报告：%W，我司%L项目支模架倒塌，%N人受伤，停工人员%R人。",
	  "派出所出警情况：%W，%L一栋危房塌了，挖出%N人，清空附近%R人。" },
	{ "企业来稿：%W，县领导到我司%L基地考察，%N人陪同，与职工%R人见面。",
	  "民政局消息：%W，我局在%L看望孤寡老人，一行%N人，送去物资惠及%R人。",
	  "学校报告：%W，%L迎来义务教育督导，组员%N人，听课涉及师生%R人。" },
};

typedef enum { TELLER_TOWN, TELLER_BUREAU, TELLER_OTHER } Teller;

typedef struct {
	guint sort;
	const char *head[2], *tail[2]; /* of town and village */
	int64_t at_us;
	int n, moved;
} Account;

static inline void
account_where(GRand *rand, const Account *account, GString *text)
{
	int how = g_rand_int_range(rand, 0, 10);

	if (how != 0)
		g_string_append_printf(text, "%s%s镇", account->head[0], account->tail[0]);
	if (how != 1)
		g_string_append_printf(text, "%s%s村", account->head[1], account->tail[1]);
}

/* One in four knows the day alone; one in twenty is hours wrong. */
static inline void
account_when(GRand *rand, const Account *account, GString *text)
{
	int wrong = g_rand_int_range(rand, 0, 20) == 0 ? 180 : 0;
	int64_t told_us =
		account->at_us + (g_rand_int_range(rand, -20, 21) + wrong) * 60 * CLOCK_SECOND_US;
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(ACCOUNTS_ZONE);
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(told_us / CLOCK_SECOND_US);
	g_autoptr(GDateTime) time = g_date_time_to_timezone(utc, zone);
	int year = g_date_time_get_year(time);
	int month = g_date_time_get_month(time), day = g_date_time_get_day_of_month(time);
	int hour = g_date_time_get_hour(time), minute = g_date_time_get_minute(time);

	switch (g_rand_int_range(rand, 0, 8)) {
	case 0:
	case 1:
		g_string_append_printf(text, "%d月%d日", month, day);
		break;
	case 2:
		g_string_append_printf(text, "%d日%d时许", day, hour);
		break;
	case 3:
		g_string_append_printf(text, "%d月%d日%s%d点%s", month, day,
				       hour < 12 ? "上午" : "下午", hour > 12 ? hour - 12 : hour,
				       minute < 30 ? "" : "半");
		break;
	case 4:
		g_string_append_printf(text, "%d年%d月%d日%d:%02d", year, month, day, hour, minute);
		break;
	default:
		g_string_append_printf(text, "%d月%d日%d时%d分许", month, day, hour, minute);
	}
}

/* The n-th event of a seed: by day, and from half past five to half past eleven at night. */
static inline Account
account_make(guint32 seed, guint32 n)
{
	guint32 both[] = { seed, n };
	GRand *rand = g_rand_new_with_seed_array(both, 2);
	guint town = (guint)g_rand_int_range(rand, 0, 20);
	guint village = town * 10 + (guint)g_rand_int_range(rand, 0, 10);
	Account account = {
		.sort = (guint)g_rand_int_range(rand, 0, G_N_ELEMENTS(account_sorts)),
		.head = { prose_heads[town], prose_heads[(village * 7 + 3) % 32] },
		.tail = { prose_tails[(town * 5) % 32], prose_tails[(village / 3) % 32] },
		.at_us = ACCOUNTS_FROM_US +
			 (int64_t)(g_rand_int_range(rand, 0, ACCOUNTS_DAYS) * 1440 +
				   g_rand_int_range(rand, 330, 1410)) *
				 60 * CLOCK_SECOND_US,
		.n = g_rand_int_range(rand, 2, 9),
		.moved = g_rand_int_range(rand, 20, 400),
	};

	g_rand_free(rand);
	return account;
}

static inline const char *
account_form(GRand *rand, const Account *account, Teller teller)
{
	const char *const *forms = teller == TELLER_TOWN     ? account_sorts[account->sort].town
				   : teller == TELLER_BUREAU ? account_sorts[account->sort].bureau
							     : account_others[account->sort];

	return forms[g_rand_int_range(rand, 0, ACCOUNTS_TELLINGS)];
}

/* Yours. */
static inline char *
account_tell(guint32 seed, guint32 n, Teller teller)
{
	guint32 both[] = { seed + 1000 + (guint32)teller, n };
	GRand *rand = g_rand_new_with_seed_array(both, 2);
	Account account = account_make(seed, n);
	const char *form = account_form(rand, &account, teller);
	GString *text = g_string_new(NULL);

	if (teller != TELLER_TOWN)
		account.n += g_rand_int_range(rand, 0, 2);
	for (; *form; form++) {
		if (*form != '%')
			g_string_append_c(text, *form);
		else if (*++form == 'W')
			account_when(rand, &account, text);
		else if (*form == 'L')
			account_where(rand, &account, text);
		else
			g_string_append_printf(text, "%d",
					       *form == 'N' ? account.n : account.moved);
	}
	prose_fill(rand, text, PROSE_PICK(rand, prose_closes));
	g_rand_free(rand);
	return g_string_free(text, FALSE);
}

#endif
