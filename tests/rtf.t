#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers extract/rtf.c extract/rtf_text.c
"""rtf - Rich Text: the charset of every font, Unicode with its stand-ins, what is shown and what is not"""
import functools
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
import extracting
from desk import Tap

tap = Tap()
reads = functools.partial(extracting.reads, tap)
refuses = functools.partial(extracting.refuses, tap)
HEAD = (rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}"
        rb"{\f1\fswiss\fcharset0 Arial;}{\f2\fnil\fcharset136 MingLiU;}{\f3\fnil Unknown;}}"
        rb"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}}{\*\generator Office;}")


def hexed(text, charset="gb18030"):
    return b"".join(b"\\'%02x" % b for b in text.encode(charset))


def rtf(body):
    return HEAD + body + b"}"


# Whose second bytes are \ { } and @.
TRAILS = "".join(bytes([lead, trail]).decode("gbk") for trail in b"\\{}@" for lead in (0x9c, 0xd5))
reads("rtf: GBK in hex", rtf(rb"\f0 " + hexed("春耕备耕") + b"\\par\r\n" + hexed("进展") + b"}"), "春耕备耕\n进展", "rtf")
reads("rtf: second bytes that are signs of RTF", rtf(rb"\f0 " + hexed(TRAILS) + rb"\par}"), TRAILS)
reads("rtf: raw bytes, whatever the second one is", rtf(rb"\f0 " + ("春耕" + TRAILS).encode("gbk") + rb"\par"),
      "春耕" + TRAILS)
reads("rtf: second bytes raw behind a first in hex", rtf(rb"\f0 \'9c@\'d5@\par"), TRAILS[6:])
reads("rtf: Big5 by its font", rtf(rb"\f2 " + hexed("春耕進展", "big5") + rb"\f0 " + hexed("完")), "春耕進展完")
reads("rtf: Chinese in a font called Western, quotes in a Western one",
      rtf(rb"\f1 " + hexed("春耕") + rb" \'93a\'94 it\'92s \f3 " + hexed("备耕")), "春耕 “a” it’s 备耕")
reads("rtf: Unicode with any number of stand-ins",
      rtf(rb"\uc1\u26149?\u-28654\'3f\uc2\u22791\'b1\'b8\uc0\u-10174\u-8265 {\uc1\u26149 ?}x"), "春递备𠮷春x")
reads("rtf: half a character is marked", rtf(rb"\uc0\u-10174 a\u-8265 b"), "\ufffda\ufffdb")
reads("rtf: signs", rtf(rb"\f0 a\~b\_c\-d \\ \{\} \emdash\endash\bullet\lquote\rdblquote\tab x\line y"),
      "a b-cd \\ {} —–•‘”\tx\ny")
reads("rtf: tables", rtf(rb"\trowd\intbl A\cell B1\par B2\cell\row\trowd\intbl C\cell\cell\row\pard after\par"),
      "A\tB1 B2\nC\t\nafter")
reads("rtf: headers first, then the text, then footers, notes, comments, properties",
      rtf(rb"{\info{\title Told}{\author Nobody}{\keywords secret}{\*\company None}}{\header\pard Head\par}"
          rb"{\footer\pard Foot\par}Told{\super\chftn{\*\footnote Note}} of{\*\atnid z}{\*\annotation{\*\atndate 1}"
          rb"Ask} it\par"), "Head\nTold of it\nFoot\nNote\nAsk\nsecret")
reads("rtf: fields, deleted text, pictures, binary, unknown groups",
      rtf(rb'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt shown}} {\deleted gone} {\pict\bin5 }}}}} ff}'
          rb"{\*\unknown {\par hidden}}{\object{\*\objdata 00}{\result there}}{\xe index}{\nonshppict{\pict 00}}"),
      "shown  there")
EQ = r"EQ \\* jc0 \\o\\ad(\\s\\up 9(r\u243?ng),\'e9F)"
reads("rtf: a reading above a character, which has no result",
      rtf((r"\f0 {\field{\*\fldinst {%s}}{\fldrslt }}{\field{\*\fldinst PAGE}{\fldrslt 3}}" % EQ).encode()), "镕3")
reads("rtf: text boxes once", rtf(rb"text{\shp{\*\shpinst\shpleft1{\sp{\sn a}{\sv b}}{\shptxt\pard box\par}}"
                                  rb"{\shprslt{\pard box\par}}}"), "text\nbox")


reads("rtf: a watermark", rtf(rb"{\header\pard{\shp{\*\shpinst{\sp{\sn gtextFont}{\sv Song}}{\sp{\sn gtextUNICODE}"
                              rb"{\sv \u26426?\u23494?}}}}\par}text"), "text\n机密")
refuses("rtf: cut off", rtf(rb"\f0 " + hexed("春耕"))[:-1] + b"{", "failed", "damaged", "春耕")
refuses("rtf: deeper than anybody writes", rtf(b"{" * 5000), "failed", "damaged")
tap.done()
