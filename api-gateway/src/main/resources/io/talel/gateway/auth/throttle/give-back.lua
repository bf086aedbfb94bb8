-- Takes an attempt back that was counted.
-- KEYS  the counters
for _, key in ipairs(KEYS) do
  if tonumber(redis.call('HGET', key, 'count') or 0) > 0 then
    redis.call('HINCRBY', key, 'count', -1)
  end
end
return 0
