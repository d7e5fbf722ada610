// All module records in the process, also of modules that nobody has called yet.

using System;

namespace RustJit.Native;

internal static unsafe class ModuleRecords
{
    /// <summary>Goes through them. Gives the guest lock up.</summary>
    /// <param name="action">Gets the address of a record, whose library is not unloaded meanwhile.</param>
    public static void ForEach(Action<nint> action)
    {
        ModuleRecord*[] records = new ModuleRecord*[64];
        for (uint library = 0; ; library++)
        {
            nint held;
            int count;
            fixed (ModuleRecord** first = records)
            {
                count = NativeMethods.FindModules(library, &held, first, (uint)records.Length);
            }

            for (int i = 0; i < count; i++)
            {
                // One of another version stops the program when it is called, not before.
                if (count < records.Length && records[i]->Version == ModuleRecord.SupportedVersion)
                {
                    action((nint)records[i]);
                }
            }

            if (held != 0)
            {
                NativeMethods.CloseImage(held);
            }

            if (count < 0)
            {
                return;
            }

            if (count == records.Length)
            {
                records = new ModuleRecord*[2 * count];
                library--;
            }
        }
    }
}
