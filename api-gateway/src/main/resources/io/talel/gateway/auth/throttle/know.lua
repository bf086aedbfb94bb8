-- Remembers a network of an account, and forgets counters.
-- KEYS  the known networks of the account; then the counters
-- ARGV  the network with the user and the generation of the password, now, for how long it is known (times in milliseconds),
--       most networks of one account
local now, known_for, most = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + known_for, ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - most)
redis.call('PEXPIRE', KEYS[1], known_for)
for i = 2, #KEYS do
  redis.call('DEL', KEYS[i])
end
return 0
