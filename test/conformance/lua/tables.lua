-- tables, sorting, garbage collection, weak tables, finalizers, files, os
local function lcg(seed) return function(n) seed = (seed * 1103515245 + 12345) & 0x7fffffff return seed % n end end
local rnd, t = lcg(7), {}
for i = 1, 5000 do t[i] = rnd(100000) end
table.sort(t) local sum = 0 for i, v in ipairs(t) do sum = (sum * 31 + v) % 1000000007 end print(#t, t[1], t[2500], t[5000], sum)
table.sort(t, function(x, y) return x > y end) print(t[1], t[5000], pcall(table.sort, { 3, 1, 2, 5, 4, 7, 6, 9, 8 }, function() return true end))
local m = table.move({ 1, 2, 3 }, 1, 3, 2) print(table.concat(m, ","), table.unpack(m, 2, 4))
table.insert(m, 1, 0) table.insert(m, 9) print(table.remove(m, 1), table.remove(m), #m, pcall(table.insert, m, 99, 1))
local h, keys = {}, {}
for i = 1, 2000 do h["k" .. i] = i h[i * 1.5] = i h[i] = true end
for i = 1, 2000, 2 do h["k" .. i] = nil end
local n = 0 for k, v in pairs(h) do n = n + 1 end print(n, h.k2, h.k3, h[3.0], h[4.5], next({}), rawget(h, "zz"))
local weak = setmetatable({}, { __mode = "v" }) for i = 1, 100 do weak[i] = {} end
local finalized = 0 for i = 1, 200 do setmetatable({}, { __gc = function() finalized = finalized + 1 end }) end
collectgarbage() collectgarbage() local left = 0 for _ in pairs(weak) do left = left + 1 end print(left, finalized)
collectgarbage("generational") local s = {} for i = 1, 50000 do s[i % 100] = { i, tostring(i) } end collectgarbage("incremental") collectgarbage("step", 100) print(s[1][2], collectgarbage("isrunning"))
local f = assert(io.open("scratch.txt", "w")) f:write("one\n", 2, "\n", 3.5, "\nlast") f:seek("set", 0) f:close()
for l in io.lines("scratch.txt") do io.write("[", l, "]") end print()
local g = io.open("scratch.txt") print(g:read("l", "n", "n", "l", "a")) print(g:read("a"), g:read("l"), g:seek("cur")) g:close()
print(io.open("/no/such/file"), pcall(io.lines, "/no/such/file")) print(os.remove("scratch.txt"), os.remove("scratch.txt"))
print(os.time { year = 2020, month = 2, day = 29, hour = 12 }, os.date("!%Y-%m-%d %H:%M:%S", 86400), os.getenv("NO_SUCH_VARIABLE"))
local p = io.popen("echo from a child; exit 3") print(p:read("a"), p:close()) print(os.execute("exit 5"))
print(require("string") == string, pcall(require, "no.such.module") == false, package.config:sub(1, 1))
local N = 120 local sieve = {} for i = 2, N do if not sieve[i] then io.write(i, " ") for j = i * i, N, i do sieve[j] = true end end end print()
local memo = {} local function ack(a, b) if a == 0 then return b + 1 elseif b == 0 then return ack(a - 1, 1) else return ack(a - 1, ack(a, b - 1)) end end print(ack(2, 9))
print(arg[0], arg[1], #arg, ...)
