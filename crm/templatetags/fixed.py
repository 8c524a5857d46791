"""What is the same on every page, worked out once for each language and prefix of the site.

`translate`, `url` and `static`, of which a page has a hundred and fifty, stand in place of Django's
(TEMPLATES in the settings); one that hangs on a variable is left as it is. `kept` does so with a
part of a page.
"""

from django import template
from django.template.base import FilterExpression, Variable, token_kwargs
from django.template.defaulttags import URLNode, url
from django.template.library import SimpleNode
from django.templatetags.i18n import TranslateNode, do_translate
from django.templatetags.static import StaticNode, do_static
from django.urls import get_script_prefix
from django.utils.translation import get_language

register = template.Library()


class Fixed(template.Node):
    """A tag or a part of a page, rendered once for each of the `values` that it hangs on.

    `asked`: what else its text hangs on, the language or the prefix of the site.
    """

    child_nodelists = ()

    def __init__(self, node, asked, values=()):
        self.node, self.asked, self.values = node, asked, dict(values)
        self.texts = {}

    def render(self, context):
        values = {name: value.resolve(context) for name, value in self.values.items()}
        key = (*[ask() for ask in self.asked], *values.values())
        if key not in self.texts:
            self.texts[key] = self.node.render(context.new(values))
        return self.texts[key]


@register.tag
def kept(parser, token):
    """{% kept name=value … %}…{% endkept %}: written once for each value, of which there are few.

    Nothing but these values is known inside, so that nothing of a reader can stay in it.
    """
    values = token_kwargs(token.split_contents()[1:], parser)
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return Fixed(nodes, (get_language, get_script_prefix), values)


def fixed(compile_tag):
    """The compile function of a tag, which gives a `Fixed` where it may."""

    def compile_fixed(parser, token):
        node = compile_tag(parser, token)
        asked, expressions = what_it_hangs_on(node)
        return Fixed(node, asked) if all(map(is_literal, expressions)) else node

    return compile_fixed


def what_it_hangs_on(node):
    """What to ask for at each request, and the expressions in the tag."""
    match node:
        case TranslateNode(asvar=None):
            return (get_language,), [node.filter_expression, node.message_context]
        case URLNode(asvar=None):
            return (get_script_prefix,), [node.view_name, *node.args, *node.kwargs.values()]
        case StaticNode(varname=None):
            return (), [node.path]
        case SimpleNode(target_var=None):
            return (), [*node.args, *node.kwargs.values()]
    return (), [KEPT_FOR_LATER]


# Its text is put under a name, on every page anew.
KEPT_FOR_LATER = FilterExpression("name", None)


def is_literal(expression):
    """Whether this is text in quotes without a filter; or nothing at all."""
    if expression is None:
        return True
    var = expression.var
    return not expression.filters and (not isinstance(var, Variable) or var.literal is not None)


for name, compile_tag in (("translate", do_translate), ("url", url), ("static", do_static)):
    register.tag(name, fixed(compile_tag))
