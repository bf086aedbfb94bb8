-- Statements of the operators' tools on accounts. Each is named by the line above it.

-- name: is-disabled
SELECT disabled_at IS NOT NULL FROM auth.credential WHERE user_id = ?

-- One statement: a disabled account must not keep its sessions.
-- name: disable
WITH disabled AS (
    UPDATE auth.credential SET disabled_at = now()
    WHERE user_id = ? AND disabled_at IS NULL
    RETURNING user_id)
INSERT INTO auth.session_end (user_id, why)
SELECT user_id, 'ACCOUNT_DISABLED' FROM disabled

-- name: enable
UPDATE auth.credential SET disabled_at = NULL WHERE user_id = ? AND disabled_at IS NOT NULL

-- name: drop-credential
DELETE FROM auth.credential WHERE user_id = ?

-- name: owe-erasure
INSERT INTO auth.erasure (user_id, articles) VALUES (?, ?) ON CONFLICT (user_id) DO NOTHING

-- Imports

-- name: add-inert-credential
INSERT INTO auth.credential (user_id, password_hash, created_at, inert) VALUES (?, ?, now(), true)

-- name: confirm-credential
UPDATE auth.credential SET inert = false WHERE user_id = ?

-- name: drop-inert-credential
DELETE FROM auth.credential WHERE user_id = ? AND inert

-- name: has-password
SELECT EXISTS (SELECT FROM auth.credential WHERE user_id = ? AND password_hash = ?)

-- Who got the address from an import, or was about to; null in older rows.
-- name: imported-user
SELECT user_id FROM auth.imported WHERE email_hmac = ?

-- name: record-import
INSERT INTO auth.imported (email_hmac, user_id) VALUES (?, ?)
ON CONFLICT (email_hmac) DO UPDATE SET user_id = excluded.user_id

-- Backups and restores

-- Positions, pings and messages mean nothing in another database; credentials travel with the keys. A restore skips these tables
-- in older backups.
-- name: left-out-of-backups
SELECT unnest(ARRAY[
    'auth.event_position', 'auth.feed_ping', 'auth.outbox', 'auth.webhook_delivery', 'auth.credential'])

-- name: users-without-password
SELECT 'user-' || older.user_id AS person
FROM unnest(?::bigint[]) AS older (user_id)
WHERE NOT EXISTS (SELECT FROM auth.credential now WHERE now.user_id = older.user_id)

-- name: keep-credentials-of
DELETE FROM auth.credential
WHERE NOT EXISTS (SELECT FROM unnest(?::bigint[]) AS kept (user_id) WHERE kept.user_id = credential.user_id)

-- The original database may have sent these mails since; this one must not send them again.
-- name: mail-nothing
UPDATE auth.mail SET due_at = NULL WHERE due_at IS NOT NULL

-- Nodes start at the end of a restored log, so they miss earlier removals; an erasure checks what the bucket still has.
-- name: owe-erasures
INSERT INTO auth.erasure (user_id, articles, removed_at)
SELECT * FROM unnest(?::bigint[], ?::text[], ?::timestamptz[])
ON CONFLICT (user_id) DO NOTHING
