-- coroutines, errors (setjmp/longjmp), closures, goto, metatables, to-be-closed variables
local function fib() local a, b = 0, 1 while true do coroutine.yield(a) a, b = b, a + b end end
local gen = coroutine.wrap(fib)
for i = 1, 15 do io.write(gen(), " ") end print()
local co = coroutine.create(function(...) local x = select("#", ...) local y = coroutine.yield(x) error({ code = y }) end)
print(coroutine.resume(co, 1, 2, 3)) local ok, e = coroutine.resume(co, 42) print(ok, type(e), e.code, coroutine.status(co))
print(select(2, pcall(error, "plain")), select(2, pcall(error, nil)), select(2, xpcall(function() local x = nil; return x.y end, function(m) return "handled: " .. m end)))
local function deep(n) if n == 0 then error("bottom", 0) end return deep(n - 1) + 1 end
for _, depth in ipairs { 1, 10, 150 } do print(depth, pcall(deep, depth)) end
print(select("#", pcall(function() local function f() return 1 + f() end return f() end)), (select(2, pcall(function() local function f() return 1 + f() end return f() end)):match("stack overflow")))
do
  local log = {}
  local function closer(name) return setmetatable({}, { __close = function(_, err) log[#log + 1] = name .. ":" .. tostring(err) end }) end
  pcall(function() local a <close> = closer("a") local b <close> = closer("b") error("oops", 0) end)
  for i = 1, 2 do local c <close> = closer("c" .. i) if i == 2 then break end end
  print(table.concat(log, " "))
end
local V = {} V.__index = V
V.__add = function(a, b) return setmetatable({ x = a.x + b.x }, V) end V.__eq = function(a, b) return a.x == b.x end
V.__lt = function(a, b) return a.x < b.x end V.__le = function(a, b) return a.x <= b.x end V.__len = function(a) return a.x end
V.__call = function(self, y) return self.x * y end V.__concat = function(a, b) return "V" .. (type(a) == "table" and a.x or a) .. (type(b) == "table" and b.x or b) end
V.__tostring = function(a) return "V(" .. a.x .. ")" end V.__unm = function(a) return setmetatable({ x = -a.x }, V) end V.__name = "V"
local a, b = setmetatable({ x = 3 }, V), setmetatable({ x = 4 }, V)
print(tostring(a + b), a == b, a < b, a <= b, #a, a(5), a .. b, a .. "s", tostring(-a), rawequal(a, a), rawlen({ 1, 2 }))
for i = 1, 3 do for j = 1, 3 do if j == 2 then goto continue end io.write(i, j, " ") ::continue:: end end print()
local function va(...) local t = table.pack(...) return t.n, ... end
print(va(nil, nil), (va(1, 2, 3)), select(-1, va(7, 8)))
for i = 3, 1, -1 do io.write(i, " ") end for x = 0.0, 1.0, 0.25 do io.write(x, " ") end print()
print(pcall(load, "return 1"), load("syntax error here"), load("return ...", "c", "t", {})(9))
print(pcall(coroutine.wrap(function() error("inside") end)), coroutine.isyieldable(), coroutine.running() ~= nil)
local cc = coroutine.create(function() local c <close> = setmetatable({}, { __close = function() print("closed") end }) coroutine.yield() end)
coroutine.resume(cc) print(coroutine.close(cc), coroutine.status(cc))
debug.sethook(function(event, line) end, "l") local hooked = 1 + 1 debug.sethook()
print(debug.getinfo(1, "l").currentline, debug.getinfo(print).what, (debug.traceback("msg", 1):gsub("\n.*", "")))
