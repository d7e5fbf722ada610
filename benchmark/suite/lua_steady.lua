-- A second or so of interpreter work: calls, tables, strings, closures.
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
local sum = fib(27)
local t = {}
for i = 1, 400000 do t[i % 1000 + 1] = (t[i % 1000 + 1] or 0) + i % 7 end
for i = 1, 60000 do sum = sum + #(("x"):rep(i % 10) .. i):gsub("%d", "%0-") end
table.sort(t, function(a, b) return a > b end)
local function counter() local n = 0 return function() n = n + 1 return n end end
local c = counter() for _ = 1, 300000 do c() end
print(sum, t[1], t[#t], c())
