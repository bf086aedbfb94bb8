-- Begins a session.
-- KEYS  the session
-- ARGV  user, username, SHA-256 of the refresh token, now, end of the session, idle time (times in milliseconds)
local user, username, current, now, ends_at, idle = unpack(ARGV)

local expires_at = math.min(now + idle, ends_at)
redis.call('HSET', KEYS[1], 'user', user, 'username', username, 'current', current,
  'created_at', now, 'expires_at', expires_at, 'ends_at', ends_at)
redis.call('PEXPIRE', KEYS[1], expires_at - now)
return 'opened'
