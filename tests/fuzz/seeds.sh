#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# seeds.sh DIR - what each fuzz target begins with: DIR/TARGET/*
#
# Taken from what the project ships (letters, rules, templates, the sample office),
# with the marks of each target's form before or between; the rest stands here.
# shellcheck disable=SC2059 # formats with the first byte as an octal escape
set -eu
out=$1

put() { # TARGET NAME: standard input
	mkdir -p "$out/$1"
	cat >"$out/$1/$2"
}

each() { # TARGET PATTERN...: whole files
	target=$1
	shift
	for file in "$@"; do
		name=$(basename "$file")
		[ ! -f "$file" ] || put "$target" "$name" <"$file"
	done
}

each fuzz-letter share/demo/letters/*.eml
each fuzz-evidence share/demo/letters/*.eml
each fuzz-conf share/office/*.conf share/office/*.csv share/assess/*.scheme share/*.csv

# A document of two letters: its streams, the first 0x1ae bytes long.
{
	printf '\256\1\354\245\301\0'
	head -c 414 /dev/zero
	printf '\0\0\0\0\25\0\0\0A\0B\0'
	printf '\2\20\0\0\0\0\0\0\0\2\0\0\0\0\0\252\1\0\0\0\0'
} | put fuzz-doc streams
python3 - <<'X' | put fuzz-doc deleted
import struct, sys
word, text = bytearray(0x400), "ab\x13 EQ \\o(○,c)\x15".encode("utf-16-le")
page = struct.pack("<3I", 0x200, 0x202, 0x204) + b"\0\x80" + b"\0" * 242 + b"\3\0\x08\1" + b"\0" * 251 + b"\2"
word[0x200:0x200 + len(text)] = text
table = struct.pack("<3I", 0x200, 0x204, 2)
clx = b"\2" + struct.pack("<I2IHIH", 16, 0, len(text) // 2, 0, 0x200, 0)
struct.pack_into("<HH", word, 0, 0xA5EC, 0xC1)
struct.pack_into("<II", word, 0xFA, 0, 12)
struct.pack_into("<II", word, 0x1A2, 12, len(clx))
sys.stdout.buffer.write(struct.pack("<H", 0x400 + 512) + word + page + table + clx)
X
PYTHONPATH=tests/lib python3 -B - <<'X' | put fuzz-doc numbered
import struct, sys
import worddoc
one = worddoc.level
lists = [[one(39, "%1、"), one(37, "（%2）"), one(0, "%1.%3", legal=True)], [one(23, "x")]]
found = worddoc.streams([("a\r", worddoc.of_list(1, 2)), ("b\r", b"", 1), ("c\r", worddoc.of_list(2)), ("d\a", worddoc.CELL),
                         ("\a", worddoc.ROW), ("e\r", worddoc.of_list(-3, 1))], lists,
                        [(0, []), (1, []), (0, [(1, 7, one(18, "%2"))])], [(0xFFF, b""), (0, worddoc.of_list(1, 1))])
sys.stdout.buffer.write(struct.pack("<H", len(found["WordDocument"])) + found["WordDocument"] + found["1Table"])
X
{ # the users' own properties: names, code page, one in GBK, one wide
	printf '\0\0\376\377'
	head -c 22 /dev/zero
	printf '\1\0\0\0\5\325\315\325\234\56\33\20\223\227\10\0\53\54\371\256\60\0\0\0'
	printf '\144\0\0\0\4\0\0\0\0\0\0\0\50\0\0\0\1\0\0\0\74\0\0\0\2\0\0\0\104\0\0\0'
	printf '\3\0\0\0\124\0\0\0\1\0\0\0\2\0\0\0\5\0\0\0KSOx\0\0\0\0\2\0\0\0\250\3\0\0'
	printf '\36\0\0\0\5\0\0\0\273\372\303\334\0\0\0\0\37\0\0\0\2\0\0\0\72\147\306\133'
} | put fuzz-doc properties
{
	printf '\002'
	cat tests/documents/properties.xls
} | put fuzz-ole properties.xls

put fuzz-unpack file.uu <<'X'
before
begin 644 a.txt
#0V%T
`
end
X
printf '\170\237\76\42\1\0\2\2\220\6\0\2\0\0\0\0\0\0\0\2\17\200\6\0\3\0\0\0ONE\342\0' |
	put fuzz-unpack winmail.dat
printf '\32\0\0\0\34\0\0\0LZFu\342\324KQA\0\4 WXYZ\15n}\1\16\260' | put fuzz-unpack lzfu.rtf

{
	printf 'v=DKIM1; k=rsa; t=s; s=email; h=sha256; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQClXr2U'
	printf 'Qaae/+QAK3bT9bBRqfrdXUgyEla20Bx5VoId9eAutHk0mHDepmCz+j2hBWuL4WJ44BOjao7kxCo6PaRRUAK6oT'
	printf 'z4EqWhrJLw+GksN7w7MIdenvpQ7WI6A46cKqKL+F5teM+GU7e3vhnPdmIGrTKARhCQBWJhGe1jxck8KwIDAQAB\0'
	printf 'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple; d=gov.example; s=s; t=1; x=9999999999;'
	printf '\n\th=from:subject; i=@gov.example; bh=YQ==; b=YQ==\nFrom: <a@gov.example>\nSubject: b\n\nc \n'
} | put fuzz-dkim signed.eml
printf '\1\2\201\200\0\1\0\1\0\0\0\0\1s\12_domainkey\3gov\7example\0\0\20\0\1\300\14\0\20\0\1\0\0\0\74\0\3\2p=' |
	put fuzz-dkim answer

put fuzz-evidence dmarc.eml <<'X'
Authentication-Results: mx.example; dmarc=pass (p=none) header.from=gov.example;
 dkim=pass header.d=gov.example; spf=fail smtp.mailfrom="a b"@x.example
Received: from a by mx.example with LMTP id 1
Received: from b by a
From: =?gb18030?B?wfXI0Q==?= <liu@gov.example>

X
put fuzz-letter nested.eml <<'X'
From: "A" <a@gov.example>
Subject: =?utf-8?Q?=E6=98=A5=E8=80=95?=
Content-Type: multipart/report; report-type=delivery-status; boundary="="

--=
Content-Type: text/plain; charset=gb2312
Content-Transfer-Encoding: base64

1tC5+g==
--=
Content-Type: message/delivery-status

Final-Recipient: rfc822; x@y.example
Action: failed
--=
Content-Type: message/rfc822

Message-ID: <o.1.2@gov.example>
Content-Type: application/octet-stream; name*=utf-8''%E6%8A%A5.docx

--=--
X

# Signed with a key that was thrown away.
put fuzz-letter signed.eml <<'X'
From: <a@b.example>
Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg="sha-256"; boundary="----8135C2B4034631C3F2D81D88793E281A"

This is an S/MIME signed message

------8135C2B4034631C3F2D81D88793E281A
Content-Type: text/plain

x

------8135C2B4034631C3F2D81D88793E281A
Content-Type: application/pkcs7-signature; name="smime.p7s"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="smime.p7s"

MIICQAYJKoZIhvcNAQcCoIICMTCCAi0CAQExDTALBglghkgBZQMEAgEwCwYJKoZI
hvcNAQcBoIIBdzCCAXMwggEZoAMCAQICFHyi7ja+dSc2Sju0zVUNouan+KIYMAoG
CCqGSM49BAMCMA8xDTALBgNVBAMMBHNlZWQwHhcNMjYxMTI5MDgyMjE5WhcNMzYx
MTI2MDgyMjE5WjAPMQ0wCwYDVQQDDARzZWVkMFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAE8/oQB/Ahssy9To72TyndVZkWs3yqL0AhOmOTA/m2XldRZvURlrCQC96L
I3EQy4Cb0wv1bOS89b08JP1C+5P1S6NTMFEwHQYDVR0OBBYEFJALlGKh8AFDAvD/
vLy8swbsOX5qMB8GA1UdIwQYMBaAFJALlGKh8AFDAvD/vLy8swbsOX5qMA8GA1Ud
EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgb6voKWovMdj5sbTtCuPTgDut
yzfwrqA4+r0IKqTo+zoCIQDGKPhT/QWZRb84b6ykDlkzBtd+9seLQb8nQPRUauhN
YzGBkDCBjQIBATAnMA8xDTALBgNVBAMMBHNlZWQCFHyi7ja+dSc2Sju0zVUNouan
+KIYMAsGCWCGSAFlAwQCATAKBggqhkjOPQQDAgRGMEQCIHrclK43BExtlmMc+qOP
zW7h6BS+3Ge/gCqPSP/e93SsAiAHcWf3hn6+DQ+DwPvEv17LcButfiJSd/VBtKUa
A0gT5w==

------8135C2B4034631C3F2D81D88793E281A--
X

for byte in 0 10 20; do
	{
		printf "\\$byte"
		cat "$out/fuzz-letter/nested.eml"
	} | put fuzz-nested "$byte"
done

# Words of headers.
printf '=?gb18030?B?tLq4+w==?= =?utf-8?q?_=E5=A4=87?=' | put fuzz-words encoded
printf 'attachment; filename*0*=utf-8'"''"'%%E6%%8A; filename*1=x; name="a\\"b"' | put fuzz-words rfc2231
printf 'text/plain; name="=?big5?B?pKSk5Q==?="' | put fuzz-words big5

# The first byte chooses the question.
n=0
while read -r words; do
	for scope in 0 1 2 3 4; do
		printf "\\$(printf %o "$scope")%s" "$words" | put fuzz-commands "$n-$scope"
	done
	n=$((n + 1))
done <<'X'
通过1、3-5，退2 缺数据
其余备查；4并入1，以1为准
全部通过，除3退
改题：关于春耕；“甲”改为“乙”；删第2段
同意签发，第3条删，顺序 3,1,7
上级采用 45-3、45-5
登记 农业局 王某某；转 编辑乙
✓ ① 　１，３ 條通過。
请假 11-20至11-24 李某代
X

# Bodies; NUL before the HTML.
put fuzz-newtext outlook <<'X'
同意。

发件人: 呈报 <desk@qinghe.example>
发送时间: 2026年11月23日 16:00
收件人: 编辑甲
主题: [呈报 12-1-k7] 春耕

> a.abcdefgh23456789abcd
X
put fuzz-newtext fields <<'X'
标题：关于春耕备耕的报告
单位：青禾县　联系人：张某（138 0000 0000）
时间：11月23日上午8时至10时

一、基本情况。

-----原始邮件-----
X
printf '同意\0<div>同意</div><blockquote>On Mon, a wrote:<p>x</p></blockquote>' | put fuzz-newtext html

# A letter of several reports, apart by NUL: subject, text, documents.
body='今年以来，全县备足化肥3.2万吨、种子480吨，农资供应充足，春耕备耕有序推进，已整地12万亩，完成计划的七成八，群众反映良好。'
printf '信息2篇\0见附件\0春耕.docx\0春耕情况\n%s\0附件1.敬老院.docx\0敬老院情况\n%s撰稿：田一禾' "$body" "${body}检查" |
	put fuzz-several documents
printf '农业农村局信息\0各位领导：\n一、春耕情况好\n%s\n二、敬老院情况好\n%s\n撰稿：田一禾' "$body" "$body" |
	put fuzz-several text
printf '信息一则\0信息1：春耕情况好\n%s\n1.5万亩\n信息2：其他\n%s' "$body" "$body" | put fuzz-several words

# The first byte chooses the record's table.
n=0
for record in '{"type":"result"}' '{"job":"read","result":{"kind":"report","from":"a@b.example"}}' \
	'{"result":null,"why":"x","topics":[{"topic":"t","hits":[{"rule":"r:1","from":0,"to":1}]}]}' \
	'{"failed":"x","commands":[{"verb":"approve","lines":[1,2],"rest":"\ud83d\ude00"}]}'; do
	for job in 0 1 2 3 4 5 6; do
		printf "\\$(printf %o "$job")%s" "$record" | put fuzz-record "$n-$job"
	done
	n=$((n + 1))
done

# Rules, a line ---, a letter's text.
for file in filters/rules/*.rules share/office/filters/*.rules; do
	[ ! -f "$file" ] || {
		cat "$file"
		printf '\n---\n关于春耕备耕和防汛的报告，全县化肥供应充足，3人受灾。\n'
	} | put fuzz-rules "$(basename "$(dirname "$file")")-$(basename "$file")"
done
awk '/^--- rules/ { n++; on = 1; next } /^--- (subject|body)/ { if (on == 1) print "---" >> f; on = 2; next }
     /^(---|###)/ { on = 0 } { f = out "/golden-" n } on { print >> f }' \
	out="$out/fuzz-rules" tests/rules/language.golden

# A mode, the template, NUL, its context.
for file in publish/templates/*; do
	mode='\000'
	[ "${file%.html}" = "$file" ] || mode='\001'
	{
		printf "$mode"
		cat "$file"
		printf '\0{"item":{"title":"春耕","text":"一、","topics":[{"topic":"t"}]},"lines":[{"n":1}]}'
	} | put fuzz-template "$(basename "$file")"
done

# Documents.
mkdir -p "$out/fuzz-docx"
python3 - "$out/fuzz-docx" <<'X'
import sys, zipfile
w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
xml = f'''<?xml version="1.0"?><w:document {w}><w:body><w:p><w:pPr><w:numPr/></w:pPr>
<w:r><w:t xml:space="preserve">春耕 </w:t><w:tab/><w:br/></w:r><w:del><w:r><w:delText>x</w:delText>
</w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>3人</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>'''
open(sys.argv[1] + '/bare.xml', 'w').write(xml)
for name, how in (('deflated', zipfile.ZIP_DEFLATED), ('stored', zipfile.ZIP_STORED)):
    with zipfile.ZipFile(f'{sys.argv[1]}/{name}.docx', 'w', how) as z:
        z.writestr('[Content_Types].xml', '<Types/>')
        z.writestr('word/document.xml', xml)
        z.writestr('word/footnotes.xml', xml.replace('document', 'footnotes'))
X
printf '\303\250\253' | put fuzz-docx gbk.txt
put fuzz-docx word-2003.xml <<'X'
<?xml version="1.0" encoding="gb2312"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:a="aml" xmlns:o="o">
<o:DocumentProperties><o:Title>t</o:Title></o:DocumentProperties><o:CustomDocumentProperties><o:k>v</o:k>
</o:CustomDocumentProperties><w:body><w:p><w:r><w:t>a</w:t><w:footnote><w:p><w:r><w:t>n</w:t></w:r></w:p>
</w:footnote></w:r><a:annotation w:type="Word.Deletion"><w:t>x</w:t></a:annotation><a:annotation w:type="Word.Comment">
<w:p><w:r><w:t>c</w:t></w:r></w:p></a:annotation></w:p><w:sectPr><w:hdr><w:p><w:r><w:t>h</w:t></w:r></w:p></w:hdr>
</w:sectPr></w:body></w:wordDocument>
X
put fuzz-docx package.xml <<'X'
<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/word/header1.xml">
<pkg:xmlData><hdr><p><r><t>h</t></r></p></hdr></pkg:xmlData></pkg:part><pkg:part pkg:name="/word/document.xml">
<pkg:xmlData><d><body><p><r><t>b</t></r></p></body></d></pkg:xmlData></pkg:part><pkg:part pkg:name="/docProps/core.xml">
<pkg:xmlData><c><title>t</title></c></pkg:xmlData></pkg:part><pkg:part pkg:name="/m.bin"/></pkg:package>
X
put fuzz-docx excel-2003.xml <<'X'
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:s="s"><Styles><Style s:ID="1"><NumberFormat s:Format="0%"/>
</Style></Styles><Worksheet s:Name="n"><Table><Row><Cell s:StyleID="1" s:Index="3"><Data s:Type="Number">.5</Data></Cell>
<Cell><Data s:Type="DateTime">2026-11-23T10:30:00.000</Data><Comment><Data>c</Data></Comment></Cell></Row></Table></Worksheet>
</Workbook>
X
put fuzz-docx flat.fodt <<'X'
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="t"><office:meta><title>t</title>
</office:meta><office:master-styles><header><text:p>h</text:p></header></office:master-styles><office:body><text:p>a
<note><text:p>n</text:p></note><binary-data>AA==</binary-data></text:p></office:body></office:document>
X
each fuzz-docx tests/documents/numbered.fodt tests/documents/numbered.rtf
each fuzz-rtf tests/documents/numbered.rtf
put fuzz-docx word.htm <<'X'
<html xmlns:o="o"><head><meta content="text/html; charset=gb2312"><!--[if gte mso 9]><xml><o:DocumentProperties>
<o:Keywords>k</o:Keywords><o:Pages>1</o:Pages></o:DocumentProperties></xml><![endif]--></head><body><p>a<del cite=x
datetime=y>b</del><![if !x]>[1]<![endif]></body></html>
X

# PDF: a font that is not embedded, one with a table of its own, an object stream's header.
put fuzz-pdf ucs2.pdf <<'X'
%PDF-1.5
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>
/Annots[<</Type/Annot/Subtype/Text/Rect[10 10 20 20]/Contents(note)>>]>>endobj
4 0 obj<</Length 74>>stream
BT /F 12 Tf 1 0 0 1 72 700 Tm <66258015> Tj 1 0 0 1 72 680 Tm <590780150031> Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>endobj
6 0 obj<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/W[1 95 500]/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>endobj
7 0 obj<</Length 120>>stream
begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0001> <00FF> <6625> endbfrange endcmap
endstream endobj
8 0 obj<</Type/ObjStm/N 1/First 4/Length 10>>stream
9 0 (text)
endstream endobj
trailer<</Size 9/Root 1 0 R>>
%%EOF
X

# A label's number, then bytes in that charset (or another).
n=0
for charset in UTF-8 GB2312 GB18030 BIG5 UTF-8 UTF-16 HZ; do
	if printf '关于春耕备耕的报告，３人；<p>進展</p>' | iconv -c -t "$charset" >"$out/text" 2>/dev/null; then
		{
			printf "\\$(printf %o "$n")"
			cat "$out/text"
		} | put fuzz-text "$charset-$n"
	fi
	n=$((n + 1))
done
rm -f "$out/text"
printf '\004<table><tr><td>a<td>b</table><div class="gmail_quote">x</div>&#x6625;&nbsp;<script>' |
	put fuzz-text page
printf '\004&Ti1lhw-/&-' | put fuzz-text folder

# A month of the log, an mbox.
put fuzz-spool mirror <<'X'
{"at_us":5,"cause":null,"hash":"h","params":"{\"why\":\"试\"}","people":null,"prev":"p","rules":null,"scheme":null,"seq":1,"type":"answer.refused"}
{"at_us":6,"cause":7,"hash":"i","params":"{}","people":"a","prev":"h","rules":"b","scheme":"c","seq":2,"type":"answer.refused"}
X
put fuzz-spool mbox <<'X'
From a@b.example Mon Nov 23 16:00:00 2026
Subject: x

>From the start
From here on

From MAILER-DAEMON Mon Nov 23 16:00 2026 +0800

y
X

# Rich Text, its groups and its ways to write a character.
put fuzz-rtf report.rtf <<'X'
{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce;}{\f1\fcharset0 A;}}{\info{\title T}}
{\header\pard H\par}\f0 \'b4\'ba\u26149?\uc0\u-10174\u-8265 \'9c@{\deleted x}{\*\footnote N}\par
\trowd\intbl A\cell B\par C\cell\row\pard\f1 \'93a\'94\emdash{\pict\bin3 }}}}{\field{\*\fldinst X}{\fldrslt r}}
{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt t\par}}{\shprslt u}}}
X

# The parts of an OFD, of a workbook, of an OpenDocument, apart by NUL.
{
	printf '\000<O><Title>t</Title><DocRoot>D/D.xml</DocRoot></O>\0'
	printf '<D><TemplatePage ID="7" BaseLoc="T.xml"/><Page BaseLoc="P.xml"/><Annotations>A.xml</Annotations></D>\0'
	printf '<P><Template TemplateID="7"/><TextObject Boundary="20 30 40 6" Size="5.6" CTM="1 0 0 1 2 3">'
	printf '<TextCode X="0" Y="4" DeltaX="g 3 5.6">春耕备耕</TextCode></TextObject></P>\0'
	printf '<T><TextObject Boundary="1 2 3 4"><TextCode X="1" Y="2">x</TextCode></TextObject></T>\0'
	printf '<A><FileLoc>N.xml</FileLoc></A>\0<N><Remark>r</Remark></N>'
} | put fuzz-ofd ofd
{
	printf '\001<w><workbookPr date1904="1"/><sheet name="进度" id="r1"/></w>\0'
	printf '<R><Relationship Id="r1" Target="s.xml"/></R>\0'
	printf '<s><row><c r="B1" t="s"><v>0</v></c><c s="0"><v>46349.5</v></c></row></s>\0'
	printf '<t><si><t>春</t><rPh><t>x</t></rPh></si></t>\0'
	printf '<f><numFmt numFmtId="180" formatCode="yyyy&quot;年&quot;"/><cellXfs><xf numFmtId="180"/></cellXfs></f>\0'
	printf '<c><comment><t>x</t></comment></c>'
} | put fuzz-ofd xlsx
{
	printf '\003<c><table table:name="a" xmlns:table="t"><table-row table:number-rows-repeated="2">'
	printf '<table-cell table:number-columns-repeated="3"><p>甲<s c="2"/><annotation><p>n</p></annotation></p>'
	printf '</table-cell></table-row></table></c>\0<s><header><p>H</p></header></s>\0<m><title>t</title></m>\0<m/>'
	printf '\0<c><chart><p>t</p><table><table-row><table-cell value-type="float"><p>1</p></table-cell></table-row></table></chart></c>'
} | put fuzz-ofd odt

{
	printf '\002<p xmlns:r="x/relationships"><sldIdLst><sldId id="256" r:id="r1"/></sldIdLst></p>\0'
	printf '<R><Relationship Id="r1" Target="s.xml"/></R>\0'
	printf '<s><p><r><t>春耕</t></r><br/><fld><r><t>1</t></r></fld></p></s>\0<n><p><r><t>x</t></r></p></n>'
} | put fuzz-ofd pptx

{
	printf '\004<d><p><pPr><numPr><ilvl val="1"/><numId val="1"/></numPr></pPr><r><t>春耕</t></r></p></d>\0<x><shape><textpath string="机密"/><textbox><div>汇总<br>月</div></textbox></shape></x>\0'
	printf '<c><tx><strCache><pt><v>亩</v></pt></strCache></tx><numCache><v>1</v></numCache><p><r><t>图</t></r></p></c>\0'
	printf '<d><t><p><r><t>播</t></r></p></t></d>\0<n><abstractNum abstractNumId="0"><lvl ilvl="1"><start val="3"/><numFmt val="chineseCounting"/><lvlText val="(%%2)"/></lvl></abstractNum><num numId="1"><abstractNumId val="0"/></num></n>\0'
	printf '<P><property name="KSOx"><lpwstr>1</lpwstr></property><property name="a"><lpwstr>2</lpwstr></property></P>'
} | put fuzz-ofd docx
printf '\005<R><Relationship Id="r" Type="t/aFChunk" Target="/word/a"/></R>\0x\0<R><Relationship Id="r" Type="t/package" Target="../b"/></R>\0yy' |
	put fuzz-ofd enclosed
printf '\006<O><DocRoot>D/D.xml</DocRoot></O>\0<D><Attachments>A.xml</Attachments></D>\0<A><Attachment Name="x"><FileLoc>a</FileLoc></Attachment><Attachment><FileLoc>/D/b</FileLoc></Attachment></A>\0y\0zz\0<f><object-ole href="./D/a"/></f>' |
	put fuzz-ofd attached
{
	printf '\007<m><标题>t</标题></m>\0<g><图形 标识符="a"><段落><句><文本串>框</文本串></句></段落></图形></g>\0'
	printf '<u><自动编号 标识符="L"><级别 级别值="0"><编号格式>upper-roman</编号格式><编号格式表示>%%1、</编号格式表示></级别></自动编号>'
	printf '<自动编号 标识符="M"><级别><自动编号 标识符="M"/><编号格式>decimal</编号格式></级别></自动编号>'
	printf '<段落_416B><自动编号信息 编号引用="L"/><句><文本串_415B>x</文本串_415B><空格符 个数="3"/><锚点 图形引用="a"/></句></段落_416B>'
	printf '<修订开始 类型="delete" 标识符="b"/><脚注><段落/></脚注><修订结束 开始标识引用="b"/><文字表><行><单元格/></行></文字表>'
	printf '<电子表格><工作表 名称="y"><行><单元格 列号="3"><文本串>1</文本串></单元格></行></工作表></电子表格></u>'
} | put fuzz-ofd uof

# Workbooks and slides of old: a whole one; strings cut between records, cells; a slide.
{
	printf '\002'
	cat tests/documents/table.xls
} | put fuzz-ole table.xls
{
	printf '\000\011\010\004\000\000\006\005\000\102\000\002\000\250\003\340\000\004\000\000\000\016\000'
	printf '\374\000\016\000\001\000\000\000\001\000\000\000\003\000\001\072\147\306\074\000\003\000\001\306\133'
	printf '\205\000\011\000\110\000\000\000\000\000\001\000x\012\000\000\000'
	printf '\011\010\004\000\000\006\020\000\375\000\012\000\000\000\000\000\000\000\000\000\000\000'
	printf '\006\000\016\000\001\000\000\000\000\000\000\000\000\000\000\000\377\377\007\002\004\000\001\000\000x'
	printf '\275\000\022\000\002\000\000\000\000\000\006\000\000\000\000\000\013\000\000\000\001\000\012\000\000\000'
} | put fuzz-ole book
{
	printf '\001\017\000\350\003\032\000\000\000\000\000\240\017\004\000\000\000\045\146\025\200'
	printf '\000\000\250\017\006\000\000\000slides'
} | put fuzz-ole slides
printf '\003\0\0\0\0\2\0a\0C:/a\0\0\0\3\0\2\0\0\0b\0\1\0\0\0x\1\0\0\0b\0\1\0\0\0a\0\1\0\0\0a\0' | put fuzz-ole packager
python3 - <<'X' | put fuzz-ole objects
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, "tests/lib")
from documents import ole, ole_file, word_streams
sys.stdout.buffer.write(b"\2" + ole(dict(word_streams("a"), ObjectPool={
    "_1": word_streams("b"), "_2": {"\1Ole10Native": ole_file("c.txt", b"d")}})))
X
python3 - <<'X' | put fuzz-ole msg
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, "tests/lib")
from documents import ole
inner = {"__properties_version1.0": b"x", "__substg1.0_1000001E": b"a", "__substg1.0_10130102": b"<ol><li>b"}
file = {"__substg1.0_37010102": b"c", "__substg1.0_3707001F": b"d\0"}
sys.stdout.buffer.write(b"\2" + ole(dict(inner, **{"__attach_version1.0_#00000000": file, "__attach_version1.0_#00000001": {
    "__substg1.0_3701000D": inner}})))
X

mkdir -p "$out/fuzz-packed"
python3 - "$out/fuzz-packed" "$(dirname "$0")/../lib" <<'X'
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[2])
from documents import gbk_named, packed, rar, tar
from packers import rar4, rar5, rar5_file, rar5_sealed, seven, seven_sealed
for name, data in (("zip", packed({"a/b.txt": "x" * 100})), ("gbk.zip", gbk_named("报告.txt", b"x")),
                   ("tar.gz", tar({"a": b"x"})), ("rar", rar(b"a.txt", b"text")),
                   ("part.rar", rar5(rar5_file("a", b"x", 16, total=2), volume=0, last=False)),
                   ("locked.rar", rar5(rar5_file("a", b"x", locked=True), rar5_file("b", b"y"))),
                   ("sealed.rar", rar5_sealed()), ("split.rar", rar4(b"a", b"x", 1, 6)),
                   ("7z", seven(["a", "b"], [b"x", b"y"])), ("locked.7z", seven(["a"], [b"x"], True)),
                   ("sealed.7z", seven_sealed())):
    open("%s/%s" % (sys.argv[1], name), "wb").write(data)
X
