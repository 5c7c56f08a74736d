"""Feeds with the whole text of several articles: RSS and Atom."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import timedelta

from made_inputs.furniture import Furniture
from made_inputs.inline_markup import InlineMarkup
from made_inputs.news_copy import NewsCopy, is_subhead


def wordpress_feed(copies: Sequence[NewsCopy], furniture: Furniture) -> bytes:
    """Return the RSS of WordPress: an excerpt as the description, the whole post in ``content:encoded``."""
    items = []
    for number, copy in enumerate(copies):
        address = furniture.address(copy.headline)
        post = (
            f'<p>The post <a href="{address}">{html.escape(copy.headline)}</a> appeared first on '
            f'<a href="https://{furniture.domain}">{furniture.site}</a>.</p>'
        )
        excerpt = " ".join(copy.paragraphs[0].split()[:55]) + " [&#8230;]"
        items.append(f"""
	<item>
		<title>{html.escape(copy.headline, quote=False)}</title>
		<link>{address}</link>
		<comments>{address}#respond</comments>
		<dc:creator><![CDATA[{furniture.author}]]></dc:creator>
		<pubDate>{_rfc822(furniture, number)}</pubDate>
		<category><![CDATA[{furniture.section}]]></category>
		<guid isPermaLink="false">https://{furniture.domain}/?p={8000 + number}</guid>
		<description><![CDATA[<p>{_in_cdata(excerpt)}</p>
{_in_cdata(post)}
]]></description>
		<content:encoded><![CDATA[{_in_cdata(_body(copy, furniture, InlineMarkup("decimal", 0.4)))}
{_in_cdata(post)}
]]></content:encoded>
		<slash:comments>{number}</slash:comments>
	</item>""")
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
	>
<channel>
	<title>{furniture.site}</title>
	<atom:link href="https://{furniture.domain}/feed/" rel="self" type="application/rss+xml" />
	<link>https://{furniture.domain}</link>
	<description>{html.escape(furniture.notice("newsletter"))}</description>
	<language>en-GB</language>
	<generator>https://wordpress.org/?v=6.4.3</generator>{"".join(items)}
</channel>
</rss>
""".encode()


def description_feed(copies: Sequence[NewsCopy], furniture: Furniture) -> bytes:
    """Return an RSS whose descriptions are the whole text, as escaped HTML, in Latin 1, with captions of pictures."""
    items = []
    for number, copy in enumerate(copies):
        body = html.escape(_body(copy, furniture, InlineMarkup("named", 0.2)), quote=False)
        items.append(
            f"<item><title>{html.escape(copy.headline, quote=False)}</title><link>{furniture.address(copy.headline)}"
            f"</link><description>{body}</description><pubDate>{_rfc822(furniture, number)}</pubDate>"
            f'<media:content url="https://{furniture.domain}/p{number}.jpg" medium="image"><media:description>'
            f"{html.escape(furniture.caption())}</media:description></media:content></item>"
        )
    feed = (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/">'
        f"<channel><title>{furniture.site}</title><link>https://{furniture.domain}</link>"
        f"<description>Latest stories</description>\n{chr(10).join(items)}\n</channel></rss>\n"
    )
    return feed.encode("iso-8859-1", "xmlcharrefreplace")


def atom_feed(copies: Sequence[NewsCopy], furniture: Furniture) -> bytes:
    """Return an Atom feed, its contents in turn escaped HTML and XHTML, with a summary that is another text."""
    entries = []
    for number, copy in enumerate(copies):
        if number % 2:
            inner = _body(copy, furniture, InlineMarkup("decimal", 0.3)).replace("&nbsp;", "&#160;")
            content = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{inner}</div></content>'
        else:
            inner = html.escape(_body(copy, furniture, InlineMarkup("raw", 0.3)), quote=False)
            content = f'<content type="html" xml:base="https://{furniture.domain}/">{inner}</content>'
        entries.append(f"""
  <entry>
    <title type="text">{html.escape(copy.headline, quote=False)}</title>
    <link rel="alternate" type="text/html" href="{furniture.address(copy.headline)}"/>
    <id>tag:{furniture.domain},2025:{7000 + number}</id>
    <published>{(furniture.when - timedelta(hours=number)).isoformat()}Z</published>
    <updated>{(furniture.when - timedelta(hours=number)).isoformat()}Z</updated>
    <author><name>{furniture.person()}</name></author>
    <summary type="text">{html.escape(furniture.teaser(), quote=False)}</summary>
    {content}
  </entry>""")
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>{furniture.site}</title>
  <subtitle>{html.escape(furniture.notice("newsletter"))}</subtitle>
  <link rel="self" href="https://{furniture.domain}/atom.xml"/>
  <updated>{furniture.when.isoformat()}Z</updated>
  <id>https://{furniture.domain}/</id>{"".join(entries)}
</feed>
""".encode()


def _body(copy: NewsCopy, furniture: Furniture, markup: InlineMarkup) -> str:
    random = furniture.random
    picture = (
        f'<figure class="wp-block-image"><img src="https://{furniture.domain}/a.jpg" alt="" />'
        f"<figcaption>{html.escape(furniture.caption(), quote=False)}</figcaption></figure>"
    )
    lines = [picture] if random.random() < 0.7 else []
    for paragraph in copy.paragraphs:
        if is_subhead(paragraph):
            lines.append(f"<h2>{markup.escaped(paragraph)}</h2>")
        else:
            lines.append(f"<p>{markup.paragraph(paragraph, random, furniture.address(paragraph))}</p>")
    title = html.escape(furniture.related_title(), quote=False)
    lines.insert(random.randint(1, len(lines)), f'<p><strong>Read more: </strong><a href="#">{title}</a></p>')
    return "\n".join(lines)


def _rfc822(furniture: Furniture, number: int) -> str:
    return (furniture.when - timedelta(hours=number)).strftime("%a, %d %b %Y %H:%M:%S +0000")


def _in_cdata(text: str) -> str:
    return text.replace("]]>", "]]]]><![CDATA[>")
