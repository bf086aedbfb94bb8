-- Rows of the log as the builds before articles had tags wrote them, to the byte.
INSERT INTO event_store.domain_event (
    event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
    event_name, event_revision, payload, metadata)
VALUES (
    '6f0b6c1e-3f1d-4f0e-9d55-0c1f8f1e2b40', 'article-43', 0, 'Article', '2026-02-03T04:05:00.000007Z',
    'ArticleDrafted', '1',
    convert_to('{"articleId":43,"authorId":7,"slug":"good-day","slugNumber":1,"title":"Good Day","body":"# Hello","metaDescription":"A greeting","featuredImage":"https://example.org/wave.png"}', 'UTF8'),
    convert_to('{"actor":"user-7","correlationId":"0b9c1f52-6a3e-4c68-8a3c-2f4d7a9e1b10","causationId":"0b9c1f52-6a3e-4c68-8a3c-2f4d7a9e1b10"}', 'UTF8'));
INSERT INTO event_store.domain_event (
    event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
    event_name, event_revision, payload, metadata)
VALUES (
    '6f0b6c1e-3f1d-4f0e-9d55-0c1f8f1e2b41', 'article-43', 1, 'Article', '2026-02-03T04:05:01.000007Z',
    'ArticleRetitled', '1',
    convert_to('{"articleId":43,"title":"Good Morning","body":"# Hello","metaDescription":"A greeting","featuredImage":"https://example.org/wave.png"}', 'UTF8'),
    convert_to('{"actor":"user-7","correlationId":"0b9c1f52-6a3e-4c68-8a3c-2f4d7a9e1b10","causationId":"0b9c1f52-6a3e-4c68-8a3c-2f4d7a9e1b10"}', 'UTF8'));
INSERT INTO event_store.domain_event (
    event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
    event_name, event_revision, payload, metadata)
VALUES (
    '6f0b6c1e-3f1d-4f0e-9d55-0c1f8f1e2b42', 'article-43', 2, 'Article', '2026-02-03T04:05:02.000007Z',
    'ArticleRevised', '1',
    convert_to('{"articleId":43,"body":"# Bye","metaDescription":"A greeting","featuredImage":"https://example.org/wave.png"}', 'UTF8'),
    convert_to('{"actor":"user-7","correlationId":"0b9c1f52-6a3e-4c68-8a3c-2f4d7a9e1b10","causationId":"0b9c1f52-6a3e-4c68-8a3c-2f4d7a9e1b10"}', 'UTF8'));
