-- Counts an attempt with all counters, or with none if one of them has to wait.
-- KEYS  the counters
-- ARGV  now; then of each counter: most attempts that need not wait, window, first delay (0: until the window ends),
--       longest delay (times in milliseconds)
local now = tonumber(ARGV[1])
local counters = {}
local wait = 0

for i, key in ipairs(KEYS) do
  local most, window, delay, longest = unpack(ARGV, 4 * i - 2, 4 * i + 1)
  local count, ends_at, free_at = unpack(redis.call('HMGET', key, 'count', 'ends_at', 'free_at'))
  local counter = {
    most = tonumber(most), window = tonumber(window), delay = tonumber(delay), longest = tonumber(longest),
    count = tonumber(count or 0), ends_at = tonumber(ends_at or 0), free_at = tonumber(free_at or 0)
  }
  if now >= counter.ends_at then
    counter.count, counter.ends_at, counter.free_at = 0, now + counter.window, 0
  elseif counter.count >= counter.most then
    wait = math.max(wait, counter.free_at - now)
  end
  counters[i] = counter
end

if wait > 0 then
  return wait
end

for i, key in ipairs(KEYS) do
  local counter = counters[i]
  local ended_at = counter.ends_at
  counter.count = counter.count + 1
  if counter.count >= counter.most then
    if counter.delay > 0 then
      counter.free_at = now + math.min(counter.longest, counter.delay * 2 ^ (counter.count - counter.most))
      counter.ends_at = now + counter.window
    else
      counter.free_at = counter.ends_at
    end
  end
  redis.call('HSET', key, 'count', counter.count, 'ends_at', counter.ends_at, 'free_at', counter.free_at,
    'ended_at', ended_at)
  redis.call('PEXPIRE', key, counter.ends_at - now)
end
return 0
