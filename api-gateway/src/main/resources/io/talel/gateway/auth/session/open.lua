-- Begins a session, unless the person has as many as may be open: then nothing changes, and the answer is the oldest ones, which
-- have to end first.
-- KEYS  the session, the index of the person's sessions
-- ARGV  session, user, username, SHA-256 of the refresh token, kind of program, network,
--       now, end of the session, idle time, prefix of the keys of sessions, most sessions a person may have
--       (times in milliseconds), now by the clock of the database in microseconds
local session, user, username, current, agent, network, now, ends_at, idle, prefix, most, begun_at = unpack(ARGV)

for _, known in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  if redis.call('EXISTS', prefix .. known) == 0 then
    redis.call('ZREM', KEYS[2], known)
  end
end

local excess = redis.call('ZCARD', KEYS[2]) - tonumber(most)
if excess >= 0 then
  return redis.call('ZRANGE', KEYS[2], 0, excess)
end

local expires_at = math.min(now + idle, ends_at)
redis.call('HSET', KEYS[1], 'user', user, 'username', username, 'current', current, 'agent', agent, 'network', network,
  'created_at', now, 'seen_at', now, 'expires_at', expires_at, 'ends_at', ends_at, 'begun_at', begun_at)
redis.call('PEXPIRE', KEYS[1], expires_at - now)
redis.call('ZADD', KEYS[2], now, session)
redis.call('PEXPIRE', KEYS[2], ends_at - now)
return {}
