// The path of one call: descriptor, module, address.

using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using RustJit.Core;

namespace RustJit.Native;

internal static unsafe class Resolver
{
    private static readonly List<ModuleInstance> s_instances = [];

    /// <summary>The module of which a function was called first, if any was.</summary>
    public static ModuleInstance? First => s_instances.Count > 0 ? s_instances[0] : null;

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
            module = InstanceOf(RecordOf(descriptor));
            function = descriptor->Function;
        }

        double start = ProgramTime.Enter();
        Provisions.CheckCache();
        Merger.RunIfDue();
        nint address = module.Resolve(function, (nint)descriptor);
        ProgramTime.LeaveOutSince(start);
        Usage.Flush();
        Volatile.Write(ref descriptor->Target, address);
        return address;
    }

    /// <summary>Finds what a stub stands for.</summary>
    /// <param name="address">Of a function or variable, or null.</param>
    /// <param name="module">Its module.</param>
    /// <param name="function">Its function there, as the object says.</param>
    /// <returns>False if there is no stub.</returns>
    public static bool FindStub(nint address, [NotNullWhen(true)] out ModuleInstance? module, out uint function)
    {
        Descriptor* descriptor = NativeMethods.DescriptorOf(address);
        if (descriptor is null || RecordOf(descriptor)->Version != ModuleRecord.SupportedVersion)
        {
            (module, function) = (null, 0);
            return false;
        }

        (module, function) = (InstanceOf(RecordOf(descriptor)), descriptor->Function);
        return true;
    }

    private static ModuleRecord* RecordOf(Descriptor* descriptor) => (ModuleRecord*)((byte*)&descriptor->Module + descriptor->Module);

    /// <summary>All states of a module: it may be in several programs and libraries.</summary>
    public static List<ModuleInstance> InstancesOf(ContentHash module) => s_instances.FindAll(instance => instance.Hash == module);

    /// <summary>The state behind a record, which belongs to its object: when that is unloaded and loaded again, it is zero again.</summary>
    public static ModuleInstance InstanceOf(ModuleRecord* record)
    {
        if (record->State is > 0 and nint number && number <= s_instances.Count)
        {
            return s_instances[(int)number - 1];
        }

        if (record->Version != ModuleRecord.SupportedVersion)
        {
            Fatal.Stop(
                $"an object was built by another version of autojit.so (format {record->Version}, this runtime knows {ModuleRecord.SupportedVersion}); rebuild it");
        }

        return Add(record, new ModuleInstance(record));
    }

    /// <summary>The state of a module whose images were found before there was managed code.</summary>
    public static ModuleInstance Continue(ModuleRecord* record, List<Image> found, bool hasLooked) =>
        Add(record, new ModuleInstance(record, found, hasLooked));

    private static ModuleInstance Add(ModuleRecord* record, ModuleInstance instance)
    {
        s_instances.Add(instance);
        record->State = s_instances.Count;
        return instance;
    }
}
