#!lua
--[[
  Take the longest-waiting stranger who fits, or leave a ticket. One script, so that two who look
  at the same instant never claim the same third.

  KEYS[1]  hash  tickets    person -> nonce|process|seat|since|lease|bucket,bucket..|token,token..|name,name..
  KEYS[2]  zsets index..    what the buckets' names begin with; in each, person -> since: the oldest comes first
  KEYS[3]  hash  processes  process -> lease|sockets
  ARGV     1 person, 2 nonce, 3 process, 4 seat, 5 since, 6 now, 7 lease (the last three Unix milliseconds, 13
           digits), 8 salt of pair tokens, 9 "1" to renew: only if the ticket with this nonce still waits,
           10 buckets to wait in, 11 tokens of people to avoid, 12 all ids that one goes or went by, the person's
           among them (the last three comma-separated), 13.. buckets to look in

  Returns {"matched", person, nonce, process, seat}, {"waiting", how many wait longer in the first bucket},
  or {"taken"} where a renewed ticket is gone. Buckets are made so that whoever is found there fits (criteria.py).
]]
local tickets, index, processes = KEYS[1], KEYS[2], KEYS[3]
local me, nonce, process, seat, since, now, lease, salt, renewing, listings, tokens, names = unpack(ARGV, 1, 12)
local PAGE = 16  -- candidates read at once: more than that many avoided ones in a row are rare
local TICKET = "^([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|(.*)$"

local function drop(person, buckets)
  redis.call("HDEL", tickets, person)
  for bucket in string.gmatch(buckets, "[^,]+") do redis.call("ZREM", index .. bucket, person) end
end

local function alive(owner)
  local held = redis.call("HGET", processes, owner)
  return held and string.match(held, "^%d+") > now
end

local function avoided(their_names, avoids)  -- whether one has blocked the other, under whichever of their names
  for mine in string.gmatch(names, "[^,]+") do
    for theirs in string.gmatch(their_names, "[^,]+") do
      local pair = redis.sha1hex(salt .. (theirs < mine and theirs .. mine or mine .. theirs))
      if string.find(tokens, pair, 1, true) or string.find(avoids, pair, 1, true) then return true end
    end
  end
end

local seen = {}
local function judge(person)  -- the candidate's parts if it may be met, "avoided", or "dead": then it is gone
  local ticket = redis.call("HGET", tickets, person)
  if not ticket then return "dead" end
  local their_nonce, owner, their_seat, joined, ends, buckets, avoids, their_names = string.match(ticket, TICKET)
  if ends <= now or not alive(owner) then
    drop(person, buckets)
    return "dead"
  end
  if avoided(their_names, avoids) then return "avoided" end
  return {person, their_nonce, owner, their_seat, tonumber(joined), buckets}
end

local mine = redis.call("HGET", tickets, me)
if mine then
  local my_nonce, _, _, _, _, buckets = string.match(mine, TICKET)
  if renewing == "1" and my_nonce ~= nonce then return {"taken"} end
  drop(me, buckets)
elseif renewing == "1" then return {"taken"} end

local best
for probe = 13, #ARGV do
  local bucket, passed, page = index .. ARGV[probe], 0, nil
  repeat
    page = redis.call("ZRANGE", bucket, passed, passed + PAGE - 1, "WITHSCORES")
    for i = 1, #page, 2 do
      local person = page[i]
      if best and tonumber(page[i + 1]) >= best[5] then page = {} break end
      seen[person] = seen[person] or judge(person)
      if type(seen[person]) == "table" then best, page = seen[person], {} break end
      if seen[person] == "avoided" then passed = passed + 1 else redis.call("ZREM", bucket, person) end
    end
  until #page < 2 * PAGE
end
if best then
  drop(best[1], best[6])
  return {"matched", best[1], best[2], best[3], best[4]}
end

redis.call("HSET", tickets, me, table.concat({nonce, process, seat, since, lease, listings, tokens, names}, "|"))
for bucket in string.gmatch(listings, "[^,]+") do redis.call("ZADD", index .. bucket, since, me) end
return {"waiting", redis.call("ZCOUNT", index .. string.match(listings, "^[^,]+"), "-inf", "(" .. since)}
