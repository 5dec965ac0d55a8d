"""Views to pages. Jinja lives here only; MkDocs runs here, for the pages made of Markdown."""
