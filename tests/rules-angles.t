#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers command/rules_eval.c
"""rules-angles - what the shipped angles find in reports they were not made from

Invented reports of official style, each with the angles a person sees in it: S for 情况,
P for 问题, A for 分析, J for 建议. rules eval compares; the ask and the receipt name what is
missing, an office's own angles replace the shipped ones, and what is only quoted does not
count.
"""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import EDITOR1, FARM, Office, Tap, letter, only

tap = Tap()
NAMES = {"S": "情况", "P": "问题", "A": "分析", "J": "建议"}
REPORTS = [
    ("S", "石桥镇10月下旬组织党员志愿者清理村口积存垃圾，出动人员260余人次，清运垃圾18车，主干道面貌一新。"),
    ("S", "11月18日，青禾县召开冬春农田水利建设动员会。会议对渠系清淤、机井配套作出部署，12个乡镇主要负责同志参加。"),
    ("S", "县图书馆新馆建成开放，藏书12万册，日均接待读者800人次，自助借还设备全部投用。"),
    ("S", "我局收到群众意见建议47条，当场答复29条，其余均已分解到股室办理。"),
    ("S", "南渡街道走访困难群众315户，送去棉被、米面等物资，帮助解决取暖、就医等实际困难92件。"),
    ("S", "开展燃气安全隐患排查，检查餐饮场所430家，整改隐患61处，取缔黑气点2个。"),
    ("SP", "今年全县核桃总产预计比去年减少三成左右。调查发现，12个村的收购点仅开了5个，客商迟迟未到，农户存货卖不出去。"),
    ("SP", "截至10月底，北坡乡36眼抗旱井有11眼不能正常出水，配套电机老化，管护经费没有着落。"),
    ("SPA", "全县在岗村医平均年龄58岁，近三年新招录仅4人，队伍青黄不接。主要原因是待遇偏低、养老无保障，年轻人不愿干。"),
    ("SPA", "一季度，全县规上企业用电量同比下降6.2%，27家企业开工不足。受外贸订单减少和原料涨价双重挤压，纺织、家具行业降幅较大。"),
    ("SPAJ", "近期，多地反映秋粮烘干能力不足。全县仅有烘干塔9座，日处理600吨，不到需求的四成。由于降雨偏多，潮粮集中上市，如不及时烘干将出现霉变。建议县级统筹调度跨区烘干设备，对合作社购置烘干机给予补贴。"),
    ("SPAJ", "调研了解到，全县农村公路列养里程1860公里，其中约三成路面破损。究其原因，一是超限运输车辆多，二是养护资金每公里不足千元。下一步，县交通局将启动三年整修计划。"),
    ("SPAJ", "10月以来，县医院儿科日均接诊量升至310人次，候诊时间普遍超过两小时。医护人员连续加班，带来较大压力。研判认为，呼吸道疾病高发态势将持续到下月中旬。希望市级医院派员支援。"),
    ("SPJ", "县城区停车泊位缺口约4200个，老旧小区占道停车突出。建议利用闲置地块改建临时停车场，错时开放机关停车位。"),
    ("SPJ", "基层反映，多头填表、重复报数的现象仍然存在，一名村干部每月要填报表格30多份。请上级有关部门统一口径，减少报表数量。"),
    ("SPJ", "柳湾镇600余亩大白菜滞销，地头价每斤不足一角。镇里已联系商超帮销，盼县里组织农超对接。"),
    ("SA", "前三季度全县接待游客86万人次，同比增长21%，增长主要得益于环湖骑行道建成和民宿集群带动。"),
    ("SA", "10月份，全县居民消费价格环比上涨0.3%。分析看，鲜菜价格上涨是主因，受持续低温影响，叶菜上市量减少。"),
    ("SAJ", "全县跨境电商交易额首次突破2亿元。综合来看，保税仓投用和培训先行是两条经验。今后将继续完善海外仓布局。"),
    ("SJ", "截至目前，全县已完成高标准农田建设3.2万亩。下一步，将紧盯剩余地块，倒排工期，确保年底前全部建成。"),
    ("SJ", "县税务局推行“税费同窗”，办税时间压缩至15分钟以内。该局打算明年把这一做法扩大到全部乡镇分局。"),
    ("PJ", "部分老年人不会使用智能手机办理社保认证，反复跑窗口，怨言较多。应当保留线下窗口，并允许村干部代办。"),
    ("PAJ", "农村集体“三资”管理不规范，账目公开流于形式。根源在于村级会计兼职多、监督弱。建议推行村账乡代管，纳入巡察。"),
    ("PA", "企业普遍担忧原材料价格继续走高。一旦成本无法向下游传导，小微企业将首先面临亏损。"),
    ("J", "建议尽快明确灵活就业人员参保补贴的申领办法。"),
    ("J", "恳请上级在安排明年计划时，对山区乡镇给予倾斜。"),
    ("SP", "11月20日14时许，城东工业园一家具厂起火，2人受伤，消防、公安已到场处置。"),
    ("SP", "11月21日上午，30余名业主到县住建局门口聚集，要求开发商尽快交房，现场秩序平稳。"),
    ("SPA", "受上游持续强降雨影响，青河水位21日8时涨至警戒线以上0.4米，沿岸3个村800余人已转移，部分低洼农田受淹。"),
    ("SPAJ", "县人社局对46家用工企业摸底显示，缺工1900余人，缺口集中在电子装配岗位。年轻劳动力外流、技能与岗位不匹配是主要原因。该局拟于12月举办专场招聘会，并开办订单式培训班。"),
    ("SPAJ", "目前，乡镇综合执法队平均每队仅7人，一人多岗普遍，夜间巡查难以保证。编制下沉不到位导致力量薄弱。需要从县直部门选派业务骨干驻队指导。"),
    ("S", "我县创新推出“办不成事”反映窗口，累计受理群众诉求213件，办结率100%，企业送来锦旗5面。"),
    ("S", "县融媒体中心建立稿件三审三校制度，全年发稿4300篇，无一差错。"),
    ("SP", "督查发现，18个重点项目中有3个进度滞后，2个尚未取得施工许可。"),
    ("SJ", "县防汛办印发紧急通知，要求各乡镇24小时值班。县里将密切关注雨情变化，适时组织低洼地带群众转移。"),
    ("SPAJ", "据统计，全县65岁以上老人6.8万人，养老机构床位仅2100张，且多数护理员没有持证。随着老龄化加快，供需矛盾将进一步加剧。可探索公办养老院委托运营，引导社会资本参与。"),
    ("SA", "2026年三季度，全县新登记市场主体1360户，同比增长17.4%。这表明惠企政策效应正在显现。"),
    ("SPA", "近日走访发现，乡村小饭桌点多面广，多数没有办理备案，餐具消毒不规范。监管职责交叉，容易造成谁都管、谁都不管。"),
    ("SP", "全县现有电动自行车约9万辆，飞线充电屡禁不止，群众投诉今年以来已有170余件。"),
    ("SPJ", "秋冬季以来，山区3个乡镇火险等级偏高，护林员仅配备了61名，人手紧张。要提前落实以水灭火装备，加密巡护频次。"),
    ("S", "县档案馆完成1951年至1985年地契档案数字化，扫描4.6万页，群众在乡镇即可查阅。"),
    ("S", "白石乡举办首届柿饼节，吸引周边县市客商60多名，现场签约380万元。"),
    ("SP", "全县42个村级冷库，去年利用率不到四成，一些村建成后一直空着。"),
    ("SP", "抽查的26家民宿中，有9家消防通道被杂物占用，4家未配备灭火器。"),
    ("SPA", "今年秋季全县小学一年级新生3120人，比去年少460人，7个教学点学生不足10名。生育率走低和进城就读是主要因素。"),
    ("SPA", "11月中旬以来，鸡蛋收购价跌破每斤3元，养殖户每只鸡亏损约12元。前期补栏过多，集中进入产蛋期，供大于求。"),
    ("SPAJ", "县里对90个行政村走访看，64个村的快递要到镇上自取。单件派送成本高、村里件量小，企业不愿进村。可依托村邮站和客运班车统一配送，县级给予每件0.3元补助。"),
    ("SPAJ", "截至11月底，全县还有1.1万户没有缴纳明年医保费，进度比去年慢8个百分点。走访发现，缴费标准逐年提高，年轻人觉得用不上。要把政策讲到户，对困难家庭落实资助。"),
    ("SPJ", "青河大桥桥面坑槽多、护栏缺损，货车通行有安全隐患，群众多次反映。建议公路部门列入明年大修计划。"),
    ("SJ", "县供销社今冬储备化肥8600吨，比去年增加一成。接下来将组织送肥下乡，确保春耕不断档。"),
    ("SA", "10月份全县工业用电量同比增长9.1%，新投产的两家铝材企业拉动4.7个百分点。"),
    ("S", "县法院在8个乡镇设立巡回审判点，前三季度就地开庭163次，调解结案占六成。"),
    ("SP", "入冬以来，城区3个小区供暖温度达不到18度，居民拨打热线反映140余次。"),
    ("SPAJ", "全县127名驻村干部中，有31名兼任原单位业务，精力顾不过来。个别派出单位认识不到位，把驻村当挂名。应明确脱产要求，每季度抽查在岗情况。"),
    ("SJ", "省里安排的5000亩油菜扩种任务已分解到乡镇，农技员正在指导开沟排水。月底前县里将逐乡核查落实面积。"),
    ("PJ", "惠企政策散落在十几个部门，企业找不到、看不懂、不会报。希望政务服务网设一个统一入口，由专人帮办。"),
    ("SPA", "今年全县共发生电信诈骗案件214起，损失1900余万元，其中刷单返利占四成。受害人多为留守妇女和学生，防范意识弱，容易轻信熟人推荐。"),
    ("S", "团县委组织大学生暑期返乡实践，427人到乡镇、村和企业岗位锻炼。"),
    ("S", "县卫健局为村卫生室统一配备健康一体机116台，村民家门口就能做心电图。"),
    ("SPJ", "老城区排水管网雨污合流，暴雨时积水最深处达60厘米。需将老城管网改造纳入明年城建计划，先行清淤。"),
    ("S", "县烟草局联合市场监管所巡查零售户94户，宣传未成年人保护法规，张贴禁售标识。"),
    ("SP", "城南菜市场经营户反映，摊位费一年内涨了两次，生意却少了三分之一，已有11户退租。"),
    ("SPA", "今年全县初中毕业生报考职校的比例降到32%。家长普遍认为职校管理松、出路窄，加上就业对学历要求水涨船高。"),
    ("SPAJ", "全县14处农贸市场只有3处设有快检室。快检员由摊主兼任，专业性不强，结果公信力低。建议由市场监管所派人驻点，检测结果每日上墙。"),
    ("SJ", "县消防大队为独居老人家庭安装烟感报警器620个。年底前再装400个，覆盖所有高龄独居户。"),
    ("SA", "1至10月全县进出口总值11.4亿元，增长13%。锂电池零部件出口放量是最大推力。"),
    ("SP", "部分乡镇冬季取暖改造只换了炉具，房屋保温没做，群众用不起电，又烧起了散煤。涉及农户约900户。"),
    ("S", "清溪乡设立“板凳议事会”，由村民轮流主持，全年议定修路、路灯、用水等事项58件。"),
    ("SPJ", "3个乡镇的敬老院没有专职护工，失能老人由健康老人代为照看。请民政部门帮助招聘，待遇从福彩公益金中解决。"),
    ("SPAJ", "11月以来群众反映公交晚点的来电126个，主要集中在5路、8路。修路改道、车辆检修同时进行是直接原因，预计要到下月中旬才能缓解。县公交公司将加开区间车。"),
    ("PJ", "乡镇干部普遍反映考核指标过细过多，材料比工作多。考核宜少而精，能用数据平台取数的不再要材料。"),
    ("SA", "前三季度城乡居民收入比缩小到1.92，乡村零工、来料加工收入增加较快，起到了主要作用。"),
]


def labels(office):
    folder = os.path.join(office.base, "labels")
    os.makedirs(folder)
    rows = ["letter,topics,angles"]
    for n, (angles, text) in enumerate(REPORTS):
        with open(os.path.join(folder, "%d.eml" % n), "wb") as file:
            file.write(letter(FARM, "信息", text))
        rows.append("%d.eml,,%s" % (n, "、".join(NAMES[a] for a in angles)))
    path = os.path.join(folder, "labels.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    return path


def shipped():
    with Office() as office:
        ran = office.cb("rules", "eval", labels(office), "--json")
        rows = {r["topic"]: r for r in map(json.loads, ran.out.splitlines())}
        right = wrong = 0
        for name in NAMES.values():
            row = rows["角度 " + name]
            bad = row["wrong"] + row["missed"]
            right, wrong = right + len(REPORTS) - bad, wrong + bad
            print("# %s: right %d, wrong %d, missed %d %s" %
                  (name, row["right"], row["wrong"], row["missed"], row["errors"]))
        tap.ok(wrong * 12 <= right + wrong, "%d reports, %d of %d angles rightly seen" %
               (len(REPORTS), right, right + wrong))


def missing(office, item):
    return office.show(item)["missing"]


def at_the_desk():
    whole = "截至11月20日，全县整地12万亩。部分村人手不足。主要原因是外出务工人员多。建议跨乡调机。"
    with Office() as office:
        mails = office.run(letter(FARM, "春耕备耕进展顺利", "截至11月20日，全县整地12万亩，化肥供应充足，人手不足。"),
                           letter(FARM, "秋粮收购情况", whole))
        tap.eq(missing(office, 1), ["分析", "建议"], "what is missing, in the order of the rules")
        tap.eq(missing(office, 2), [], "nothing is missing in a whole report")
        tap.has(only(mails, EDITOR1, "春耕备耕进展顺利").text, "尚缺内容　分析、建议", "the ask says so")
        tap.has(only(mails, FARM, "春耕备耕进展顺利").text, "建议补充　分析、建议", "so does the receipt")
        why = office.cb("why", "1").out
        tap.has(why, "角度 分析：没有写到\n", "why names the angle that nothing speaks of")
        tap.has(why, "人手【不足】", "and the passage of one that is there")
        tap.has(office.cb("check").out, "规则里没有定义角度：采用随程序附带的", "check says what stands in")
        quoted = letter(FARM, "转请参考", "全县整地12万亩，人手不足。\n\n"
                        "在 2026年11月20日，县政府办 <xx@qinghe.example> 写道：\n"
                        "> 原因是降雨偏多。建议跨乡调机。\n")
        office.run(quoted)
        tap.eq(missing(office, 3), ["分析", "建议"], "what is only quoted does not count")


def own():
    with Office() as office:
        with open(os.path.join(office.dir, "filters", "angles.rules"), "w", encoding="utf-8") as file:
            file.write("[角度 数据]\n全文 /[0-9]+万亩/\n\n[角度 联系人]\n全文 联系人\n")
        office.run(letter(FARM, "春耕备耕进展顺利", "全县整地12万亩。"))
        tap.eq(missing(office, 1), ["联系人"], "an office's own angles replace the shipped ones")
        tap.lacks(office.cb("check").out, "角度", "and nothing stands in")
        new = os.path.join(office.base, "new")
        os.mkdir(new)
        for name in os.listdir(os.path.join(office.dir, "filters")):
            if name != "angles.rules":
                with open(os.path.join(office.dir, "filters", name), encoding="utf-8") as old, \
                        open(os.path.join(new, name), "w", encoding="utf-8") as file:
                    file.write(old.read())
        ran = office.cb("rules", "replay", "--rules", new, "--json")
        tap.eq(json.loads(ran.out)["changes"], {"missing": {"from": "联系人", "to": "问题、分析、建议"}},
               "replay tells that other things would be missing")


shipped()
at_the_desk()
own()
tap.done()
