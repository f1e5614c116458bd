"""How Sphinx builds the pages. They hold no font, style, script or picture of another machine."""

from dateline import __version__

project = "Dateline"
version = release = __version__
copyright = "the authors of Dateline; Apache-2.0"  # noqa: A001  Sphinx's name
html_title = f"Dateline {__version__}"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_heading_anchors = 4  # as forges name them
suppress_warnings = ["misc.highlighting_failure"]  # a shortened JSON with "…" is none
smartquotes = False  # "--into" is no dash
highlight_language = "text"
autodoc_member_order = "bysource"
autodoc_class_signature = "separated"
autodoc_default_options = {"members": True, "undoc-members": False}
python_display_short_literal_types = True

html_theme = "furo"
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#8a2b1d", "color-brand-content": "#8a2b1d"},
    "dark_css_variables": {"color-brand-primary": "#f0a08c", "color-brand-content": "#f0a08c"},
}
