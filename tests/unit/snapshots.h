/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * snapshots — sample snapshots for the tests of pages, print and compose
 *
 * One object with every member a snapshot may have; people and places are
 * invented. JSON with ' for ", so that it can be read.
 */
#ifndef CHENGBAO_TESTS_SNAPSHOTS_H
#define CHENGBAO_TESTS_SNAPSHOTS_H

#include <glib.h>

#include "base/record.h"

#define SNAPSHOT_TOKEN "abcdefghjkmnpqrstuvwxyz234"

static const char snapshot_words[] =
	"{'office':{'reasons':[{'n':1,'text':'已报送过'},{'n':2,'text':'要素不完整'}],'name':'"
	"青禾县人民政府办公室','mailbox':'xinxi@qinghe.example',"
	"'domain':'qinghe.example','duty_phone':'0000-1234567'},"
	"'to':{'address':'editor1@qinghe.example','name':'编辑甲'},"
	"'now':'2026-11-23 11:02','message_id':'<a." SNAPSHOT_TOKEN "@qinghe.example>',"
	"'in_reply_to':'<q1@qq.example>','references':['<q0@qq.example>','<q1@qq.example>'],"
	"'token':'" SNAPSHOT_TOKEN "','locator':'12-1-k7','auto':'auto-generated',"
	"'from_name':'青禾县政府办信息科',"
	"'item':{'item':12,'revision':1,'state':'filed','title':'我县早稻育秧进度快于去年',"
	"'text':'　　截至11月20日，全县早稻育秧大棚已备种36万斤，比去年同期多4万斤。\\n"
	"　　一是抓早。县农业农村局组织126名技术员下到村组，逐户核对种子和地膜。\\n"
	"　　二是抓实。育秧基地实行“一棚一员”，每天记录温度和墒情。\\n"
	"　　存在的困难是，两个乡镇的大棚遭大风损坏，维修资金缺口约12万元。',"
	"'sender':{'address':'nyj@qinghe.example','name':'田一禾','evidence':'none','flag':'未核验'"
	"},"
	"'unit':'农业农村局','section':'办公室','author':'田一禾','reviewer':'禾分管',"
	"'phone':'0000-7654321','received_local':'2026-11-23 10:58','due_local':'11月24日 12:00',"
	"'kind':'动态','urgent':true,'issues':['政务信息 2026/45'],'merged_into':3,"
	"'topics':[{'topic':'春耕备耕','group':'三农','score':6,'hits':["
	"{'rule':'topics.rules:20','field':'subject','from':2,'to':6,'match':'早稻育秧'},"
	"{'rule':'topics.rules:22','field':'body','from':99,'to':101,'match':'地膜'}]}],"
	"'marks':[{'mark':'内部','where':'body','tier':2}],"
	"'attachments':[{'name':'育秧进度表.xlsx','media_type':'application/vnd.ms-excel',"
	"'bytes':18432,'text':'unsupported','why':'表格暂不读取'},"
	"{'name':'情况说明.docx','bytes':20480,'text':'read','text_chars':800}],"
	"'similar':[{'item':3,'title':'早稻备种工作启动','containment':0.83,'relation':'overlap',"
	"'numbers':[['36万斤','35万斤']]}],'missing':['分析','建议'],'by_letter':true,"
	"'apart':{'item':3,'revision':2,'who':'编辑乙'}},"
	"'restored':{'revision':2,'who':'编辑乙'},'apart':3,"
	"'lines':[{'n':1,'item':12,'title':'我县早稻育秧进度快于去年','unit':'农业农村局','kind':'"
	"动态',"
	"'due_local':'11月24日 "
	"12:00','urgent':true,'text':'截至11月20日，全县早稻育秧大棚已备种36万斤。'},"
	"{'n':2,'item':13,'title':'退役军人冬季走访慰问全部完成','unit':'退役军人局','kind':'动态',"
	"'due_local':'11月24日 12:00','text':'11月上旬，全县走访退役军人家庭412户。',"
	"'not_understood':'这条再说'}],"
	"'done':[{'n':1,'what':'编入下一期'},{'n':3,'what':'退给民政局修改'}],"
	"'undo_words':'撤销1',"
	"'refused':[{'quote':'那个不太好','why':'没有认出办理的词'}],"
	"'reason':'缺少数据','who':'编辑乙','when':'11月23日 11:02','verb':'通过',"
	"'issue':{'journal':'政务信息','year':2026,'number':1,'total':1,'date_local':'"
	"2026年11月23日',"
	"'lines':[{'position':1,'item':12,'revision':1,'title':'我县早稻育秧进度快于去年',"
	"'unit':'农业农村局','author':'田一禾','text':'"
	"　　全县早稻育秧大棚已备种36万斤。\\n　　技术员下到村组。'},"
	"{'position':2,'item':13,'revision':2,'title':'退役军人冬季走访慰问全部完成',"
	"'unit':'退役军人局','author':'军小明','text':'　　全县走访退役军人家庭412户。'}]},"
	"'adoption':{'superior':'市政府办公室','kind':'采用','reference':'市政务信息第88期',"
	"'at_local':'2026-11-25 09:10'},'quote':'嗯嗯',"
	"'headers':[],'attachments':[],'candidates':[{'n':1,'item':12,'title':'早稻育秧'}]}";

/* A snapshot for this template; `words` NULL for the sample above. Yours. */
static inline json_t *
snapshot_of(const char *template, const char *words)
{
	g_autofree char *text = g_strdelimit(g_strdup(words ? words : snapshot_words), "'", '"');
	json_error_t why;
	json_t *snapshot = json_loads(text, 0, &why);

	if (!snapshot)
		g_error("snapshot: %s at %d", why.text, why.position);
	json_object_set_new(snapshot, "template", json_string(template));
	return snapshot;
}

#endif
