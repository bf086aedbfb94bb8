-- Ends all sessions of a person, or all but one.
-- KEYS  the index of the person's sessions
-- ARGV  prefix of the keys of sessions, the session that goes on (empty: none)
local prefix, except = unpack(ARGV)

local ended = {}
for _, session in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  if session ~= except then
    redis.call('ZREM', KEYS[1], session)
    if redis.call('DEL', prefix .. session) == 1 then
      table.insert(ended, session)
    end
  end
end
return ended
