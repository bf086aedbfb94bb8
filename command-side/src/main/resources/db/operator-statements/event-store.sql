-- Statements of the operators' tools on the log, the claims and the keys of personal data. Each is named by the line above it;
-- names of columns are names of what the tools read.

-- name: log-end
SELECT coalesce(max(global_index), 0) FROM event_store.domain_event

-- name: log-end-and-lineage
SELECT id, (SELECT coalesce(max(global_index), 0) FROM event_store.domain_event) AS head
FROM operations.lineage
ORDER BY number DESC
LIMIT 1

-- name: oldest-event
SELECT occurred_at, metadata FROM event_store.domain_event ORDER BY global_index LIMIT 1

-- name: newest-event
SELECT occurred_at, metadata FROM event_store.domain_event ORDER BY global_index DESC LIMIT 1

-- name: event-at
SELECT event_identifier FROM event_store.domain_event WHERE global_index = ?

-- A condition follows.
-- name: event-lines
SELECT global_index, event_identifier, occurred_at, aggregate_identifier, sequence_number, event_name,
       event_revision, octet_length(payload) AS bytes, metadata
FROM event_store.domain_event
WHERE

-- name: events-by-name
SELECT event_name, count(*) AS events FROM event_store.domain_event GROUP BY event_name

-- name: events-by-type
SELECT event_name AS event, event_revision AS revision, count(*) AS events,
       sum(octet_length(payload))::bigint AS bytes, min(occurred_at) AS first, max(occurred_at) AS last
FROM event_store.domain_event
GROUP BY event_name, event_revision
ORDER BY count(*) DESC, event_name, event_revision

-- name: streams
SELECT count(*) FROM event_store.domain_event WHERE sequence_number = 0

-- The greatest number in the names of streams with this prefix. Numbers of 16 digits come from no sequence: nodes compute them
-- from what people import.
-- name: greatest-stream
SELECT coalesce(max(substring(aggregate_identifier FROM '^[a-z]+-([0-9]{1,15})$')::bigint), 0)
FROM event_store.domain_event
WHERE sequence_number = 0 AND starts_with(aggregate_identifier, ?)

-- First the places that were skipped and left open, then the places that follow. A run of open places may be as long as an
-- import.
-- name: waiting-events
SELECT * FROM (
  SELECT DISTINCT late.*
  FROM (SELECT DISTINCT * FROM unnest(?::bigint[], ?::bigint[]) run (first, last)) gap
  CROSS JOIN LATERAL (
    SELECT global_index, aggregate_identifier, occurred_at, metadata FROM event_store.domain_event
    WHERE global_index BETWEEN gap.first AND least(gap.last, ?)
    ORDER BY global_index LIMIT ?) late
  ORDER BY global_index LIMIT ?) left_open
UNION ALL
SELECT * FROM (
  SELECT global_index, aggregate_identifier, occurred_at, metadata FROM event_store.domain_event
  WHERE global_index > ?
  ORDER BY global_index LIMIT ?) following
ORDER BY global_index

-- Numbers of the streams of a kind with events after a place or in gaps.
-- name: moved-streams
SELECT DISTINCT substring(aggregate_identifier FROM '^[a-z]+-([0-9]{1,18})$')::bigint AS id
FROM (SELECT aggregate_identifier FROM event_store.domain_event WHERE global_index > ?
      UNION ALL
      SELECT aggregate_identifier
      FROM unnest(?::bigint[], ?::bigint[]) gap (first, last)
      JOIN event_store.domain_event ON global_index BETWEEN gap.first AND gap.last) since
WHERE starts_with(aggregate_identifier, ?)
ORDER BY id

-- name: events-in-gaps
SELECT event.global_index
FROM unnest(?::bigint[], ?::bigint[]) AS gap (first, last)
JOIN event_store.domain_event event ON event.global_index BETWEEN gap.first AND gap.last
ORDER BY 1

-- Transactions that may still append: drawing a place takes this lock until the transaction ends.
-- name: writers
SELECT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND relation = 'event_store.domain_event_global_index_seq'::regclass
ORDER BY 1

-- Tables that can be made again from the log; the log has a dump of its own.
-- name: left-out-of-backups
SELECT unnest(ARRAY['event_store.domain_event', 'event_store.snapshot', 'personal.shredding'])

-- name: statistics-of-log
ANALYZE event_store.domain_event

-- Checks

-- name: append-only-trigger
SELECT count(*) FROM pg_trigger
WHERE tgrelid = 'event_store.domain_event'::regclass AND tgname = 'append_only' AND tgenabled = 'A'

-- name: role-may-change-log
SELECT has_table_privilege(?, 'event_store.domain_event', 'UPDATE, DELETE, TRUNCATE')

-- name: role-owns-log
SELECT EXISTS (
    SELECT FROM pg_class
    JOIN pg_roles role ON role.rolname = ?
    WHERE pg_class.oid = 'event_store.domain_event'::regclass
      AND (role.rolsuper OR pg_has_role(role.oid, relowner, 'USAGE')))

-- Unique indexes that protect the log and the claims.
-- name: missing-indexes
SELECT name
FROM unnest(ARRAY['domain_event_global_index', 'domain_event_identifier', 'domain_event_sequence',
                  'claimed_email_is_unique', 'claimed_email_of_user', 'claimed_username_is_unique',
                  'claimed_username_of_user', 'claimed_slug_is_unique', 'claimed_slug_number']) AS wanted (name)
WHERE NOT EXISTS (
    SELECT FROM pg_index
    JOIN pg_class ON pg_class.oid = indexrelid
    JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relname = wanted.name AND indisunique AND indisvalid AND nspname IN ('event_store', 'claims'))

-- Last value of each sequence and greatest id in the log; reads ids from the index of the streams. Numbers of 16 digits come
-- from no sequence.
-- name: sequences
SELECT 'domain_event_global_index_seq' AS sequence,
       (SELECT last_value FROM event_store.domain_event_global_index_seq) AS last,
       (SELECT coalesce(max(global_index), 0) FROM event_store.domain_event) AS used
UNION ALL
SELECT sequence, last, (SELECT coalesce(max(substring(aggregate_identifier FROM '^[a-z]+-([0-9]{1,15})$')::bigint), 0)
                        FROM event_store.domain_event
                        WHERE sequence_number = 0 AND aggregate_identifier > kind AND aggregate_identifier < kind || ':')
FROM (VALUES ('user_id', (SELECT last_value FROM event_store.user_id), 'user-'),
             ('article_id', (SELECT last_value FROM event_store.article_id), 'article-'),
             ('image_id', (SELECT last_value FROM event_store.image_id), 'image-')) known (sequence, last, kind)

-- name: broken-streams
SELECT aggregate_identifier
FROM event_store.domain_event
GROUP BY aggregate_identifier
HAVING count(*) <> max(sequence_number) + 1
ORDER BY aggregate_identifier
LIMIT 5

-- name: number-of-broken-streams
SELECT count(*) FROM (
    SELECT FROM event_store.domain_event
    GROUP BY aggregate_identifier
    HAVING count(*) <> max(sequence_number) + 1) stream

-- name: empty-places
SELECT coalesce(max(global_index), 0) - count(*) FROM event_store.domain_event

-- A user without a key has no claims. Counts streams in their index, since the log may be larger than memory, and the other
-- slugs that articles had since their first.
-- name: differing-claims
WITH registered AS (
    SELECT count(*) AS users
    FROM event_store.domain_event
    JOIN personal.person_key ON person = aggregate_identifier
    WHERE sequence_number = 0 AND aggregate_identifier > 'user-' AND aggregate_identifier < 'user-:'),
changed AS (
    SELECT count(*) AS slugs
    FROM (SELECT DISTINCT stream, payload ->> 'slug' FROM event_store.event_log
          WHERE event = 'SlugChanged') other (article, slug)
    JOIN event_store.event_log first ON stream = article AND version = 0
    WHERE slug IS DISTINCT FROM payload ->> 'slug')
SELECT name, claimed, recorded
FROM (SELECT 'claimed_email' AS name,
             (SELECT count(*) FROM claims.claimed_email) AS claimed,
             (SELECT users FROM registered) AS recorded
      UNION ALL
      SELECT 'claimed_username',
             (SELECT count(*) FROM claims.claimed_username),
             (SELECT users FROM registered)
      UNION ALL
      SELECT 'claimed_slug',
             (SELECT count(*) FROM claims.claimed_slug),
             (SELECT count(*) FROM event_store.domain_event
              WHERE sequence_number = 0 AND aggregate_identifier > 'article-'
                AND aggregate_identifier < 'article-:')
             + (SELECT slugs FROM changed)) counted
WHERE claimed <> recorded

-- What an article's last scheduling has left to do, against the rows; reads the names of all events.
-- name: differing-schedules
WITH scheduled AS (
    SELECT DISTINCT ON (stream) stream, version,
           payload ->> 'publishAt' <> '' AS publishes, payload ->> 'unpublishAt' <> '' AS unpublishes
    FROM event_store.event_log
    WHERE event = 'ArticleScheduled'
    ORDER BY stream, version DESC),
left_to_do AS (
    SELECT stream, version,
           publishes AND published IS NULL AS publishes,
           unpublishes AND coalesce(unpublished < CASE WHEN publishes THEN published ELSE version END, true)
               AS unpublishes
    FROM scheduled
    CROSS JOIN LATERAL (
        SELECT min(sequence_number) FILTER (WHERE event_name IN ('DraftPublished', 'ArticleRepublished',
                                                                 'VersionPinned', 'VersionUnpinned')) AS published,
               max(sequence_number) FILTER (WHERE event_name = 'ArticleUnpublished') AS unpublished,
               count(*) FILTER (WHERE event_name IN ('ScheduleCancelled', 'ArticleTrashed',
                                                     'ArticleRemoved')) > 0 AS ended
        FROM event_store.domain_event
        WHERE aggregate_identifier = stream AND sequence_number > version) later
    WHERE NOT ended)
SELECT DISTINCT coalesce(stream, 'article-' || article_id) AS article
FROM (SELECT * FROM left_to_do WHERE publishes OR unpublishes) recorded
FULL JOIN claims.scheduled_article claimed
    ON stream = 'article-' || article_id AND recorded.version = claimed.version
       AND publishes = (publish_at IS NOT NULL) AND unpublishes = (unpublish_at IS NOT NULL)
WHERE stream IS NULL OR article_id IS NULL
ORDER BY article
LIMIT 5

-- name: is-slug-taken
SELECT EXISTS (SELECT FROM claims.claimed_slug WHERE slug = ?)

-- Persons and their keys

-- Persons without a key, each with the last event. Reads no event of other persons: the index has their streams. A query
-- of without_key follows.
-- name: with-persons-without-key
WITH keyless AS MATERIALIZED (
    SELECT aggregate_identifier AS person
    FROM event_store.domain_event
    WHERE aggregate_identifier LIKE 'user-%'
      AND sequence_number = 0
      AND NOT EXISTS (SELECT FROM personal.person_key WHERE person = aggregate_identifier)),
without_key AS (
    SELECT person, (SELECT event_name
                    FROM event_store.domain_event
                    WHERE aggregate_identifier = person
                    ORDER BY sequence_number DESC
                    LIMIT 1) AS last_event
    FROM keyless)

-- Of these persons, those who have an event and were not erased, the lowest numbers first.
-- name: persons-not-erased
SELECT person
FROM unnest(?::text[]) AS missing (person)
WHERE NOT EXISTS (SELECT FROM operations.erased_person erased WHERE erased.person = missing.person)
  AND (SELECT event_name FROM event_store.domain_event
       WHERE aggregate_identifier = missing.person
       ORDER BY sequence_number DESC
       LIMIT 1) <> 'UserRemoved'
ORDER BY length(person), person

-- Persons who have another key now, or none. The database gets hashes: the statement may be logged, and an erased person's
-- key must not be in a log.
-- name: persons-without-these-keys
SELECT older.person
FROM unnest(?::text[], ?::text[]) AS older (person, hash)
WHERE NOT EXISTS (SELECT FROM personal.person_key now
                  WHERE now.person = older.person AND encode(sha256(now.key), 'hex') = older.hash)

-- name: is-look-up-key
SELECT EXISTS (SELECT FROM personal.lookup_key WHERE encode(sha256(key), 'hex') = ?)

-- name: look-up-key
SELECT key FROM personal.lookup_key

-- name: has-key
SELECT EXISTS (SELECT FROM personal.person_key WHERE person = ?)

-- name: users-with-keys
SELECT substring(person FROM '^user-([0-9]{1,18})$')::bigint FROM personal.person_key WHERE person LIKE 'user-%'

-- name: drop-keys-of-removed
DELETE FROM personal.person_key
USING event_store.domain_event
WHERE aggregate_identifier = person AND event_name = 'UserRemoved'

-- name: is-removed
SELECT EXISTS (
    SELECT FROM event_store.domain_event WHERE aggregate_identifier = ? AND event_name = 'UserRemoved')

-- name: removed-users
SELECT split_part(aggregate_identifier, '-', 2)::bigint AS id,
       convert_from(payload, 'UTF8')::json ->> 'articles' AS articles,
       occurred_at
FROM event_store.domain_event
WHERE event_name = 'UserRemoved'

-- Images, and what an import looks up

-- Images that nothing has removed, of persons with a key; in S3's order of keys: by their bytes in UTF-8.
-- name: images
SELECT stored ->> 'key' AS key, (stored ->> 'bytes')::bigint AS bytes, image ->> 'ownerId' AS owner,
       aggregate_identifier AS stream
FROM event_store.domain_event uploaded,
     LATERAL (SELECT convert_from(payload, 'UTF8')::jsonb AS image) parsed,
     LATERAL (SELECT image -> 'stored' AS stored) found
WHERE event_name = 'ImageUploaded'
  AND EXISTS (SELECT FROM personal.person_key WHERE person = 'user-' || (image ->> 'ownerId'))
  AND NOT EXISTS (SELECT FROM event_store.domain_event removed
                  WHERE removed.aggregate_identifier = uploaded.aggregate_identifier
                    AND removed.event_name = 'ImageRemoved')
ORDER BY (stored ->> 'key') COLLATE "C"

-- name: is-image-wanted
SELECT EXISTS (SELECT FROM personal.person_key WHERE person = 'user-' || ?)
   AND NOT EXISTS (SELECT FROM event_store.domain_event
                   WHERE aggregate_identifier = ? AND event_name = 'ImageRemoved')

-- name: image-keys-without-extension
SELECT split_part(convert_from(payload, 'UTF8')::jsonb -> 'stored' ->> 'key', '.', 1)
FROM event_store.domain_event WHERE event_name = 'ImageUploaded'

-- name: actor-of-first-event
SELECT coalesce(convert_from(metadata, 'UTF8')::json ->> ?, '') FROM event_store.domain_event
WHERE aggregate_identifier = ? AND sequence_number = 0

-- Draws all numbers up to the given one: the application may draw them, but not set the sequence.
-- name: draw-user-ids
SELECT count(nextval('event_store.user_id'))
FROM generate_series(1, ? - (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM event_store.user_id))

-- name: draw-article-ids
SELECT count(nextval('event_store.article_id'))
FROM generate_series(1, ? - (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM event_store.article_id))
