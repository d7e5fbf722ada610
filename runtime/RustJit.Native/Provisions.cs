// Opens what first calls may need later, before the program gives up the right to open it: setuid, chroot and the like.
//
// Bodies call these functions through a thunk that comes here first. Descriptors are not kept: files are mapped, images
// and the compiler loaded. New code is then linked in memory.

using RustJit.Core;

namespace RustJit.Native;

internal static unsafe class Provisions
{
    private static ulong s_changes;
    private static int s_modules;

    /// <summary>
    /// Opens the files of all modules in the process. What cannot be opened is no error: perhaps nobody will need it.
    /// Gives the guest lock up.
    /// </summary>
    public static void Make()
    {
        ulong changes = NativeMethods.LibraryChanges();
        if (changes == s_changes)
        {
            return;
        }

        double start = Log.Now;
        int modules = 0;
        bool isComplete = true;
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
                    isComplete &= Resolver.InstanceOf(records[i]).Provide();
                    modules++;
                }
            }

            if (held != 0)
            {
                NativeMethods.CloseImage(held);
            }

            if (count < 0)
            {
                break;
            }

            if (count == records.Length)
            {
                records = new ModuleRecord*[2 * count];
                library--;
            }
        }

        if (!isComplete)
        {
            PrivateLlvm.TryPrepare(out _);
        }

        s_changes = changes; // Not before: another thread that comes here may not go on.
        if (Log.Enabled && modules != s_modules)
        {
            s_modules = modules;
            Log.Write($"opened what {modules} modules may need: files may be out of reach from now on {Log.Since(start)}");
        }
    }
}
