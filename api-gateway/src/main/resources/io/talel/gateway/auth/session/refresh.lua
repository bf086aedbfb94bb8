-- Exchanges a refresh token for its successor, once.
-- KEYS  the session, the record of this token's exchange, the stream of ended sessions
-- ARGV  SHA-256 of the token, SHA-256 of its successor (empty: look only, change nothing), the successor sealed,
--       now, grace, idle time, prefix of the indexes of sessions, session, name of the stream's field,
--       how long the stream remembers, until when something may be changed by the clock of Redis
--       (times in milliseconds)
local presented, successor, sealed, now, grace, idle, index_prefix, session, field, retention, deadline = unpack(ARGV)
local look_only = successor == ''
now = tonumber(now)

-- Whoever asked does not wait for the answer any more, and keeps the token that they have.
if not look_only then
  local time = redis.call('TIME')
  if time[1] * 1000 + time[2] / 1000 > tonumber(deadline) then
    return {'late'}
  end
end

local user, username, current, expires_at, ends_at =
  unpack(redis.call('HMGET', KEYS[1], 'user', 'username', 'current', 'expires_at', 'ends_at'))
if not current or now >= tonumber(expires_at) then
  return {'gone'}
end

if presented == current then
  if not look_only then
    local prolonged = math.min(now + idle, ends_at)
    redis.call('HSET', KEYS[1], 'current', successor, 'seen_at', now, 'expires_at', prolonged)
    redis.call('PEXPIRE', KEYS[1], prolonged - now)
    -- Kept for longer than the grace: not the expiry of a key but the comparison below is to decide.
    redis.call('SET', KEYS[2], string.format('%.0f %s', now, sealed), 'PX', 2 * grace)
  end
  return {'current', user, username, ends_at}
end

local exchange = redis.call('GET', KEYS[2])
if exchange then
  local at, sealed_successor = exchange:match('^(%d+) (.+)$')
  if now - at <= tonumber(grace) then
    return {'exchanged', user, username, ends_at, sealed_successor}
  end
end

if not look_only then
  redis.call('DEL', KEYS[1])
  redis.call('ZREM', index_prefix .. user, session)
  announce(KEYS[3], field, session, retention)
end
return {'reused', user}
