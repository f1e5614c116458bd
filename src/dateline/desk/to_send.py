"""A page of the desk as one file to send: it looks the same, asks for nothing and runs nothing.

What leads into the desk leads nowhere from another machine, so such links are words there; those to the web stay.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

# All that a report says is escaped, so what looks like a tag here is one of the desk's own.
_GONE = re.compile(
    r'<script\b[^>]*></script>|<link\b[^>]*>|<form\b.*?</form>|<meta name="dateline-form"[^>]*>|<nav\b.*?</nav>'
    r'|<a class="skip".*?</a>|<p data-take>.*?</p>',
    re.DOTALL,
)
_INWARD = re.compile(r'(<a\b[^>]*?) href="[/?][^"]*"')
_FOLDED = re.compile(r'<aside class="facets".*?</aside>', re.DOTALL)


def as_file(page: str, style: str) -> str:
    """The HTML of a page with its style in it, without scripts, forms, filters and links into the desk."""
    allowed = f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
    policy = f"default-src 'none'; style-src {allowed}; img-src data:; base-uri 'none'; form-action 'none'"
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<style>{style}</style>\n</head>'
    bare = _INWARD.sub(r"\1", _GONE.sub("", _FOLDED.sub("", page)))
    return bare.replace("</head>", head, 1)
