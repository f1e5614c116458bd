"""A second coder: a language model behind any OpenAI-compatible server is asked, and what can be verified of its answer is coded.

Nothing here is used unless somebody names the server.
"""
