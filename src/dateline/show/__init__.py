"""How a coding, and what an archive answers, looks: words, marks and colours, the terminal, the page, charts."""
