-- The entries of the articles that a filter of articles leaves: a filter that leaves few is not asked of every entry.
CREATE INDEX entry_doc_article ON entry_doc (article, kind);
