// Opens what first calls may need later, before the program gives up the right to open it: setuid, chroot and the like.
//
// Bodies call these functions through a thunk that comes here first. Descriptors are not kept: files are mapped, images
// and the compiler loaded. New code is then linked in memory.

using RustJit.Core;

namespace RustJit.Native;

internal static unsafe class Provisions
{
    private static ulong s_changes;
    private static (ulong Device, ulong Number) s_cache;
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

        s_cache = AreMade ? s_cache : CacheIdentity();
        s_changes = changes; // Not before: another thread that comes here may not go on.
        if (Log.Enabled && modules != s_modules)
        {
            s_modules = modules;
            Log.Write($"opened what {modules} modules may need: files may be out of reach from now on {Log.Since(start)}");
        }
    }

    /// <summary>Whether files may be out of reach, or paths mean others.</summary>
    public static bool AreMade => s_changes != 0;

    /// <summary>After files may have got out of reach: nothing is read from or written to what is not the cache that it was.</summary>
    public static void CheckCache()
    {
        if (AreMade && Host.Cache is not null && CacheIdentity() != s_cache)
        {
            Host.LoseCache();
        }
    }

    private static (ulong Device, ulong Number) CacheIdentity()
    {
        ulong device = 0, number = 0;
        fixed (byte* path = NativeText.ToNative(Host.Cache?.Root ?? ""))
        {
            _ = NativeMethods.FileIdentity(path, &device, &number);
        }

        return (device, number);
    }
}
