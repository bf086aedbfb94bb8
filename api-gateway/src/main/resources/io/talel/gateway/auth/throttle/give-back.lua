-- Takes an attempt back that was counted, and the wait that it began: it was not before the one before it was over.
-- KEYS  the counters
for _, key in ipairs(KEYS) do
  if tonumber(redis.call('HGET', key, 'count') or 0) > 0 then
    redis.call('HINCRBY', key, 'count', -1)
    redis.call('HSET', key, 'free_at', 0)
  end
end
return 0
