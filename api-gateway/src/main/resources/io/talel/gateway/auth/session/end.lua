-- Ends a session and tells all nodes.
-- KEYS  the session, the stream of ended sessions
-- ARGV  name of the stream's field, session, how long the stream remembers in milliseconds
local field, session, retention = unpack(ARGV)

local removed = redis.call('DEL', KEYS[1])
if removed == 1 then
  local oldest = redis.call('TIME')[1] * 1000 - retention
  redis.call('XADD', KEYS[2], 'MINID', '~', string.format('%.0f', oldest), '*', field, session)
end
return removed
