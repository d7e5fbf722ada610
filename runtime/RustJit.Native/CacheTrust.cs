// Whether a directory of the cache may be used: code that others can put there is never loaded.

using System.Collections.Generic;

namespace RustJit.Native;

internal static unsafe class CacheTrust
{
    private const int NoSuchFile = 2;

    private static readonly List<string> s_private = [];
    private static readonly List<string> s_reported = [];

    /// <summary>
    /// Whether it is there and nobody else may write to it. A yes is remembered; a no may change, for a directory that is
    /// missing is made when it is needed.
    /// </summary>
    public static bool IsPrivate(string directory)
    {
        if (s_private.Contains(directory))
        {
            return true;
        }

        int error;
        fixed (byte* text = NativeText.ToNative(directory))
        {
            error = NativeMethods.CheckDirectory(text);
        }

        if (error == 0)
        {
            s_private.Add(directory);
        }
        else if (error != NoSuchFile)
        {
            Report(directory, error);
        }

        return error == 0;
    }

    /// <summary>Says once under AUTOJIT_DEBUG why a directory is not used.</summary>
    public static void Report(string directory, int error)
    {
        if (Log.Enabled && !s_reported.Contains(directory))
        {
            s_reported.Add(directory);
            Log.Write($"not caching: '{directory}' is not a writable directory of this user (errno {error})");
        }
    }
}
