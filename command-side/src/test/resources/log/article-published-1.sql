-- A row of the log as the builds before revision 2 of ArticlePublished wrote it, to the byte.
INSERT INTO event_store.domain_event (
    event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
    event_name, event_revision, payload, metadata)
VALUES (
    '6f0b6c1e-3f1d-4f0e-9d55-0c1f8f1e2a42', 'article-42', 0, 'Article', '2026-02-03T04:05:06.000007Z',
    'ArticlePublished', '1',
    convert_to('{"articleId":42,"authorId":7,"slug":"hello-world-3","title":"Hello World","body":"# Hello","metaDescription":"A greeting","featuredImage":"https://example.org/wave.png"}', 'UTF8'),
    convert_to('{"actor":"user-7","correlationId":"0b9c1f52-6a3e-4c68-8a3c-2f4d7a9e1b10","causationId":"0b9c1f52-6a3e-4c68-8a3c-2f4d7a9e1b10"}', 'UTF8'));
