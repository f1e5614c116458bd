"""What Python programs and notebooks use, as people use ``cli``: reports in, archives open, codings to look at.

``import dateline`` is the way in; nothing else imports this room.
"""

from dateline.library.notebook import notebook_html
from dateline.model import Coding
from dateline.model.drawing import draw_with

draw_with(Coding, notebook_html)
