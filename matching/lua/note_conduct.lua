-- Adds to the counters of one person, after letting what is there decay.
-- KEYS: the person's hash, the set of those whose numbers have changed
-- ARGV: person, now (ms), half-life (ms), seconds until the hash ends, seconds until the set ends, then name and amount
local now, half = tonumber(ARGV[2]), tonumber(ARGV[3])
local at = tonumber(redis.call('HGET', KEYS[1], 'at')) or now
local factor = 0.5 ^ (math.max(0, now - at) / half)
local held = redis.call('HGETALL', KEYS[1])
local values = {}
for place = 1, #held, 2 do
  if held[place] ~= 'at' then values[held[place]] = tonumber(held[place + 1]) * factor end
end
for place = 6, #ARGV, 2 do
  values[ARGV[place]] = (values[ARGV[place]] or 0) + tonumber(ARGV[place + 1])
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'at', ARGV[2])
for name, value in pairs(values) do
  if value > 0.01 then redis.call('HSET', KEYS[1], name, string.format('%.4f', value)) end
end
redis.call('EXPIRE', KEYS[1], ARGV[4])
redis.call('SADD', KEYS[2], ARGV[1])
redis.call('EXPIRE', KEYS[2], ARGV[5])
return 1
