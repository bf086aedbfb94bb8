-- Looks up the state of a refresh token, or exchanges it for its successor, once.
-- KEYS  the session, the record of this token's exchange
-- ARGV  SHA-256 of the token, SHA-256 of its successor (empty: look only, change nothing), the successor sealed,
--       now by the clock of the node, for the days that a session lasts, grace, idle time, prefix of the indexes of
--       sessions, session, until when something may be changed by the clock of Redis
--       (times in milliseconds)
local presented, successor, sealed, now, grace, idle, index_prefix, session, deadline = unpack(ARGV)
local look_only = successor == ''
now = tonumber(now)

-- The clock of Redis measures how long ago the token was exchanged, since that may have been on another node.
local time = redis.call('TIME')
local here = time[1] * 1000 + math.floor(time[2] / 1000)
local told = string.format('%.0f', here)

-- The client does not wait for the answer any more, and keeps its token.
if not look_only and here > tonumber(deadline) then
  return {'late', told}
end

local user, username, current, expires_at, ends_at, created_at, begun_at =
  unpack(redis.call('HMGET', KEYS[1], 'user', 'username', 'current', 'expires_at', 'ends_at', 'created_at', 'begun_at'))
if not current or now >= tonumber(expires_at) then
  return {'gone', told}
end
-- A session of an earlier release has no beginning by the clock of the database.
begun_at = begun_at or created_at .. '000'

if presented == current then
  if not look_only then
    local prolonged = math.min(now + idle, ends_at)
    redis.call('HSET', KEYS[1], 'current', successor, 'seen_at', now, 'expires_at', prolonged)
    redis.call('PEXPIRE', KEYS[1], prolonged - now)
    -- Kept for longer than the grace: not the expiry of a key but the comparison below is to decide.
    redis.call('SET', KEYS[2], told .. ' ' .. sealed, 'PX', 2 * grace)
    -- An index that was evicted would hide the session from its owner.
    local index = index_prefix .. user
    redis.call('ZADD', index, 'NX', created_at, session)
    if redis.call('PTTL', index) < ends_at - now then
      redis.call('PEXPIRE', index, ends_at - now)
    end
  end
  return {'current', told, user, username, begun_at, ends_at}
end

local exchange = redis.call('GET', KEYS[2])
if exchange then
  local at, sealed_successor = exchange:match('^(%d+) (.+)$')
  if here - at <= tonumber(grace) then
    return {'exchanged', told, user, username, begun_at, ends_at, sealed_successor}
  end
end
return {'reused', told, user}
