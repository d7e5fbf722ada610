// Module files: docs/cache-format.md, "Module file".

using System;
using System.Buffers.Binary;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.Fuzz;

internal sealed class ModuleTarget : FuzzTarget
{
    public override string Name => "module";

    public override bool Read(byte[] input)
    {
        if (ModuleFile.TryParse(input, null, NativeContentHasher.Instance, out ModuleFile? file) != ModuleFileError.None)
        {
            Check(file is null, "there is a file and an error");
            return false;
        }

        Check(file!.PayloadOffset >= 0 && file.PayloadSize >= 0 && file.PayloadOffset + file.PayloadSize == input.Length, "the payload leads outside");
        Check(file.SourceName is not null, "there is no source name");
        UnitPlanner planner = new(file);
        for (uint i = 0; i < file.FunctionCount; i++)
        {
            Check(file.FunctionName(i) is not null && Enum.IsDefined(file.Function(i).Kind), "a function is none");
            foreach (uint callee in file.Callees(i))
            {
                Check(callee < file.FunctionCount, "a callee is none");
            }

            Check(planner.Plan(i, _ => false).Functions[0] == i, "a unit is without its function");
        }

        for (uint i = 0; i < file.ImportCount; i++)
        {
            Check(file.ImportName(i) is not null && Enum.IsDefined(file.Import(i)), "an import is none");
        }

        return true;
    }

    public override bool Sign(byte[] input)
    {
        const int HeaderSize = 96, Hash = 24, PayloadHash = 40;
        uint payload = input.Length < HeaderSize ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(input.AsSpan(8));
        if (payload < HeaderSize || payload > input.Length)
        {
            return false;
        }

        // The sizes must fit, too; otherwise most mutations that change the length end there.
        BinaryPrimitives.WriteUInt32LittleEndian(input.AsSpan(12), (uint)input.Length - payload);
        NativeContentHasher.Instance.Hash(input.AsSpan((int)payload)).Write(input.AsSpan(PayloadHash));
        NativeContentHasher.Instance.Hash(input.AsSpan(PayloadHash, (int)payload - PayloadHash)).Write(input.AsSpan(Hash));
        return true;
    }
}
