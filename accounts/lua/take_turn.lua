--[[
  Let one more in, unless too many came in a short while: a bucket that holds no count, but when it will be full
  again (generic cell rate algorithm), so that one number is all that is kept.

  KEYS[1]  string  when the bucket will be full again (Unix milliseconds); absent means now
  ARGV[1]  now (Unix milliseconds), from the caller, so that tests own the clock
  ARGV[2]  milliseconds in which one turn grows back
  ARGV[3]  how many turns a full bucket holds

  Returns 0 when the turn was taken, else after how many milliseconds one would be.
]]
local now, turn, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])

local full_at = math.max(now, tonumber(redis.call("GET", KEYS[1]) or now)) + turn
local wait = full_at - now - turn * burst
if wait > 0 then return wait end
redis.call("SET", KEYS[1], string.format("%d", full_at), "PX", full_at - now)
return 0
