-- string library, patterns, pack/unpack, utf8, number formatting
local words = {}
for w in ("the quick brown fox, jumps over 12 lazy dogs"):gmatch("%a+") do words[#words + 1] = w end
print(#words, table.concat(words, "|"))
print(("hello world"):gsub("o", { o = "0" }), ("abc"):gsub("%w", "%0%0"))
print(("key = value"):match("^(%w+)%s*=%s*(%w+)$"))
print(("[[nested (brackets (deep)) here]]"):match("%b()"), ("THE (quick) fox"):find("%((%a+)%)"))
print(string.format("%5d|%-8s|%08.3f|%x|%q|%g|%e|%a", 42, "left", math.pi, 255, 'a "quoted"\nline', 1e20, 12345.678, 1.0))
print(string.format("%i %u %c %o %%", 3, 4, 65, 8), ("x"):rep(3, ","), ("abc"):reverse(), ("MiXed"):lower(), ("MiXed"):upper())
print(string.unpack("<i4 >i2 z s1", string.pack("<i4 >i2 z s1", -5, 300, "zero", "short")))
print(#string.pack("d f j n", 1.5, 2.5, 3, 4.5), string.byte("ABC", 1, -1))
for p, c in utf8.codes("häß€😀") do io.write(p, ":", c, " ") end print(utf8.len("häß€😀"), utf8.char(228, 8364, 128512))
print(pcall(string.rep, "x", -1), pcall(string.format, "%d", 1.5), pcall(string.rep, "x", 1 << 60))
print(pcall(string.find, "a", "[a"), pcall(string.gsub, "a", "(", "b"))
print(tostring(1e15), 1e16, 2^53, 10 // 3, 10.0 // 3, -7 % 3, -7.5 % 2, 7 // -2, 1 / 0, -1 / 0, math.tointeger(3.0))
print(math.maxinteger + 1 == math.mininteger, 0x7fffffffffffffff, 0xffffffffffffffff, "10" + 5, "0x10" * 2, 3 | 4, 7 ~ 2, ~0, 1 << 63, 1 >> 1)
print(tonumber("  12  "), tonumber("1e1"), tonumber("zz", 36), tonumber("8", 8), tonumber("abc"), tonumber("0x1p4"))
