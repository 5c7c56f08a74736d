"""Mails to a newsroom: press releases and newsletters, with what programs and lawyers add to them."""

from __future__ import annotations

import html
import textwrap
from datetime import UTC, timedelta
from email.generator import BytesGenerator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from io import BytesIO

from made_inputs.furniture import Furniture
from made_inputs.inline_markup import InlineMarkup
from made_inputs.news_copy import NewsCopy, is_subhead

_DISCLAIMER = (
    "This e-mail and any attachments are confidential and intended solely for the addressee. If you have received it "
    "in error, please tell the sender, who says sorry in advance, and delete it."
)
_PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


def flowed_mail(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return a plain mail with soft line ends (format=flowed), quoted-printable, with a signature."""
    parts = ["\n".join(_flowed(paragraph)) for paragraph in copy.paragraphs]
    mail = _mail(copy.headline, furniture)
    mail.set_content("\n\n".join(parts) + "\n\n" + _signature(furniture), cte="quoted-printable", charset="utf-8")
    mail.set_param("format", "flowed")
    return _bytes(mail)


def reply_mail(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return an answer with hard line ends in which the article stands above the mail that asked for it."""
    body = "\n\n".join(textwrap.fill(each, 72, break_long_words=False) for each in copy.paragraphs)
    name, question = furniture.comment()
    asked = (furniture.when - timedelta(hours=3)).strftime("%a, %d %b %Y at %H:%M")
    earlier = textwrap.fill(f"{furniture.teaser()} {question}", 68).splitlines()
    quoted = "\n".join(f"> {line}" for line in ["Hello,", "", *earlier, "", "Could you send us the text?", name])
    line = f"On {asked}, {furniture.editor} <desk@{furniture.domain}> wrote:"
    text = f"{body}\n\n{_signature(furniture)}\n\n{line}\n{quoted}\n"
    mail = _mail(copy.headline, furniture)
    mail["In-Reply-To"] = f"<asked.{furniture.when:%H%M}@{furniture.domain}>"
    encoding = "cp1252" if copy.fits("cp1252") and furniture.random.random() < 0.5 else "utf-8"
    mail.set_content(text, cte=furniture.random.choice(("8bit", "base64", "quoted-printable")), charset=encoding)
    return _bytes(mail)


def outlook_mail(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return a mail of Outlook: text and HTML of the same release, a picture attached, an original message below."""
    markup = InlineMarkup("raw", 0.2)
    random = furniture.random
    earlier, sender = furniture.teaser(), furniture.person()
    rows = [f'<p class="MsoNormal"><b><span style="font-size:14.0pt">{markup.escaped(copy.headline)}</span></b></p>']
    for paragraph in copy.paragraphs:
        inner = markup.paragraph(paragraph, random, furniture.address(paragraph))
        inner = f"<b>{inner}</b>" if is_subhead(paragraph) else inner
        rows.append(f'<p class="MsoNormal"><span lang="EN-GB" style="font-size:11.0pt">{inner}<o:p></o:p></span></p>')
        rows.append('<p class="MsoNormal"><o:p>&nbsp;</o:p></p>')
    rows.append(f'<p class="MsoNormal">{furniture.author}<br>Press officer<br>Tel. 01632 960 077</p>')
    rows.append(
        '<p class="MsoNormal"><span style="font-size:8.0pt;color:gray">'
        f"{furniture.note('signature', _DISCLAIMER)}</span></p>"
    )
    rows.append(
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">'
        f"<b>From:</b> {sender} &lt;desk@{furniture.domain}&gt;<br><b>Sent:</b> {furniture.when:%d %B %Y %H:%M}<br>"
        f"<b>To:</b> {furniture.author}<br><b>Subject:</b> Tomorrow’s pages</p></div>"
        f'<p class="MsoNormal">{html.escape(earlier)}</p>'
    )
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">\n'
        '<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
        "<style><!-- p.MsoNormal {margin:0cm;font-family:Calibri;} --></style></head>\n"
        f'<body lang="EN-GB" link="#0563C1"><div class="WordSection1">{chr(10).join(rows)}</div></body></html>'
    )
    plain = (
        "\n\n".join([copy.headline, *copy.paragraphs])
        + f"\n\n{furniture.author}\nPress officer\nTel. 01632 960 077\n\n{_DISCLAIMER}\n\n"
        f"-----Original Message-----\nFrom: {sender} <desk@{furniture.domain}>\n"
        f"Sent: {furniture.when:%d %B %Y %H:%M}\nTo: {furniture.author}\nSubject: Tomorrow’s pages\n\n{earlier}\n"
    )
    mail = _mail(f"PRESS RELEASE: {copy.headline}", furniture)
    mail.set_content(plain, charset="utf-8", cte="quoted-printable")
    mail.add_alternative(page, subtype="html", charset="utf-8", cte="quoted-printable")
    mail.add_attachment(_PIXEL, maintype="image", subtype="gif", filename="logo.gif")
    return _bytes(mail)


def newsletter_mail(copy: NewsCopy, furniture: Furniture) -> bytes:
    """Return a newsletter as mailing services send it: HTML alone, in nested tables, base64."""
    markup = InlineMarkup(furniture.random.choice(("raw", "decimal", "named")), 0.3)
    cell = '<td class="mcnTextContent" style="padding:9px 18px;line-height:150%" valign="top">{}</td>'
    body = "\n".join(
        f"<p>{markup.paragraph(each, furniture.random, furniture.address(each))}</p>" for each in copy.paragraphs
    )
    related = "".join(f'<p><a href="#">{html.escape(furniture.related_title())}</a></p>' for _ in range(3))
    cells = (
        '<a href="#" style="font-size:11px">View this email in your browser</a>',
        f"<h1>{markup.escaped(copy.headline)}</h1>\n{body}",
        f'<h3 style="text-align:center">More from {furniture.site}</h3>{related}',
        f"<em>{html.escape(furniture.notice('footer'))}</em><br>You are receiving this email because you opted in. "
        "<a href='*|UNSUB|*'>unsubscribe from this list</a>",
    )
    rows = "\n".join(
        '<tr><td><table border="0" cellpadding="0" cellspacing="0" width="100%" class="mcnTextBlock"><tbody><tr>'
        f"{cell.format(each)}</tr></tbody></table></td></tr>"
        for each in cells
    )
    preheader = html.escape(furniture.related_title())
    page = (
        '<!doctype html><html><head><meta charset="UTF-8"><title>*|MC:SUBJECT|*</title>'
        '<style type="text/css">p{margin:10px 0;}#bodyTable{background:#FAFAFA}</style></head><body>'
        f'<!--[if !gte mso 9]><!----><span class="mcnPreviewText" style="display:none; font-size:0px; '
        f'max-height:0px; visibility:hidden; mso-hide:all;">{preheader}</span><!--<![endif]-->'
        f'<center><table align="center" id="bodyTable" width="100%"><tbody>{rows}</tbody></table></center>'
        "</body></html>"
    )
    mail = _mail(copy.headline, furniture)
    mail["List-Unsubscribe"] = f"<mailto:leave@{furniture.domain}>"
    mail.set_content(page, subtype="html", charset="utf-8", cte="base64")
    return _bytes(mail)


def _mail(subject: str, furniture: Furniture) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"{furniture.author} <{furniture.mail_address(furniture.author)}>"
    mail["To"] = "newsdesk@paper.example"
    mail["Subject"] = subject
    mail["Date"] = format_datetime(furniture.when.replace(tzinfo=UTC))
    mail["Message-ID"] = f"<{furniture.when:%Y%m%d%H%M}@{furniture.domain}>"
    return mail


def _bytes(mail: EmailMessage) -> bytes:
    """Return a mail as bytes, with boundaries that are the same each time."""
    for number, part in enumerate(mail.walk()):
        if part.is_multipart():
            part.set_boundary(f"----=_NextPart_{number:03}_01DB3A52.7F0C")
    data = BytesIO()
    BytesGenerator(data, policy=SMTP).flatten(mail)
    return data.getvalue()


def _flowed(paragraph: str) -> list[str]:
    """Return a paragraph in lines that end with a blank where the next one continues them (RFC 3676)."""
    lines = textwrap.wrap(paragraph, 71, break_long_words=False, break_on_hyphens=False)
    stuffed = [" " + line if line.startswith((" ", ">", "From ")) else line for line in lines]
    return [line + " " for line in stuffed[:-1]] + stuffed[-1:]


def _signature(furniture: Furniture) -> str:
    disclaimer = textwrap.fill(furniture.note("signature", _DISCLAIMER), 72)
    return f"-- \n{furniture.author}\nPress officer, {furniture.site}\nTel. 01632 960 077\n{disclaimer}"
