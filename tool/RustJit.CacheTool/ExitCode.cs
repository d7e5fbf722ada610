// What a caller may rely on. Listed by --help and in autojit-cache(1).

namespace RustJit.CacheTool;

internal static class ExitCode
{
    /// <summary>Done; nothing is wrong.</summary>
    public const int Success = 0;

    /// <summary>verify or doctor found something wrong, or show something missing.</summary>
    public const int Problem = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The cache cannot be used: see the message.</summary>
    public const int Unusable = 3;

    /// <summary>It was not confirmed, so nothing was done.</summary>
    public const int NotConfirmed = 4;
}
