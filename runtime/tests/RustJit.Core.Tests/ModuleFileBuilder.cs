// Writes module files for tests, sound or not. The layout is that of plugin-native/ModuleFile.h.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.Core.Tests;

/// <summary>A function of a test module: name, size, kind, and the ids it calls.</summary>
internal sealed record TestFunction(string Name, uint Instructions, FunctionKind Kind, params uint[] Callees)
{
    /// <summary>One for each callee; zeros if nothing else is said.</summary>
    public byte[] Rarities { get; init; } = new byte[Callees.Length];

    public FunctionFlags Flags { get; init; }
}

internal static class ModuleFileBuilder
{
    public const int HeaderSize = 96;
    public const int HashOffset = 24;
    public const int PayloadHashOffset = 40;

    public static readonly byte[] Payload = "Here would be bitcode, which nobody here reads"u8.ToArray();

    /// <summary>Three functions, two imports, three calls.</summary>
    public static byte[] Sample() => Build(
        [
            new TestFunction("main", 7, FunctionKind.Root, 1, 2) { Rarities = [0, ModuleFile.NeverExpected] },
            new TestFunction("helper", 3, FunctionKind.JitOnly, 2) { Rarities = [3], Flags = FunctionFlags.CallsReplaceable },
            new TestFunction("leaf_größe", 1, FunctionKind.Root),
        ],
        [("printf", ImportKind.Plt), ("stdout", ImportKind.Got)]);

    public static ModuleFile Parsed(params TestFunction[] functions) => ParsedAt(2, functions);

    /// <summary>The same, to be optimised at a level.</summary>
    public static ModuleFile ParsedAt(byte speed, params TestFunction[] functions)
    {
        ModuleFileError error = ModuleFile.TryParse(Build(functions, [], speed: speed), null, NativeContentHasher.Instance, out ModuleFile? file);
        Assert.Equal(ModuleFileError.None, error);
        return file!;
    }

    public static byte[] Build(TestFunction[] functions, (string Name, ImportKind Kind)[] imports, string source = "test.c", byte speed = 2)
    {
        List<byte> strings = [];
        List<byte> index = [];
        uint sourceName = Add(strings, source + "\0");
        uint triple = Add(strings, "x86_64-pc-linux-gnu\0");
        uint firstCallee = 0;
        foreach (TestFunction f in functions)
        {
            U32(index, Add(strings, f.Name), (uint)Encoding.UTF8.GetByteCount(f.Name), f.Instructions, firstCallee, (uint)f.Callees.Length);
            index.AddRange([(byte)f.Kind, 0, (byte)f.Flags, 0]);
            U32(index, 0);
            firstCallee += (uint)f.Callees.Length;
        }

        foreach ((string name, ImportKind kind) in imports)
        {
            U32(index, Add(strings, name), (uint)Encoding.UTF8.GetByteCount(name), (uint)kind);
        }

        foreach (TestFunction f in functions)
        {
            U32(index, f.Callees);
        }

        foreach (TestFunction f in functions)
        {
            index.AddRange(f.Rarities);
        }

        index.AddRange(new byte[-firstCallee & 3]);

        int stringBytes = strings.Count;
        index.AddRange(strings);
        index.AddRange(new byte[-index.Count & 7]);

        List<byte> header = [];
        U32(header, 0x0B17C0DE, 0, (uint)(HeaderSize + index.Count), (uint)Payload.Length, 0x01000007);
        header.AddRange("AJMF"u8);
        header.AddRange(new byte[32]);
        U32(header, ModuleFile.FormatVersion, 22 << 16 | 1 << 8 | 8);
        header.AddRange([speed, 0, 2, 1]);
        U32(header, (uint)functions.Length, (uint)imports.Length, firstCallee, (uint)stringBytes, sourceName, triple, 0);
        byte[] file = [.. header, .. index, .. Payload];
        Sign(file);
        return file;
    }

    /// <summary>Makes both hashes right again, as far as the sizes allow.</summary>
    public static void Sign(byte[] file)
    {
        if (file.Length < HeaderSize)
        {
            return;
        }

        uint payload = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(8));
        if (payload < HeaderSize || payload > file.Length)
        {
            return;
        }

        NativeContentHasher hasher = NativeContentHasher.Instance;
        hasher.Hash(file.AsSpan((int)payload)).Write(file.AsSpan(PayloadHashOffset));
        hasher.Hash(file.AsSpan(PayloadHashOffset, (int)payload - PayloadHashOffset)).Write(file.AsSpan(HashOffset));
    }

    private static uint Add(List<byte> strings, string text)
    {
        uint offset = (uint)strings.Count;
        strings.AddRange(Encoding.UTF8.GetBytes(text));
        return offset;
    }

    private static void U32(List<byte> bytes, params ReadOnlySpan<uint> values)
    {
        Span<byte> buffer = stackalloc byte[4];
        foreach (uint value in values)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(buffer, value);
            bytes.AddRange(buffer);
        }
    }
}
