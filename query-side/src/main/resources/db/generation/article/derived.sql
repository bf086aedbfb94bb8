-- The words of searches. A queue of all articles by 0 would leave those whose version is the same.
INSERT INTO read_model.article_search_queue SELECT id FROM read_model.article_entry WHERE shown;
