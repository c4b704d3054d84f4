#!lua
--[[
  Take one's ticket back. Harmless when it is gone already.

  KEYS[1]  hash  tickets, KEYS[2]  zsets index..: as in pair_or_wait.lua
  ARGV     1 person, 2 nonce: a newer ticket of the same person, from another tab, stays

  Returns 1 if the ticket was there, else 0: somebody has taken it.
]]
local tickets, index, person, nonce = KEYS[1], KEYS[2], ARGV[1], ARGV[2]
local ticket = redis.call("HGET", tickets, person)
if not ticket then return 0 end
local its_nonce, buckets = string.match(ticket, "^([^|]*)|[^|]*|[^|]*|[^|]*|[^|]*|([^|]*)|")
if its_nonce ~= nonce then return 0 end
redis.call("HDEL", tickets, person)
for bucket in string.gmatch(buckets, "[^,]+") do
  redis.call("ZREM", index .. bucket, person)
end
return 1
