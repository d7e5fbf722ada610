// What the doctor found.

namespace RustJit.CacheTool;

internal enum CheckState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, but somebody may want to know.</summary>
    Note,

    /// <summary>Does not work.</summary>
    Problem,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="State">How it is.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Remedy">A command line or a step that mends it; null when nothing is to be done.</param>
internal sealed record CheckResult(string Name, CheckState State, string Detail, string? Remedy = null)
{
    public static CheckResult Ok(string name, string detail) => new(name, CheckState.Ok, detail);

    public static CheckResult Note(string name, string detail, string? remedy = null) => new(name, CheckState.Note, detail, remedy);

    public static CheckResult Problem(string name, string detail, string remedy) => new(name, CheckState.Problem, detail, remedy);
}

/// <summary>The command lines to use.</summary>
internal sealed record DoctorFlags(string Compile, string Link, string? Rust);
