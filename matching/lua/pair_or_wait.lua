#!lua
--[[
  Take the longest-waiting stranger who fits, or leave a ticket. One script, so that two who look
  at the same instant never claim the same third.

  KEYS[1]  hash  tickets    person -> nonce|process|seat|since|lease|bucket,bucket..|token,token..
  KEYS[2]  zset  index      bucket|since|person, score 0: by name, so oldest first in each bucket
  KEYS[3]  hash  processes  process -> lease|sockets
  ARGV     1 person, 2 nonce, 3 process, 4 seat, 5 since, 6 now, 7 lease (the last three Unix milliseconds, 13
           digits), 8 salt of pair tokens, 9 "1" to renew: only if the ticket with this nonce still waits,
           10 buckets to wait in, 11 tokens of people to avoid (both comma-separated), 12.. buckets to look in

  Returns {"matched", person, nonce, process, seat}, {"waiting", how many wait longer in the first bucket},
  or {"taken"} where a renewed ticket is gone. Buckets are made so that whoever is found there fits (criteria.py).
]]
local tickets, index, processes = KEYS[1], KEYS[2], KEYS[3]
local me, nonce, process, seat, since, now, lease, salt, renewing, listings, tokens = unpack(ARGV, 1, 11)
local PAGE = 16  -- candidates read at once: more than that many avoided ones in a row are rare

local TICKET = "^([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|(.*)$"

local function drop(person, joined, buckets)
  redis.call("HDEL", tickets, person)
  for bucket in string.gmatch(buckets, "[^,]+") do
    redis.call("ZREM", index, bucket .. "|" .. joined .. "|" .. person)
  end
end

local function alive(owner)
  local held = redis.call("HGET", processes, owner)
  return held and string.match(held, "^%d+") > now
end

local seen = {}
local function free(person)  -- the candidate's parts if it may be met, else false; dead tickets go
  local ticket = redis.call("HGET", tickets, person)
  if not ticket then return false end
  local their_nonce, owner, their_seat, joined, ends, buckets, avoids = string.match(ticket, TICKET)
  if ends <= now or not alive(owner) then
    drop(person, joined, buckets)
    return false
  end
  local pair = redis.sha1hex(salt .. (person < me and person .. me or me .. person))
  if string.find(tokens, pair, 1, true) or string.find(avoids, pair, 1, true) then return false end
  return {person, their_nonce, owner, their_seat, joined, buckets}
end

local mine = redis.call("HGET", tickets, me)
if mine then
  local my_nonce, _, _, joined, _, buckets = string.match(mine, TICKET)
  if renewing == "1" and my_nonce ~= nonce then return {"taken"} end
  drop(me, joined, buckets)
elseif renewing == "1" then return {"taken"} end

local best
for probe = 12, #ARGV do
  local from, last = "[" .. ARGV[probe] .. "|", "(" .. ARGV[probe] .. "}"
  repeat
    local page = redis.call("ZRANGEBYLEX", index, from, last, "LIMIT", 0, PAGE)
    for _, member in ipairs(page) do
      local joined, person = string.match(member, "|(%d+)|(.*)$")
      if best and joined >= best[5] then page = {} break end
      if seen[person] == nil then seen[person] = free(person) end
      if seen[person] then best, page = seen[person], {} break end
      from = "(" .. member
    end
  until #page < PAGE
end
if best then
  drop(best[1], best[5], best[6])
  return {"matched", best[1], best[2], best[3], best[4]}
end

redis.call("HSET", tickets, me, table.concat({nonce, process, seat, since, lease, listings, tokens}, "|"))
local entries = {}
for bucket in string.gmatch(listings, "[^,]+") do
  entries[#entries + 1] = 0
  entries[#entries + 1] = bucket .. "|" .. since .. "|" .. me
end
redis.call("ZADD", index, unpack(entries))
local first = string.match(listings, "^[^,]+")
return {"waiting", redis.call("ZLEXCOUNT", index, "[" .. first .. "|", "(" .. first .. "|" .. since)}
