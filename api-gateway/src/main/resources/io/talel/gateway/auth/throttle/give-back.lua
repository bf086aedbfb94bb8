-- Takes a counted attempt back, with the wait and the longer window that it caused: its own wait was over before.
-- KEYS  the counters
for _, key in ipairs(KEYS) do
  local count, ended_at = unpack(redis.call('HMGET', key, 'count', 'ended_at'))
  if tonumber(count or 0) > 1 then
    redis.call('HSET', key, 'count', count - 1, 'ends_at', ended_at, 'free_at', 0)
  else
    -- As if no attempt had been made.
    redis.call('DEL', key)
  end
end
return 0
