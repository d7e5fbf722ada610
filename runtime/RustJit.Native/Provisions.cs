// Opens what first calls may need later, before the program gives up the right to open it: setuid, chroot and the like.
//
// Bodies call these functions through a thunk that comes here first. Descriptors are not kept: files are mapped, images
// and the compiler loaded. New code is then linked in memory.

using RustJit.Core;

namespace RustJit.Native;

internal static unsafe class Provisions
{
    /// <summary>Whether files may be out of reach, or paths mean others.</summary>
    public static bool AreMade => s_changes != 0;

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
        ModuleRecords.ForEach(record =>
        {
            isComplete &= Resolver.InstanceOf((ModuleRecord*)record).Provide();
            modules++;
        });

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
