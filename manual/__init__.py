"""The pages of docs/ as a site: their own text, what is made from the code, and the links between them."""
