#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers extract/uof.c extract/uof_numbering.c
"""uof - documents in the Uniform Office Format (标文通, GB/T 20916): text, tables, presentations"""
import functools
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
import extracting
from desk import Tap
from documents import packed

tap = Tap()
reads = functools.partial(extracting.reads, tap)
refuses = functools.partial(extracting.refuses, tap)
SPACES = " ".join('xmlns:%s="http://schemas.uof.org/cn/2003/%s"' % one for one in (
    ("uof", "uof"), ("字", "uof-wordproc"), ("表", "uof-spreadsheet"), ("演", "uof-slideshow"), ("图", "graph")))

# LibreOffice 7.4, of the flat files beside them: soffice --headless --convert-to uot prose.fodt
reads("the prose, its note and comment behind it", extracting.sample("prose.uot"), """青禾县春耕备耕进展顺利
截至11月23日，㙍上村、䶮溪镇、𠮷家庄整地12.5万亩，完成计划的78％。喆堃、珺、昇、镕五位技术员下乡。
一、农资供应  充足。“化肥”3.2万吨，《种子法》宣传到位——〔2026〕5号……
乡镇\t亩数\t比例
城关镇\t12000\t80%
二、下一步工作。English words and ＡＢＣ１２３。
数据来自县农业农村局。
请再核实""", "uof")
reads("a workbook", extracting.sample("table.uos"),
      "春耕进度\n乡镇\t亩数\t日期\t比例\n䶮溪镇𠮷家庄\t12000.5\t2026年11月23日\t78%\n合计\t\t\t0.8\n第二张表", "uof")


def uof(body, before="", objects="", kind="文字处理", encoding="UTF-8"):
    return ('<?xml version="1.0" encoding="%s"?>\n<uof:UOF %s>%s<uof:对象集>%s</uof:对象集><uof:%s>%s</uof:%s></uof:UOF>' % (
        encoding, SPACES, before, objects, kind, body, kind)).encode(encoding)


def words(content):
    return "<字:句><字:句属性/><字:文本串>%s</字:文本串></字:句>" % content


def p(*content, properties=""):
    return "<字:段落><字:段落属性>%s</字:段落属性>%s</字:段落>" % (properties, "".join(
        one if one.startswith("<") else words(one) for one in content))


def drawing(name, *content):
    return '<图:图形 图:标识符="%s"><图:名称>文本框</图:名称><图:文本内容>%s</图:文本内容></图:图形>' % (name, "".join(content))


def anchor(name):
    return '<uof:锚点 uof:图形引用="%s"/>' % name


META = "<uof:元数据><uof:标题>春耕</uof:标题><uof:创建者>张某</uof:创建者><uof:关键字集><uof:关键字>机密★1年</uof:关键字></uof:关键字集></uof:元数据>"
SIDES = "<字:分节><字:节属性><字:页眉><字:奇数页页眉>%s</字:奇数页页眉></字:页眉><字:页脚><字:奇数页页脚>%s</字:奇数页页脚></字:页脚></字:节属性></字:分节>" % (
    p("青禾县"), p("档案室"))
reads("headers, footers, blanks, tabs, line ends, what its properties say",
      uof(SIDES + p("春", "<字:句><字:空格符 字:个数=\"2\"/></字:句>", "耕", "<字:句><字:制表符/></字:句>", "备", "<字:句><字:换行符/></字:句>", "耕"), META),
      "青禾县\n春  耕\t备\n耕\n档案室\n春耕\n机密★1年", "uof")
DELETED = ('<字:句><字:修订开始 字:标识符="a" 字:类型="insert"/></字:句>', "新增", '<字:句><字:修订结束 字:开始标识引用="a"/></字:句>',
           '<字:句><字:修订开始 字:标识符="b" 字:类型="delete"/></字:句>', "删去", '<字:句><字:修订结束 字:开始标识引用="b"/></字:句>')
reads("what was deleted with its change kept is no text", uof(p("保留", *DELETED, "完")), "保留新增完")
reads("a box of text where it is shown, one that nobody shows behind all, once",
      uof(p("甲") + p("乙", "<字:句>%s%s</字:句>" % (anchor("x"), anchor("x"))) + p("丙"), objects=drawing("x", p("框中的字")) + drawing("y", p("散落"))),
      "甲\n乙\n框中的字\n\n丙\n散落")
reads("slides in their order, their notes, nothing of masters",
      uof("<演:主体><演:母版集><演:母版>%s</演:母版></演:母版集><演:幻灯片集><演:幻灯片>%s<演:幻灯片备注>%s</演:幻灯片备注></演:幻灯片><演:幻灯片>%s</演:幻灯片>"
          "</演:幻灯片集></演:主体>" % (anchor("m"), anchor("b"), anchor("n"), anchor("a")),
          objects=drawing("m", p("单击此处编辑标题")) + drawing("a", p("第二页")) + drawing("b", p("第一页")) + drawing("n", p("备注")), kind="演示文稿"),
      "第一页\n备注\n第二页")
SHEET = '<表:工作表 表:名称="进度"><表:工作表属性><表:页眉页脚 表:位置="footerleft">%s</表:页眉页脚></表:工作表属性><表:工作表内容>%s</表:工作表内容></表:工作表>'
reads("cells by their columns, what is printed below a sheet",
      uof(SHEET % (p("内部"), '<表:行><表:单元格 表:列号="2"><表:数据>%s</表:数据></表:单元格><表:单元格 表:列号="4"><表:数据>%s</表:数据></表:单元格></表:行><表:行/>'
                   "<表:行><表:单元格><表:数据>%s</表:数据></表:单元格></表:行>" % (words("甲"), words("乙"), words("丙"))), kind="电子表格"),
      "进度\n\t甲\t\t乙\n丙\n内部")
LEVEL = '<字:级别 字:级别值="%d"><字:编号格式>%s</字:编号格式><字:编号格式表示>%s</字:编号格式表示>%s</字:级别>'
LISTS = "<uof:式样集><uof:自动编号集><字:自动编号 字:标识符=\"L\">%s</字:自动编号></uof:自动编号集></uof:式样集>" % (
    LEVEL % (0, "chinese-counting", "%1、", "") + LEVEL % (1, "chinese-legal-simplified", "（%2）", "<字:起始编号>3</字:起始编号>") +
    '<字:级别 字:级别值="2"><字:项目符号>●</字:项目符号></字:级别>')
NUMBER = '<字:自动编号信息 字:编号引用="%s" 字:编号级别="%d"%s/>'
reads("the numbers of its lists",
      uof("".join(p(one, properties=NUMBER % of) for one, of in (
          ("甲", ("L", 0, "")), ("乙", ("L", 1, "")), ("丙", ("L", 1, "")), ("丁", ("L", 2, "")), ("戊", ("L", 0, "")), ("己", ("?", 0, "")),
          ("庚", ("L", 0, ' 字:重新编号="1" 字:起始编号="7"')), ("辛", ("L", 0, ' 字:重新编号="true"')))), LISTS),
      "一、甲\n（叁）乙\n（肆）丙\n丁\n二、戊\n己\n七、庚\n一、辛")
reads("a list inside one of the same name takes its place",
      uof(p("甲", properties=NUMBER % ("L", 0, "")), LISTS.replace("</字:级别>", '<字:自动编号 字:标识符="L">%s</字:自动编号><字:起始编号>5</字:起始编号></字:级别>' % (
          LEVEL % (0, "upper-roman", "%1.", "")), 1)), "I. 甲")
reads("in GB18030, as its declaration says", uof(p("㙍上村"), encoding="GB18030"), "㙍上村", "uof")

# ---- version 2 ----

TWO = " ".join('xmlns:%s="http://schemas.uof.org/cn/2009/%s"' % one for one in (("字", "wordproc"), ("图", "graph"), ("元", "metadata")))
reads("version 2, a package whose names have numbers",
      packed({"uof.xml": "<uof/>", "content.xml": "<字:文字处理文档_4225 %s><字:主体_4226><字:段落_416B><字:句_419D><字:文本串_415B>春耕</字:文本串_415B>"
              "</字:句_419D></字:段落_416B><字:文字表_416C><字:行_41CD>%s</字:行_41CD></字:文字表_416C></字:主体_4226></字:文字处理文档_4225>" % (
                  TWO, "".join("<字:单元格_41BE><字:段落_416B><字:句_419D><字:文本串_415B>%s</字:文本串_415B></字:句_419D></字:段落_416B></字:单元格_41BE>" % one
                               for one in ("甲", "乙"))),
              "graphics.xml": "<图:图形集_7C00 %s><图:图形_8062><图:文本_803C><字:段落_416B><字:句_419D><字:文本串_415B>框</字:文本串_415B></字:句_419D>"
              "</字:段落_416B></图:文本_803C></图:图形_8062></图:图形集_7C00>" % TWO}),
      "春耕\n甲\t乙\n框", "uof")
refuses("with a document type", uof(p("甲")).replace(b"?>\n", b'?>\n<!DOCTYPE a [<!ENTITY b "c">]>'), "failed", "")
refuses("cut off", uof(p("春耕"))[:-40], "failed", "damaged", "春耕")
tap.done()
