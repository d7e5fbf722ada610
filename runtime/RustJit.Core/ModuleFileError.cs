// Why a module file is not accepted.

namespace RustJit.Core;

/// <summary>What is wrong with a module file. Each has a message, and a test that names it.</summary>
public enum ModuleFileError
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The file exists but cannot be read.</summary>
    Unreadable,

    /// <summary>It does not begin like a module file.</summary>
    NotAModuleFile,

    /// <summary>It was written by another version of the plugin.</summary>
    UnsupportedVersion,

    /// <summary>Its sizes do not fit its length.</summary>
    Truncated,

    /// <summary>Its content does not match its hash.</summary>
    Damaged,

    /// <summary>It is a sound module file, but not the one that the program was built with.</summary>
    Foreign,
}

/// <summary>The messages of <see cref="ModuleFileError"/>.</summary>
public static class ModuleFileErrors
{
    /// <summary>The same for a file that was read: names the version when that is what is wrong.</summary>
    public static string Message(this ModuleFileError error, System.ReadOnlySpan<byte> file) =>
        error == ModuleFileError.UnsupportedVersion ? $"{error.Message()} {ModuleFile.ClaimedVersion(file)}" : error.Message();

    /// <summary>What is wrong, as part of a sentence.</summary>
    public static string Message(this ModuleFileError error) => error switch
    {
        ModuleFileError.None => "nothing is wrong with the module file",
        ModuleFileError.Missing => "the module file is missing",
        ModuleFileError.Unreadable => "the module file cannot be read",
        ModuleFileError.NotAModuleFile => "not a module file",
        ModuleFileError.UnsupportedVersion => "unsupported module file version",
        ModuleFileError.Truncated => "the module file is truncated",
        ModuleFileError.Damaged => "the module file is damaged",
        _ => "the module file belongs to another build",
    };
}
