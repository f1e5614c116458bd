"""The pages of docs/ as a site: what is written by hand, what is made from the code, and the links between them."""
