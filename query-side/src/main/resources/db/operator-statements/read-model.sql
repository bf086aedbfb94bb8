-- Statements of the operators' tools on tokens, generations and dead letters. Each is named by the line above it; names of
-- columns are names of what the tools read.

-- Projections and their rebuilds

-- name: generations
SELECT projection, number, code_version,
       CASE WHEN active THEN 'live' WHEN keep_until IS NOT NULL THEN 'kept' ELSE 'filling' END AS state,
       created_at, activated_at, keep_until, (position ->> 'index')::bigint AS position
FROM read_model.generation
ORDER BY projection, number DESC

-- name: is-kept
SELECT EXISTS (
    SELECT FROM read_model.generation WHERE projection = ? AND number = ? AND NOT active AND keep_until > now())

-- A rebuild holds pg_advisory_lock(7114202, hashtext(projection)); pg_locks shows both numbers as unsigned.
-- name: rebuilds
SELECT rebuild.*,
       EXISTS (SELECT FROM pg_locks
               WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = 7114202
                 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                 AND objid::bigint = hashtext(rebuild.projection)::bigint & 4294967295) AS alive
FROM read_model.rebuild

-- name: is-being-rebuilt
SELECT EXISTS (
    SELECT FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = 7114202
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND objid::bigint = hashtext(?)::bigint & 4294967295)

-- name: pauses
SELECT projection, since, operator, reason FROM read_model.pause

-- name: resumptions
SELECT projection, resumed_at FROM read_model.resumption

-- name: pause
INSERT INTO read_model.pause (projection, operator, reason) VALUES (?, ?, ?) ON CONFLICT DO NOTHING

-- name: resume
WITH ended AS (DELETE FROM read_model.pause WHERE projection = ? RETURNING projection)
INSERT INTO read_model.resumption (projection) SELECT projection FROM ended
ON CONFLICT (projection) DO UPDATE SET resumed_at = excluded.resumed_at

-- name: cancel-rebuild
UPDATE read_model.rebuild SET cancel_requested = true WHERE projection = ? AND finished_at IS NULL

-- name: cancel-rebuild-of-process
UPDATE read_model.rebuild SET cancel_requested = true WHERE projection = ? AND process = ? AND finished_at IS NULL

-- Tokens and nodes

-- Claims are made, extended and judged by the clock of the database.
-- name: tokens
SELECT token.processor_name, segment, token, coalesce(owner, '') AS owner, progressed_at, node.since,
       owner IS NOT NULL
           AND (coalesce(token.timestamp::timestamptz > now() - make_interval(secs => ?), false)
                OR coalesce(node.seen_at > now() - make_interval(secs => ?), false)) AS owner_alive
FROM read_model.token_entry token
LEFT JOIN read_model.processor_node node
    ON node.processor_name = token.processor_name AND node.node = token.owner
ORDER BY token.processor_name, segment

-- name: has-tokens
SELECT EXISTS (SELECT FROM read_model.token_entry)

-- Place of the segment that is furthest behind; -1 at the beginning.
-- name: least-place
SELECT coalesce(min(coalesce((convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint, -1)), -1)
FROM read_model.token_entry WHERE processor_name = ?

-- The greatest place that a segment or a kept generation has reached.
-- name: greatest-place
SELECT coalesce(max(place), 0)
FROM (SELECT (convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint AS place FROM read_model.token_entry
      UNION ALL
      SELECT (position ->> 'index')::bigint FROM read_model.generation) reached

-- name: failures
SELECT failure.*
FROM read_model.processor_failure failure
LEFT JOIN read_model.token_entry token USING (processor_name, segment)
WHERE token.progressed_at IS NULL OR failure.failed_at > token.progressed_at
ORDER BY processor_name, segment

-- name: has-nodes
SELECT to_regclass('read_model.processor_node') IS NOT NULL

-- name: nodes
SELECT DISTINCT node FROM read_model.processor_node
WHERE seen_at > now() - make_interval(secs => ?)
ORDER BY node

-- name: lineage
SELECT id FROM read_model.lineage

-- name: adopt-lineage
UPDATE read_model.lineage SET id = ?, since = now()

-- Dead letters

-- Letters that match; a value that is null matches all.
-- name: from-matching-letters
FROM (VALUES (?::bigint, ?::text, ?::text, ?::text, ?::text, ?::boolean))
     AS wanted (id, projection, stream, event, cause, live_only)
JOIN read_model.dead_letter letter
    ON (wanted.id IS NULL OR letter.id = wanted.id)
       AND (wanted.projection IS NULL OR letter.projection = wanted.projection)
       AND (wanted.stream IS NULL OR letter.stream = wanted.stream)
       AND (wanted.event IS NULL OR letter.event = wanted.event)
       AND (wanted.cause IS NULL OR position(lower(wanted.cause) IN lower(letter.cause)) > 0)
JOIN read_model.generation generation
    ON generation.projection = letter.projection AND generation.number = letter.generation
       AND (generation.active OR NOT wanted.live_only)

-- Letters of the live generations and the streams that they block.
-- name: letters-by-projection
SELECT projection, sum(letters)::bigint AS letters, count(*) AS streams, max(letters) AS most
FROM (SELECT letter.projection, letter.stream, count(*) AS letters
      FROM read_model.dead_letter letter
      JOIN read_model.generation generation
          ON generation.projection = letter.projection AND generation.number = letter.generation
      WHERE generation.active
      GROUP BY letter.projection, letter.stream) each
GROUP BY projection

-- Numbers of the streams with letters of the live generation.
-- name: parked-streams
SELECT DISTINCT substring(stream FROM '^[a-z]+-([0-9]{1,18})$')::bigint AS id
FROM read_model.dead_letter letter
JOIN read_model.generation ON generation.projection = letter.projection AND number = letter.generation
WHERE active AND letter.projection = ?

-- name: discard-letters
DELETE FROM read_model.dead_letter WHERE id = ANY (?)

-- name: are-letters-left
SELECT EXISTS (SELECT FROM read_model.dead_letter WHERE id = ANY (?))

-- Checks

-- name: missing-indexes
SELECT name
FROM unnest(ARRAY['generation_active', 'generation_pkey', 'token_entry_pkey', 'dead_letter_pkey', 'pause_pkey'])
     AS wanted (name)
WHERE NOT EXISTS (
    SELECT FROM pg_index
    JOIN pg_class ON pg_class.oid = indexrelid
    JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relname = wanted.name AND indisunique AND indisvalid AND nspname = 'read_model')

-- name: has-article-counts
SELECT to_regclass('read_model.author_articles') IS NOT NULL

-- Authors whose stored number of articles is wrong.
-- name: miscounted-authors
SELECT count(*)
FROM (SELECT author_id, sum(articles) AS articles FROM read_model.author_articles GROUP BY author_id) kept
FULL JOIN (SELECT author_id, count(*) AS articles FROM read_model.article GROUP BY author_id) counted
    USING (author_id)
WHERE coalesce(kept.articles, 0) <> coalesce(counted.articles, 0)
