"""What the expressions of Prometheus ask for."""
import re

SELECTOR = re.compile(r"([a-zA-Z_:][\w:]*)?\{([^{}]*)\}")
MATCHER = re.compile(r'(\w+)\s*(=~|!=|!~|=)\s*("(?:[^"\\]|\\.)*")')


def selectors(expression):
    """(metric or "", [(label, operator, quoted value)]) of each selector with braces."""
    return [(metric, MATCHER.findall(matchers)) for metric, matchers in SELECTOR.findall(expression)]


def matchers(expression):
    """(label, operator, value) of all selectors."""
    return [(label, operator, value[1:-1]) for _, found in selectors(expression) for label, operator, value in found]
