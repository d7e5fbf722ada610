// Static constructors: what a loader would run for an object, and the C interface of ORC does not.

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RustJit.Interop;

namespace RustJit.Orc;

public sealed unsafe partial class LlvmModule
{
    /// <summary>
    /// Takes the static constructors out of the module: call this before adding it to a session, then look the returned
    /// functions up and call them in order. Without it, constructors of JITed modules do not run.
    /// </summary>
    /// <returns>Symbols of <c>void ()</c> functions, in the order of their priorities. Local ones were made visible.</returns>
    public IReadOnlyList<string> ExtractInitializers()
    {
        const string Table = "llvm.global_ctors";
        if (FindVariable(Table) is not { } table)
        {
            return [];
        }

        var found = new List<(ulong Priority, string Name)>();
        LLVMOpaqueValue* entries = LLVM.GetInitializer(table.Native);
        int count = entries is null ? 0 : LLVM.GetNumOperands(entries);
        for (int i = 0; i < count; i++)
        {
            LLVMOpaqueValue* entry = LLVM.GetOperand(entries, (uint)i);
            LLVMOpaqueValue* function = LLVM.GetOperand(entry, 1);
            if (LLVM.IsAFunction(function) is null)
            {
                continue;
            }

            LlvmGlobal global = new(function);
            if (global.IsLocal || global.Name.Length == 0)
            {
                global.Name = string.Create(CultureInfo.InvariantCulture, $"autojit.init.{i}.{Name}");
                global.Linkage = LlvmLinkage.External;
            }

            found.Add((LLVM.ConstIntGetZExtValue(LLVM.GetOperand(entry, 0)), global.Name));
        }

        LLVM.DeleteGlobal(table.Native);
        return [.. found.OrderBy(f => f.Priority).Select(f => f.Name)];
    }
}
