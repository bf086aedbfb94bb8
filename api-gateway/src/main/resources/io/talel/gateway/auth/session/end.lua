-- Ends a session of a person.
-- KEYS  the session, the index of the person's sessions
-- ARGV  session, user
local session, user = unpack(ARGV)

if redis.call('HGET', KEYS[1], 'user') ~= user then
  return 0
end
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], session)
return 1
