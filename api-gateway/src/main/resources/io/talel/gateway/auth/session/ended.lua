-- Goes before every script that ends sessions: tells all nodes that one has ended.
local function announce(stream, field, session, retention)
  local oldest = redis.call('TIME')[1] * 1000 - retention
  redis.call('XADD', stream, 'MINID', '~', string.format('%.0f', oldest), '*', field, session)
end

