-- Lists the sessions of a person, the latest first.
-- KEYS  the index of the person's sessions
-- ARGV  prefix of the keys of sessions, now in milliseconds
local prefix, now = unpack(ARGV)

local open = {}
for _, session in ipairs(redis.call('ZREVRANGE', KEYS[1], 0, -1)) do
  local agent, network, created_at, seen_at, expires_at =
    unpack(redis.call('HMGET', prefix .. session, 'agent', 'network', 'created_at', 'seen_at', 'expires_at'))
  if expires_at and tonumber(now) < tonumber(expires_at) then
    table.insert(open, {session, agent, network, created_at, seen_at})
  end
end
return open
