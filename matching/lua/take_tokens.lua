#!lua
--[[
  Take tokens from several buckets, from all or from none.

  KEYS[n]  string  tokens left|when (Unix milliseconds): one bucket each; absent means full
  ARGV     1 now (Unix milliseconds), 2 how many to take, then for each key: capacity, tokens a second

  Returns 0 when taken, else after how many milliseconds it would succeed. A full bucket holds no key.
]]
local now, many = tonumber(ARGV[1]), tonumber(ARGV[2])
local left, wait = {}, 0
for i, key in ipairs(KEYS) do
  local capacity, rate = tonumber(ARGV[1 + 2 * i]), tonumber(ARGV[2 + 2 * i])
  local held = redis.call("GET", key)
  left[i] = capacity
  if held then
    local tokens, at = string.match(held, "^(.-)|(.*)$")
    -- a clock that went back gives nothing and takes nothing
    left[i] = math.min(capacity, tonumber(tokens) + math.max(0, now - tonumber(at)) * rate / 1000)
  end
  if left[i] < many then wait = math.max(wait, math.ceil((many - left[i]) * 1000 / rate)) end
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  local capacity, rate = tonumber(ARGV[1 + 2 * i]), tonumber(ARGV[2 + 2 * i])
  local rest = left[i] - many
  redis.call("SET", key, string.format("%.3f|%d", rest, now), "PX", math.ceil((capacity - rest) * 1000 / rate) + 1)
end
return 0
