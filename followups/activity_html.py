"""Rows of an Activities list as markup, made as strings: a template takes five times as long.

Every text of people goes through `escape`; the rest are numbers, addresses and texts of our own.
"""

import html
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.templatetags.icons import icon

# Types, owners and companies come again and again in a list.
escape = lru_cache(4096)(html.escape)

ROW = (
    '<tr class="{classes}"{row}><td class="c0">{first}</td>'
    '<td class="d">{date}</td><td class="mut more">{time}</td>'
    '<td class="more" data-type="{type_id}" title="{type_name}">'
    '<span class="k">{icon}</span> {type_name}</td>'
    '<td class="t"><a href="{url}" title="{title}"{opens}>{title}</a></td>'
    "{cells}"
    '<td class="mut more" title="{owner}"><span aria-hidden="true">{initials}</span>'
    '<span class="vh">{owner}</span></td><td class="st">{status}{flag}</td></tr>\n'
)
# Of whom and with whom it is; the cell of a record is left out on its own page.
CELLS = {
    "company": '<td class="more" title="{company_name}">{company}</td>',
    "person": '<td class="mut more" title="{contact_name}">{contact}</td>',
}
TICK = (
    '<button class="tick" type="submit" form="ticks" formaction="{url}" '
    'role="checkbox" aria-checked="{checked}" aria-label="{name}"></button>'
)
CHOICE = (
    '<input class="form-check-input" type="checkbox" form="several" name="id" '
    'value="{public_id}" aria-label="{name}">'
)
FLAG = ' <span class="hi">{icon}<span class="vh">{words}</span></span>'


def rows_html(lines, left_out="", *, to_choose=False):
    """Table rows of `activity_lines.Line`s; everything in them is escaped here.

    `to_choose`: each of the reader's own can be chosen, in place of being ticked off.
    """
    row = ROW.replace("{cells}", "".join(CELLS[name] for name in CELLS if name != left_out))
    first = choice_html if to_choose else tick_html
    name = _("Choose: %(title)s") if to_choose else _("Completed: %(title)s")
    flag = FLAG.format(icon=icon("ph-flag", "s"), words=escape(_("high priority")))
    return SafeString("".join([row_html(row, line, first(line, name), flag) for line in lines]))


def row_html(row, line, first, flag):
    company, contact = escape(line.company_name), escape(line.contact_name)
    return row.format(
        classes=line.classes,
        row="" if line.opens else " data-row",
        opens=line.opens or " data-dialog",
        first=first,
        date=escape(line.date),
        time=escape(line.time),
        type_id=line.type_id,
        type_name=escape(line.type_name),
        icon=line.icon,
        url=line.url,
        title=escape(line.title),
        company_name=company,
        company=link_html(line.company_url, company),
        contact_name=contact,
        contact=link_html(line.contact_url, contact),
        owner=escape(line.owner),
        initials=escape(line.initials),
        status=escape(line.status),
        flag=flag if line.is_high else "",
    )


def tick_html(line, completed):
    if not line.tick_url:
        return ""
    return TICK.format(
        url=line.tick_url,
        checked="true" if line.is_completed else "false",
        name=escape(completed % {"title": line.title}),
    )


def choice_html(line, name):
    if not line.is_own:
        return ""
    return CHOICE.format(public_id=line.public_id, name=escape(name % {"title": line.title}))


def link_html(url, text):
    """`text`, escaped already, as a link where there is an address."""
    return f'<a href="{url}">{text}</a>' if url else text
