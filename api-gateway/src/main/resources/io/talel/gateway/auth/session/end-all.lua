-- Ends all sessions of a person, or all but one, and tells all nodes.
-- KEYS  the index of the person's sessions, the stream of ended sessions
-- ARGV  prefix of the keys of sessions, the session that goes on (empty: none), name of the stream's field,
--       how long the stream remembers in milliseconds, name of the other field, what it says of all (empty: nothing)
local prefix, except, field, retention, all_field, all = unpack(ARGV)

local ended = {}
for _, session in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  if session ~= except then
    redis.call('ZREM', KEYS[1], session)
    if redis.call('DEL', prefix .. session) == 1 then
      announce(KEYS[2], field, session, retention)
      table.insert(ended, session)
    end
  end
end
if all ~= '' then
  announce(KEYS[2], all_field, all, retention)
end
return ended
