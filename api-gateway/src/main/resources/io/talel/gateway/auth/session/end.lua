-- Ends a session of a person and tells all nodes.
-- KEYS  the session, the index of the person's sessions, the stream of ended sessions
-- ARGV  session, user, name of the stream's field, how long the stream remembers in milliseconds,
--       whether nodes are told of one that is not there, too (empty: no)
local session, user, field, retention, anyway = unpack(ARGV)

if redis.call('HGET', KEYS[1], 'user') ~= user then
  if anyway ~= '' then
    announce(KEYS[3], field, session, retention)
  end
  return 0
end
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], session)
announce(KEYS[3], field, session, retention)
return 1
