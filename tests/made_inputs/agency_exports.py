"""Items of news agencies: NewsML-G2 with XHTML inside, and the two generations of ninjs."""

from __future__ import annotations

import html
import json
from typing import Any

from made_inputs.furniture import Furniture
from made_inputs.inline_markup import InlineMarkup
from made_inputs.news_copy import NewsCopy


def newsml(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return a news message with two items: the text as inline XHTML, and a picture with its caption."""
    inner = "\n".join(f"<p>{each}</p>" for each in _escaped(copy))
    item = f"urn:newsml:agency.example:{furniture.when:%Y%m%d}:{furniture.random.randint(1000, 9999)}"
    when = furniture.when.isoformat() + "Z"
    headline, caption = html.escape(copy.headline, quote=False), html.escape(furniture.caption(), quote=False)
    slug = html.escape("-".join(copy.headline.upper().split()[:3]))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
  <header>
    <sent>{when}</sent>
    <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_35.xml"/>
    <sender>agency.example</sender>
    <priority>4</priority>
  </header>
  <itemSet>
    <newsItem guid="{item}" version="2" standard="NewsML-G2" standardversion="2.28" xml:lang="en-GB">
      <itemMeta>
        <itemClass qcode="ninat:text"/>
        <provider qcode="nprov:AGX"/>
        <versionCreated>{when}</versionCreated>
        <pubStatus qcode="stat:usable"/>
        <edNote>{html.escape(furniture.note("editor’s note", "Repeats; the desk says a picture follows."))}</edNote>
      </itemMeta>
      <contentMeta>
        <urgency>4</urgency>
        <contentCreated>{when}</contentCreated>
        <located><name>{furniture.random.choice(("London", "Nairobi", "Manila"))}</name></located>
        <creator><name>{furniture.author}</name></creator>
        <by>{furniture.author}</by>
        <slugline separator="-">{slug}</slugline>
        <headline>{headline}</headline>
        <subject qcode="medtop:11000000"><name>politics</name></subject>
      </contentMeta>
      <contentSet>
        <inlineXML contenttype="application/xhtml+xml" wordcount="{len(copy.body.split())}">
          <html xmlns="http://www.w3.org/1999/xhtml">
            <head><title>{headline}</title></head>
            <body>
{inner}
            </body>
          </html>
        </inlineXML>
      </contentSet>
    </newsItem>
    <newsItem guid="{item}-pic" version="1" standard="NewsML-G2" standardversion="2.28" conformance="power">
      <itemMeta>
        <itemClass qcode="ninat:picture"/>
        <provider qcode="nprov:AGX"/>
        <versionCreated>{when}</versionCreated>
        <pubStatus qcode="stat:usable"/>
      </itemMeta>
      <contentMeta>
        <headline>Picture: {html.escape(furniture.section)}</headline>
        <description role="drol:caption">{caption}</description>
      </contentMeta>
      <contentSet><remoteContent href="http://agency.example/p.jpg" contenttype="image/jpeg" width="1024"/></contentSet>
    </newsItem>
  </itemSet>
</newsMessage>
""".encode()


def ninjs(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return an item of ninjs 1, with its body as HTML and a picture with its caption."""
    return _json(
        {
            "uri": f"http://agency.example/item/{furniture.random.getrandbits(48):012x}",
            "type": "text",
            "mimetype": "text/html",
            "versioncreated": furniture.when.isoformat() + "Z",
            "pubstatus": "usable",
            "urgency": 4,
            "language": "en",
            "byline": f"By {furniture.author}",
            "headline": copy.headline,
            "slugline": "-".join(copy.headline.lower().split()[:3]),
            "description_text": furniture.teaser(),
            "body_html": "".join(f"<p>{each}</p>" for each in _escaped(copy)),
            "place": [{"name": "Geneva", "rel": "dateline"}],
            "associations": {"mainpic": _picture(furniture) | {"description_text": furniture.caption()}},
        }
    )


def ninjs_2(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return an item of ninjs 2, in which headlines, descriptions and bodies are lists."""
    caption = {"descriptions": [{"role": "caption", "contenttype": "text/plain", "value": furniture.caption()}]}
    return _json(
        {
            "standard": {
                "name": "ninjs",
                "version": "2.0",
                "schema": "https://iptc.org/std/ninjs/ninjs-schema_2.0.json",
            },
            "uri": f"http://agency.example/item/{furniture.random.getrandbits(48):012x}",
            "type": "text",
            "versioncreated": furniture.when.isoformat() + "Z",
            "language": "en",
            "by": furniture.author,
            "headlines": [{"role": "main", "contenttype": "text/plain", "value": copy.headline}],
            "descriptions": [{"role": "summary", "contenttype": "text/plain", "value": furniture.teaser()}],
            "bodies": [
                {
                    "role": "main",
                    "contenttype": "text/html",
                    "value": "\n".join(f"<p>{each}</p>" for each in _escaped(copy)),
                }
            ],
            "associations": [_picture(furniture) | {"name": "mainpic"} | caption],
        }
    )


def _escaped(copy: NewsCopy) -> list[str]:
    markup = InlineMarkup("raw", 0)
    return [markup.escaped(each) for each in copy.paragraphs]


def _picture(furniture: Furniture) -> dict[str, Any]:
    return {"uri": "http://agency.example/picture/1", "type": "picture", "byline": furniture.person()}


def _json(item: dict[str, Any]) -> bytes:
    return json.dumps(item, indent=2).encode()
