import { type Script, script } from './redis-connection.ts'

// A script is one step: Redis does nothing else while it runs. They compose the names of what they touch
// from a prefix, so all of it has to be on one primary: a cluster could not tell where to run them.
//
//   session:<key>   a hash: id, created, idle, absolute, sealed, marks (with a space between), write
//   id:<idHash>     the key of the session
//   mark:<mark>     a sorted set of keys of sessions, by their idle end
//
// What belongs to a session is written, moved and removed with it, and ends by itself at the same time.
// Ends come as epoch milliseconds of the app's clock, and become spans of time on Redis's own.

const common = `
local prefix, key, now = ARGV[1], ARGV[2], tonumber(ARGV[3])
local session = prefix .. 'session:' .. key

local function eachMark(marks, act)
  for mark in string.gmatch(marks or '', '%S+') do act(prefix .. 'mark:' .. mark) end
end

local function keep(id, idle, marks)
  local span = string.format('%.0f', math.max(1, tonumber(idle) - now))
  redis.call('PEXPIRE', session, span)
  redis.call('SET', prefix .. 'id:' .. id, key, 'PX', span)
  eachMark(marks, function(mark)
    redis.call('ZREMRANGEBYSCORE', mark, '-inf', now)
    redis.call('ZADD', mark, idle, key)
    if redis.call('PTTL', mark) < tonumber(span) then redis.call('PEXPIRE', mark, span) end
  end)
end

local function forget(id, marks)
  if id then redis.call('DEL', prefix .. 'id:' .. id) end
  eachMark(marks, function(mark) redis.call('ZREM', mark, key) end)
end
`

/** What makes up a session, in the order in which scripts answer it. */
export const fields = ['id', 'created', 'idle', 'absolute', 'sealed', 'write'] as const
const quoted = fields.map((field) => `'${field}'`).join(', ')

/** By the hash of its id: the key, and the fields. Arguments: prefix, idHash. */
export const findById: Script = script(`
local key = redis.call('GET', ARGV[1] .. 'id:' .. ARGV[2])
if not key then return false end
return { key, unpack(redis.call('HMGET', ARGV[1] .. 'session:' .. key, ${quoted})) }
`)

/**
 * Writes a session, if the last write was the one we know of, or, given an empty text, there was none; 1 or 0.
 * Arguments: prefix, key, now, that write, id, created, idle, absolute, sealed, this write, marks.
 */
export const writeIfUnchanged: Script = script(`${common}
local was = redis.call('HMGET', session, 'write', 'id', 'marks')
if (was[1] or '') ~= ARGV[4] then return 0 end
forget(was[2], was[3])
redis.call('HSET', session, 'id', ARGV[5], 'created', ARGV[6], 'idle', ARGV[7],
  'absolute', ARGV[8], 'sealed', ARGV[9], 'write', ARGV[10], 'marks', ARGV[11])
keep(ARGV[5], ARGV[7], ARGV[11])
return 1
`)

/** Moves the idle end forward, up to the absolute end. Arguments: prefix, key, now, end, this write. */
export const moveIdleEnd: Script = script(`${common}
local was = redis.call('HMGET', session, 'idle', 'absolute', 'id', 'marks')
if not was[1] or tonumber(was[1]) <= now then return end
local idle = ARGV[4]
if tonumber(idle) > tonumber(was[2]) then idle = was[2] end
if tonumber(idle) <= tonumber(was[1]) then return end
redis.call('HSET', session, 'idle', idle, 'write', ARGV[5])
keep(was[3], idle, was[4])
`)

/**
 * Removes a session, if the last write was the one we know of; 1 or 0.
 * Arguments: prefix, key, now, that write.
 */
export const remove: Script = script(`${common}
local was = redis.call('HMGET', session, 'write', 'id', 'marks')
if was[1] ~= ARGV[4] then return 0 end
redis.call('DEL', session)
forget(was[2], was[3])
return 1
`)

/** Gives a lock back to everybody, if it is still its holder's; 1 or 0. Arguments: name, holder. */
export const unlock: Script = script(`
if redis.call('GET', ARGV[1]) ~= ARGV[2] then return 0 end
return redis.call('DEL', ARGV[1])
`)
