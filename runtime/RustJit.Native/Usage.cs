// What this process did with the cache. Counted in memory while a first call is under way, and written down at its end:
// not when the process exits, for many are killed, and some have forbidden themselves to open files by then. Of a process that
// compiles much, and packs when it exits, a few units may be missing if it is killed.

using RustJit.Cache;
using RustJit.Compiler;

namespace RustJit.Native;

internal static class Usage
{
    private const int MostPending = 16;

    private static CacheCounts? s_pending;
    private static int s_process; // Whose s_pending was left for later, or 0.
    private static bool s_isRun;
    private static bool s_hasWritten;

    private static CacheCounts Pending
    {
        get
        {
            if (s_process != 0)
            {
                // A forked child leaves its parent's to the parent.
                s_pending = s_process == NativeMethods.GetPid() ? s_pending : null;
                s_process = 0;
            }

            return s_pending ??= new CacheCounts();
        }
    }

    /// <summary>This process has been counted as a run already.</summary>
    public static void IsCounted() => s_isRun = true;

    /// <summary>An image or pack of the cache was loaded.</summary>
    public static void Found(ImageLibrary library)
    {
        if (!library.IsCounted)
        {
            library.IsCounted = true;
            Pending[CacheCounter.Hits]++;
            MappedFile.RecordUse(library.Path, library.LastUse);
        }
    }

    /// <summary>An object of the cache was used.</summary>
    public static void Found(string path, long lastUse)
    {
        Pending[CacheCounter.ObjectsFound]++;
        MappedFile.RecordUse(path, lastUse);
    }

    /// <summary>There was no image: a unit was made into one, which is to be packed when the process exits.</summary>
    public static void Missed(CompiledUnit unit)
    {
        NativeMethods.AskForExit();
        Pending[CacheCounter.Misses]++;
        Pending[CacheCounter.Functions] += unit.FunctionCount;
    }

    /// <summary>The same, with a daemon's help.</summary>
    public static void Received(int functions, bool wasFound)
    {
        NativeMethods.AskForExit();
        Pending[CacheCounter.Misses]++;
        Pending[CacheCounter.Functions] += functions;
        Pending[CacheCounter.ObjectsFound] += wasFound ? 1 : 0;
    }

    /// <summary>An image or object was written into the cache.</summary>
    public static void Written(int bytes)
    {
        Pending[CacheCounter.Written]++;
        Pending[CacheCounter.WrittenBytes] += bytes;
    }

    /// <summary>An image was not used.</summary>
    public static void Rejected(ImageError error) => Pending[CacheCounts.Rejected(error)]++;

    /// <summary>An object was not used.</summary>
    public static void Rejected(ObjectError error) => Pending[CacheCounts.Rejected(error)]++;

    /// <summary>Writes down what has been counted; does nothing when nothing has, and may leave a little for later.</summary>
    public static void Flush()
    {
        if (s_pending is not { } counts)
        {
            return;
        }

        if (s_hasWritten && counts[CacheCounter.Misses] is > 0 and < MostPending && counts[CacheCounter.Hits] == 0)
        {
            s_process = s_process != 0 ? s_process : NativeMethods.GetPid();
            return;
        }

        Write(counts);
    }

    private static void Write(CacheCounts counts)
    {
        s_pending = null;
        s_process = 0;
        if (Host.Cache is null || !CacheTrust.IsPrivate(Host.Cache.Root))
        {
            return;
        }

        counts[CacheCounter.Runs] = s_isRun ? 0 : 1;
        s_isRun = true;
        if (counts[CacheCounter.WrittenBytes] != 0)
        {
            s_hasWritten = true;
            CacheSweep.Add(Host.Cache, counts[CacheCounter.WrittenBytes]);
        }

        CounterStore.Append(Host.Cache, counts, NativeMethods.Time(0));
    }

    /// <summary>When the process exits: keeps the cache within its limit, if this process has added to it.</summary>
    public static void Finish()
    {
        if (s_pending is { } counts && (s_process == 0 || s_process == NativeMethods.GetPid()))
        {
            Write(counts);
        }

        if (!s_hasWritten || Host.Cache is null)
        {
            return;
        }

        long limit = CacheSettings.Read(Host.Cache, Host.Settings.CacheLimit).Limit;
        if (CacheSweep.Enforce(Host.Cache, limit, NativeMethods.Time(0)) is { Files: > 0 } removed)
        {
            Pending[CacheCounter.Evicted] = removed.Files;
            Pending[CacheCounter.EvictedBytes] = removed.Bytes;
            Write(Pending);
            if (Log.Enabled)
            {
                Log.Write($"removed {removed.Files} files of code, {removed.Bytes} bytes: the cache may have {limit}");
            }
        }
    }
}
