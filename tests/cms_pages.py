# ruff: noqa: E501
"""Pages of news sites for tests, after the markup of common content management systems; all of their text is invented."""

from __future__ import annotations

from typing import NamedTuple

TITLE = "Harbour cranes to close for repairs, port says"
LEAD = "The port of Ostermund will close its oldest cranes in spring, its director Ilse Varn said on Monday."
SPEECH = "“We cannot wait for another winter,” Varn told reporters at the quay, where two ferries had been turned away."
UNION = "A union of dock workers called the plan “a gamble with our jobs” and asked for talks with the city council."
CROSSHEAD = "What the inspectors found"
REPORT = "According to the inspectors, rust had eaten through “nearly a third” of the steel under the northern crane."
LETTER = (
    "The city wrote in its letter that nobody had been in danger, and that the cranes had been watched day and night."
)
END = "A decision is expected by the end of June, the council’s spokesman Joren Halt said."

OTHER = "Mayor: “I will not resign over the bridge”"
OTHER_TEXT = "The mayor said she had “nothing to hide” after the bridge was closed to lorries."
READER = "“They said the same ten years ago,” my father used to say. Typical, says everybody in town about the port."


class Page(NamedTuple):
    """A page: its markup, and the kind and text of each block of its article."""

    markup: str
    blocks: list[tuple[str, str]]
    author: str | None = "Mara Lind"
    date: str | None = "2026-03-02"


def body(*texts: str) -> list[tuple[str, str]]:
    return [("body", text) for text in texts]


HEADLINE = ("headline", TITLE)

WORDPRESS_CLASSIC = Page(
    f"""<!DOCTYPE html>
<html lang="en-US"><head><meta charset="UTF-8"><title>{TITLE} | The Ostermund Post</title>
<link rel="canonical" href="https://post.example/2026/03/cranes/">
<meta property="og:title" content="{TITLE}"><meta property="article:published_time" content="2026-03-02T08:15:00+00:00">
<style>.x{{color:red}}</style><script>var ads = "<p>“No,” he said.</p>";</script></head>
<body class="post-template-default single single-post has-sidebar comments-open">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header id="masthead" class="site-header"><p class="site-title"><a href="/">The Ostermund Post</a></p>
<nav id="site-navigation" class="main-navigation"><ul id="primary-menu" class="menu"><li><a href="/news">News</a></li>
<li><a href="/sport">Sport</a></li></ul></nav></header>
<div id="page" class="site"><div id="content" class="site-content"><div id="primary" class="content-area">
<main id="main" class="site-main"><article id="post-123" class="post-123 post type-post category-news tag-related hentry">
<header class="entry-header"><h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta"><span class="posted-on">Posted on <a href="#"><time class="entry-date" datetime="2026-03-02">March 2, 2026</time></a></span>
<span class="byline"> by <span class="author vcard"><a class="url fn n" href="/author/mara">Mara Lind</a></span></span></div></header>
<div class="entry-content">
<div id="attachment_9" style="width: 710px" class="wp-caption alignnone"><img src="c.jpg" alt="“Cranes”">
<p class="wp-caption-text">The cranes of the port. “Old,” says the director. Photo: A. Berg</p></div>
<p>{LEAD}</p>
<p>{SPEECH.replace("another winter", '<a href="/winter">another winter</a>')}</p>
<blockquote class="pullquote"><p>“We cannot wait for another winter”</p></blockquote>
<p>{UNION}</p>
<p><strong>Read more:</strong> <a href="/bridge">{OTHER}</a></p>
<h3>{CROSSHEAD}</h3>
<p>{REPORT}</p>
<blockquote><p>{LETTER}</p></blockquote>
<p>{END}</p>
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Twitter</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3>
<p><a href="/bridge">{OTHER}</a></p><p>{OTHER_TEXT}</p></div>
</div><footer class="entry-footer"><span class="tags-links">Tagged <a href="/tag/port">port</a>, <a href="/tag/c">cranes</a></span></footer>
</article>
<nav class="navigation post-navigation"><a href="/a">Previous post: A quiet night</a></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">2 thoughts on “{TITLE}”</h2><ol class="comment-list">
<li id="comment-1" class="comment"><article class="comment-body"><div class="comment-content"><p>{READER}</p></div></article></li>
<li id="comment-2" class="comment"><article class="comment-body"><div class="comment-content"><p>{READER}</p></div></article></li>
</ol><div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published.</p></form></div></div>
</main></div><aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul><li><a href="/b">{OTHER}</a></li></ul></section></aside>
</div><footer id="colophon" class="site-footer"><p>Proudly powered by WordPress. “Nothing but the truth.”</p></footer></div>
<div id="cookie-law-info-bar"><span>This website uses cookies to improve your experience. <a>Accept</a></span></div></body></html>""",
    [HEADLINE, *body(LEAD, SPEECH, UNION), ("heading", CROSSHEAD), *body(REPORT), ("quotation", LETTER), *body(END)],
    date="2026-03-02T08:15:00+00:00",
)

WORDPRESS_BLOCKS = Page(
    f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{TITLE} – The Post</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebPage","name":"x"}},
{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2026-03-02T08:15:00+00:00","author":{{"@type":"Person","name":"Mara Lind"}}}}]}}</script>
</head><body class="wp-site-blocks"><header class="wp-block-template-part"><div class="wp-block-group"><p class="wp-block-site-title"><a href="/">The Post</a></p>
<nav class="wp-block-navigation"><ul class="wp-block-navigation__container"><li><a href="/">News</a></li></ul></nav></div></header>
<main class="wp-block-group"><div class="wp-block-group has-global-padding"><h2 class="wp-block-post-title">{TITLE}</h2>
<div class="wp-block-post-author-name">Mara Lind</div><div class="wp-block-post-date"><time datetime="2026-03-02T08:15:00+00:00">March 2, 2026</time></div></div>
<div class="entry-content wp-block-post-content has-global-padding is-layout-constrained">
<figure class="wp-block-image size-large"><img src="c.jpg"/><figcaption class="wp-element-caption">“Too old”: the cranes.</figcaption></figure>
<p class="has-drop-cap">{LEAD}</p>
<p>{SPEECH}</p>
<figure class="wp-block-pullquote"><blockquote><p>We cannot wait for another winter</p><cite>Ilse Varn, port director</cite></blockquote></figure>
<p>{UNION}</p>
<h2 class="wp-block-heading">{CROSSHEAD}</h2>
<p>{REPORT}</p>
<blockquote class="wp-block-quote"><p>{LETTER}</p><cite>Letter of the city</cite></blockquote>
<ul class="wp-block-list"><li>The <em>northern</em> crane closes in March.</li><li>The southern crane closes in April.</li></ul>
<figure class="wp-block-table"><table><tbody><tr><td>Cranes</td><td>Four</td></tr></tbody></table><figcaption>Source: port</figcaption></figure>
<div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link" href="/s">Subscribe</a></div></div>
<p>{END}</p>
<div class="wp-block-columns related-posts"><h3>You may also like</h3><div><a href="/b">{OTHER}</a><p>{OTHER_TEXT}</p></div></div></div></main></body></html>""",
    [
        HEADLINE,
        *body(LEAD, SPEECH, UNION),
        ("heading", CROSSHEAD),
        *body(REPORT),
        ("quotation", LETTER),
        ("quotation", "Letter of the city"),
        *body("The northern crane closes in March.", "The southern crane closes in April.", "Cranes", "Four", END),
    ],
    date="2026-03-02T08:15:00+00:00",
)

DRUPAL = Page(
    f"""<!DOCTYPE html><html lang="en" dir="ltr" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8" /><title>{TITLE} | Ostermund Daily</title></head>
<body class="path-node page-node-type-article"><a href="#main-content" class="visually-hidden focusable">Skip to main content</a>
<div class="dialog-off-canvas-main-canvas" data-off-canvas-main-canvas><div class="layout-container">
<header role="banner"><div class="region region-header"><div id="block-branding" class="block"><a href="/" rel="home">Ostermund Daily</a></div></div></header>
<div class="region region-breadcrumb"><nav role="navigation" aria-labelledby="system-breadcrumb"><ol><li><a href="/">Home</a></li></ol></nav></div>
<main role="main"><a id="main-content" tabindex="-1"></a><div class="layout-content"><div class="region region-content">
<div id="block-page-title" class="block"><h1 class="page-title"><span class="field field--name-title">{TITLE}</span></h1></div>
<div id="block-content" class="block block-system"><article role="article" class="node node--type-article node--view-mode-full">
<footer class="node__meta"><div class="node__submitted">Submitted by <span class="field field--name-uid"><a href="/user/1" rel="author">Mara Lind</a></span> on <span>Mon, 03/02/2026 - 09:15</span></div></footer>
<div class="node__content"><div class="field field--name-field-image"><img src="a.jpg" alt=""><div class="field--name-field-caption">“Rusty”, the director says</div></div>
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item">
<p>{LEAD}</p>

<p>{SPEECH.replace("“We", "&ldquo;We").replace("winter,”", "winter,&rdquo;")}</p><p>&nbsp;</p>
<p>{UNION}</p><h2>{CROSSHEAD}</h2><p>{REPORT}</p><p>{LETTER}</p><p>{END}</p></div>
<div class="field field--name-field-tags"><h3 class="field__label">Tags</h3><ul class="links field__items"><li><a href="/t/1">Port</a></li></ul></div>
<section class="field field--name-comment comment-wrapper"><h2 class="title">Comments</h2><article class="comment"><div class="content"><p>{READER}</p></div></article>
<h2>Add new comment</h2><form class="comment-form"><div class="form-item"><label>Comment</label><textarea></textarea></div></form></section>
</div></article></div></div></div>
<aside class="layout-sidebar-second" role="complementary"><div class="views-element-container"><h2>Latest</h2><div class="views-row"><h3><a href="/2">{OTHER}</a></h3><p>{OTHER_TEXT}</p></div></div></aside></main>
<footer role="contentinfo"><p>© Ostermund Daily</p></footer></div></div></body></html>""",
    [HEADLINE, *body(LEAD, SPEECH, UNION), ("heading", CROSSHEAD), *body(REPORT, LETTER, END)],
    date=None,
)

ARC = Page(
    f"""<!DOCTYPE html><html lang="en"><head><title>{TITLE} - The Chronicle</title><meta property="og:title" content="{TITLE}"/>
<script type="application/ld+json">[{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2026-03-02T09:00:00Z","dateModified":"2026-03-03T09:00:00Z",
"author":[{{"@type":"Person","name":"Mara Lind"}},{{"@type":"Person","name":"Tom Reyk"}}],"url":"https://chronicle.example/cranes"}}]</script></head><body>
<div id="fusion-app" class="fusion-app"><div class="b-right-rail"><div class="c-stack b-right-rail__navigation" data-style-direction="vertical"><nav id="main-nav" class="b-header-nav-chain"><a href="/">Sections</a></nav></div>
<section role="main" id="main" tabindex="-1" class="b-right-rail__main"><div class="c-stack b-right-rail__full-width-1">
<a class="c-overline b-overline" href="/local">Local</a><h1 class="b-headline">{TITLE}</h1><h2 class="b-subheadline">Inspectors found rust in the northern crane</h2>
<figure class="c-media-item"><div class="c-lead-art"><img/></div><figcaption class="c-media-item__fig-caption"><span class="c-media-item__caption">“Closed”, a sign says.</span><span class="c-media-item__credit">(A. Berg/The Chronicle)</span></figcaption></figure>
<div class="b-byline">By <span class="b-byline__names"><a href="/a/mara">Mara Lind</a> and <a href="/a/tom">Tom Reyk</a></span></div><time class="c-date b-date" datetime="2026-03-02T09:00:00Z">March 02, 2026 at 9:00 a.m. EST</time>
<div class="c-share-bar b-share-bar"><button aria-label="Share">Share</button></div></div>
<div class="b-right-rail__main-inner"><div class="b-right-rail__main-interior-item"><article class="b-article-body">
<p class="c-paragraph">OSTERMUND — {LEAD}</p><div class="arcad-feature b-ads-block"><div class="arcad-container"><p>Advertisement</p></div></div>
<p class="c-paragraph">{SPEECH}</p><p class="c-paragraph">[<a href="/b"><i>{OTHER}</i></a>]</p>
<div class="b-interstitial-link"><a href="/b">{OTHER}</a></div>
<p class="c-paragraph">{UNION}</p><h3 class="c-heading">{CROSSHEAD}</h3><p class="c-paragraph">{REPORT}</p>
<div class="c-promo b-newsletter-promo"><p>Sign up for “The Quay”, our morning newsletter.</p></div>
<p class="c-paragraph">{LETTER}</p><p class="c-paragraph">{END}</p></article><div class="b-author-bio"><p><b>Mara Lind</b> writes about the port. She says: “Write to me.”</p></div></div>
<div class="b-right-rail__rail"><div class="b-results-list"><h2>Most Read</h2><div class="b-results-list__item"><a href="/x"><h2 class="c-heading">{OTHER}</h2></a><p>{OTHER_TEXT}</p></div></div></div></div></section>
<footer class="b-footer"><p>© 2026 The Chronicle</p></footer></div></div></body></html>""",
    [
        HEADLINE,
        ("heading", "Inspectors found rust in the northern crane"),
        *body(f"OSTERMUND — {LEAD}", SPEECH, UNION),
        ("heading", CROSSHEAD),
        *body(REPORT, LETTER, END),
    ],
    author="Mara Lind; Tom Reyk",
    date="2026-03-02T09:00:00Z",
)

GHOST = Page(
    f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><title>{TITLE}</title><meta property="article:published_time" content="2026-03-02T08:15:00.000Z"/>
<meta name="twitter:data1" content="Mara Lind"/><meta name="author" content="Mara Lind"/></head><body class="post-template tag-news"><div class="viewport">
<header id="gh-head" class="gh-head outer"><nav class="gh-head-inner inner"><a class="gh-head-logo" href="/">Quay</a></nav></header>
<div class="site-content"><main id="site-main" class="site-main"><article class="article post tag-news featured">
<header class="article-header gh-canvas"><div class="article-tag post-card-tags"><span class="post-card-primary-tag"><a href="/tag/n">News</a></span></div>
<h1 class="article-title">{TITLE}</h1><p class="article-excerpt">Rust under the northern crane is worse than the port thought.</p>
<div class="article-byline"><section class="article-byline-content"><ul class="author-list"><li class="author-list-item"><a href="/a">Mara Lind</a></li></ul>
<div class="article-byline-meta"><h4 class="author-name"><a href="/a">Mara Lind</a></h4><div class="byline-meta-content"><time class="byline-meta-date" datetime="2026-03-02">2 Mar 2026</time><span class="byline-reading-time"> — 3 min read</span></div></div></section></div>
<figure class="article-image"><img/><figcaption>“Old iron”, says Varn / Unsplash</figcaption></figure></header>
<section class="gh-content gh-canvas"><p>{LEAD}</p><p>{SPEECH}</p><blockquote class="kg-blockquote-alt">We cannot wait for another winter</blockquote><p>{UNION}</p>
<h2 id="what-the-inspectors-found">{CROSSHEAD}</h2><p>{REPORT}</p><hr><blockquote>{LETTER}</blockquote>
<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="/b"><div class="kg-bookmark-content"><div class="kg-bookmark-title">{OTHER}</div><div class="kg-bookmark-description">{OTHER_TEXT}</div></div></a></figure>
<div class="kg-card kg-signup-card"><h2 class="kg-signup-card-heading">Sign up for Quay</h2><p>No spam. “Unsubscribe anytime.”</p></div><p>{END}</p></section></article></main>
<section class="footer-cta outer"><div class="inner"><h2 class="footer-cta-title">Sign up for more like this.</h2></div></section>
<aside class="read-more-wrap outer"><div class="read-more inner"><article class="post-card post"><a href="/b"><h2 class="post-card-title">{OTHER}</h2><div class="post-card-excerpt">{OTHER_TEXT}</div></a></article></div></aside></div></div></body></html>""",
    [
        HEADLINE,
        *body("Rust under the northern crane is worse than the port thought.", LEAD, SPEECH, UNION),
        ("heading", CROSSHEAD),
        *body(REPORT),
        ("quotation", LETTER),
        *body(END),
    ],
    date="2026-03-02T08:15:00.000Z",
)

TABLES = Page(
    f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"><TITLE>{TITLE}</TITLE></HEAD>
<BODY BGCOLOR="#FFFFFF"><TABLE WIDTH="100%" BORDER=0><TR><TD COLSPAN=3><A HREF="/"><IMG SRC="logo.gif" ALT="The Mercury"></A></TD></TR>
<TR><TD WIDTH=120 VALIGN=top><FONT SIZE=1><A HREF="/1">Home</A><BR><A HREF="/2">News</A><BR><A HREF="/3">Sport</A><BR><A HREF="/4">Weather</A></FONT></TD>
<TD VALIGN=top><TABLE><TR><TD><FONT FACE="Times" SIZE=5><B>{TITLE}</B></FONT></TD></TR><TR><TD><FONT SIZE=2>By Mara Lind</FONT></TD></TR>
<TR><TD><P>{LEAD}<P>{SPEECH}
<P>{UNION}<BR><BR>{REPORT}<BR>
<BR>{LETTER}
<P>{END}</TD></TR></TABLE></TD>
<TD WIDTH=150><TABLE BGCOLOR="#CCCCCC"><TR><TD><B>More stories</B></TD></TR><TR><TD><A HREF="/5">{OTHER}</A></TD></TR></TABLE></TD></TR>
<TR><TD COLSPAN=3><FONT SIZE=1>Copyright 1999 The Mercury. All rights reserved.</FONT></TD></TR></TABLE></BODY></HTML>""",
    [HEADLINE, *body(LEAD, SPEECH, UNION, REPORT, LETTER, END)],
    date=None,
)

AMP = Page(
    f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><title>{TITLE}</title><link rel="canonical" href="https://amp.example/cranes">
<script type="application/ld+json">{{"@context":"http://schema.org","@type":"ReportageNewsArticle","headline":"{TITLE}","datePublished":"2026-03-02","author":"Mara Lind"}}</script></head>
<body><amp-sidebar id="sidebar" layout="nodisplay"><ul><li><a href="/">Home</a></li></ul></amp-sidebar>
<amp-consent id="consent" layout="nodisplay"><div id="consent-ui"><p>We and our partners use cookies. “Accept” to go on.</p></div></amp-consent>
<header class="amp-header"><button on="tap:sidebar.toggle">☰</button><a href="/">Amp Times</a></header>
<article class="amp-article"><header><h1 class="amp-title">{TITLE}</h1><div class="amp-meta amp-byline"><span class="amp-author">Mara Lind</span></div></header>
<amp-img src="a.jpg" width="4" height="3"><noscript><img src="a.jpg"></noscript></amp-img><p class="caption">“Rust” at the port</p>
<div class="amp-content"><p>{LEAD}</p><amp-ad width="300" height="250"><div placeholder>Advertisement</div></amp-ad><p>{SPEECH}</p>
<p>{UNION}</p><amp-list src="/x"><template type="amp-mustache"><p>{{{{title}}}}</p></template></amp-list><h2>{CROSSHEAD}</h2><p>{REPORT}</p><p>{LETTER}</p><p>{END}</p></div>
<amp-social-share type="twitter"></amp-social-share><footer class="amp-footer"><section class="related"><h3>Related</h3><a href="/b">{OTHER}</a></section></footer></article></body></html>""",
    [HEADLINE, *body(LEAD, SPEECH, UNION), ("heading", CROSSHEAD), *body(REPORT, LETTER, END)],
)

SUBSTACK = Page(
    f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title data-rh="true">{TITLE} - by Mara Lind</title><meta data-rh="true" property="og:title" content="{TITLE}">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2026-03-02T08:15:00+00:00","author":[{{"@type":"Person","name":"Mara Lind"}}],"isAccessibleForFree":false}}</script></head>
<body><div id="entry"><div id="main" class="main typography use-theme-bg"><div class="pencraft pc-display-contents topBar-pIF0J1"><a href="/">The Quay</a><button>Subscribe</button><button>Sign in</button></div>
<div><div class="available-content-wrap"><article class="typography newsletter-post post"><div role="region" class="pencraft post-header"><h1 dir="auto" class="post-title published">{TITLE}</h1><h3 dir="auto" class="subtitle">Rust, letters and a strike</h3>
<div class="pencraft byline-wrapper"><div class="pencraft"><a href="/@mara">Mara Lind</a></div><div class="pencraft meta-EgzBVA">Mar 02, 2026</div></div><div class="post-ufi"><a role="button" class="post-ufi-button">12</a><a role="button">Share</a></div></div>
<div class="available-content"><div dir="auto" class="body markup"><p><span>{LEAD}</span></p><p><span>{SPEECH[:20]}</span><em>{SPEECH[20:33]}</em><span>{SPEECH[33:]}</span></p>
<div class="pullquote"><p>“a gamble with our jobs”</p></div><p>{UNION}<a data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1" href="#footnote-1">1</a></p>
<div class="subscription-widget-wrap" data-component-name="SubscribeWidget"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">The Quay is “reader-supported”. To receive new posts, subscribe.</p></div></div></div>
<h2 class="header-anchor-post">{CROSSHEAD}<div class="pencraft header-anchor-parent"><div id="§x"></div><button></button></div></h2><p>{REPORT}</p><blockquote><p>{LETTER}</p></blockquote><p>{END}</p>
<p class="button-wrapper" data-attrs="{{}}"><a class="button primary" href="/share"><span>Share</span></a></p></div></div></article></div></div>
<div class="container"><div id="discussion" class="comments-page"><h4>Discussion about this post</h4><div class="comment-list"><div class="comment"><p>{READER}</p></div></div></div></div></div></div></body></html>""",
    [
        HEADLINE,
        ("heading", "Rust, letters and a strike"),
        *body(LEAD, SPEECH, f"{UNION}1"),
        ("heading", CROSSHEAD),
        *body(REPORT),
        ("quotation", LETTER),
        *body(END),
    ],
    date="2026-03-02T08:15:00+00:00",
)

GOVERNMENT = Page(
    f"""<!DOCTYPE html><html lang="en" class="govuk-template"><head><meta charset="utf-8"><title>{TITLE} - GOV.EXAMPLE</title><meta name="dcterms.issued" content="2026-03-02"></head>
<body class="govuk-template__body"><div id="global-cookie-message" class="gem-c-cookie-banner govuk-cookie-banner" role="region" aria-label="Cookies on GOV"><h2>Cookies on GOV</h2><p>We use some essential cookies to make this website work.</p><button>Accept</button></div>
<a href="#content" class="gem-c-skip-link">Skip to main content</a><header role="banner" class="gem-c-layout-super-navigation-header"><a href="/">GOV</a><nav><ul><li><a href="/b">Benefits</a></li></ul></nav></header>
<div id="wrapper" class="wrapper govuk-width-container"><div class="gem-c-contextual-breadcrumbs"><ol><li><a href="/">Home</a></li></ol></div>
<main role="main" id="content" class="news-article" lang="en"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-xl">Press release</span><h1 class="gem-c-heading">{TITLE}</h1>
<p class="gem-c-lead-paragraph">Repairs will begin in spring and take two years.</p></div></div>
<div class="gem-c-metadata"><dl><dt>From:</dt><dd><a href="/port">Port Ministry</a></dd><dt>Published</dt><dd>2 March 2026</dd></dl></div>
<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><div class="gem-c-govspeak govuk-govspeak"><div class="govspeak"><p class="dateline">OSTERMUND, 2 March 2026</p>
<ul><li>Cranes close in spring.</li><li>Ferries go on.</li></ul><p>{LEAD}</p><p>Director Ilse Varn said:</p><blockquote><p class="last-child">{SPEECH}</p></blockquote><p>{UNION}</p><h2 id="notes">Notes to editors</h2><ol><li>{REPORT}</li></ol><p>{END}</p></div></div>
<div class="responsive-bottom-margin"><div class="gem-c-share-links"><h2>Share this page</h2><ul><li><a href="#">Share on Facebook</a></li></ul></div></div></div>
<div class="govuk-grid-column-one-third"><div class="gem-c-contextual-sidebar"><h2>Related content</h2><ul><li><a href="/c">{OTHER}</a></li></ul></div></div></div></main></div>
<footer class="gem-c-layout-footer" role="contentinfo"><a href="/help">Help</a></footer></body></html>""",
    [
        HEADLINE,
        *body("Repairs will begin in spring and take two years."),
        ("dateline", "OSTERMUND, 2 March 2026"),
        *body("Cranes close in spring.", "Ferries go on.", LEAD, "Director Ilse Varn said:"),
        ("quotation", SPEECH),
        *body(UNION),
        ("heading", "Notes to editors"),
        *body(REPORT, END),
    ],
    author=None,
)

PAGES = {
    "wordpress-classic": WORDPRESS_CLASSIC,
    "wordpress-blocks": WORDPRESS_BLOCKS,
    "drupal": DRUPAL,
    "arc": ARC,
    "ghost": GHOST,
    "tables": TABLES,
    "amp": AMP,
    "substack": SUBSTACK,
    "government": GOVERNMENT,
}
