// The path of one call: descriptor, module, address.

using System.Collections.Generic;
using System.Threading;
using RustJit.Core;

namespace RustJit.Native;

internal static unsafe class Resolver
{
    private static readonly List<ModuleInstance> s_instances = [];

    /// <summary>Finds or makes the body and publishes its address.</summary>
    public static nint Resolve(Descriptor* descriptor)
    {
        ModuleInstance module;
        uint function;
        if (descriptor->Module == 0)
        {
            ThunkMeaning meaning = Thunks.Meaning(descriptor);
            (module, function) = (meaning.Module, meaning.Index);
            if (meaning.IsImport)
            {
                Provisions.Make();
                Usage.Flush();
                return module.Import(function, ImportKind.Plt); // The next call comes here again: more may be loaded by then.
            }
        }
        else
        {
            module = InstanceOf((ModuleRecord*)((byte*)&descriptor->Module + descriptor->Module));
            function = descriptor->Function;
        }

        double start = Log.Now;
        nint address = module.Resolve(function, (nint)descriptor);
        ProgramTime.LeaveOutSince(start);
        Usage.Flush();
        Volatile.Write(ref descriptor->Target, address);
        return address;
    }

    /// <summary>The state behind a record, which belongs to its object: when that is unloaded and loaded again, it is zero again.</summary>
    public static ModuleInstance InstanceOf(ModuleRecord* record)
    {
        if (record->State != 0)
        {
            return s_instances[(int)record->State - 1];
        }

        if (record->Version != ModuleRecord.SupportedVersion)
        {
            Fatal.Stop(
                $"an object was built by another version of autojit.so (format {record->Version}, this runtime knows {ModuleRecord.SupportedVersion}); rebuild it");
        }

        ModuleInstance instance = new(record);
        s_instances.Add(instance);
        record->State = s_instances.Count;
        return instance;
    }
}
