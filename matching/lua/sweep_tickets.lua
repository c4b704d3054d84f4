#!lua
--[[
  Remove tickets whose lease or process ended, a page at a time. Nobody is matched with them meanwhile
  (pair_or_wait.lua looks at both); this only gives the memory back.

  KEYS[1]  hash  tickets, KEYS[2]  zsets index.., KEYS[3]  hash  processes: as in pair_or_wait.lua
  ARGV     1 cursor of the last call or "0", 2 now (Unix milliseconds), 3 how many to look at

  Returns {next cursor, how many were removed}.
]]
local tickets, index, processes = KEYS[1], KEYS[2], KEYS[3]
local cursor, now, many = ARGV[1], ARGV[2], ARGV[3]
local function ended(process)
  local held = redis.call("HGET", processes, process)
  return not held or string.match(held, "^%d+") <= now
end
local page = redis.call("HSCAN", tickets, cursor, "COUNT", many)
local removed = 0
for i = 1, #page[2], 2 do
  local person, ticket = page[2][i], page[2][i + 1]
  local process, lease, buckets = string.match(ticket, "^[^|]*|([^|]*)|[^|]*|[^|]*|([^|]*)|([^|]*)|")
  if lease <= now or ended(process) then
    redis.call("HDEL", tickets, person)
    for bucket in string.gmatch(buckets, "[^,]+") do
      redis.call("ZREM", index .. bucket, person)
    end
    removed = removed + 1
  end
end
return {page[1], removed}
