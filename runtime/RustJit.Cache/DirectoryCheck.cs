// May code be loaded from a directory? The rule of plugin-native/Store.cpp and runtime/native/files.c, with reasons.

namespace RustJit.Cache;

/// <summary>Why a directory is not used.</summary>
public enum DirectoryProblem
{
    /// <summary>Nothing: it is private to this user.</summary>
    None,

    /// <summary>There is nothing at this path. Not an error: it is made when it is needed.</summary>
    Missing,

    /// <summary>It cannot be inspected.</summary>
    Unreadable,

    /// <summary>It is a symbolic link, which may lead anywhere.</summary>
    SymbolicLink,

    /// <summary>It is a file.</summary>
    NotADirectory,

    /// <summary>It belongs to another user.</summary>
    OtherOwner,

    /// <summary>Others may put files there.</summary>
    WritableByOthers,
}

/// <summary>Inspects directories of the cache.</summary>
public static class DirectoryCheck
{
    private const int NoSuchFile = 2;

    /// <summary>What is wrong with <paramref name="path"/>. Symbolic links above its last part are followed.</summary>
    public static DirectoryProblem Inspect(string path)
    {
        int error = RawFileStatus.Read(path, out RawFileStatus status);
        if (error != 0)
        {
            return error == NoSuchFile ? DirectoryProblem.Missing : DirectoryProblem.Unreadable;
        }

        return status.Kind switch
        {
            FileKind.SymbolicLink => DirectoryProblem.SymbolicLink,
            not FileKind.Directory => DirectoryProblem.NotADirectory,
            _ when status.Owner != RawFileStatus.CurrentUser => DirectoryProblem.OtherOwner,
            _ when (status.Permissions & RawFileStatus.WritableByOthers) != 0 => DirectoryProblem.WritableByOthers,
            _ => DirectoryProblem.None,
        };
    }

    /// <summary>What is wrong and what to do, as a sentence without its full stop.</summary>
    public static string Explain(DirectoryProblem problem, string path)
    {
        const string Remedy = "set AUTOJIT_CACHE_DIR to a directory of yours";
        return problem switch
        {
            DirectoryProblem.None => $"'{path}' is private to this user",
            DirectoryProblem.Missing => $"'{path}' does not exist yet",
            DirectoryProblem.Unreadable => $"'{path}' cannot be inspected; {Remedy}",
            DirectoryProblem.SymbolicLink => $"'{path}' is a symbolic link, which the cache never follows; name the directory it leads to, or {Remedy}",
            DirectoryProblem.NotADirectory => $"'{path}' is not a directory; {Remedy}",
            DirectoryProblem.OtherOwner =>
                $"'{path}' belongs to another user; run this command as that user, or {Remedy}",
            _ => $"others may write to '{path}'; run chmod go-w '{path}' if it is yours alone, or {Remedy}",
        };
    }
}
