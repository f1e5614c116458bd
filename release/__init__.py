"""A release: the wheel and the source archive, the same bytes whenever and wherever they are built, and what is in them."""
