// What cannot be compiled, in words for the person who runs the program.

using System;

namespace RustJit.Compiler;

/// <summary>The compiler failed; the message names the function, the source file and what to do.</summary>
public sealed class CompilationException : Exception
{
    /// <summary>A failure without words.</summary>
    public CompilationException()
    {
    }

    /// <summary>A failure.</summary>
    public CompilationException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with its cause.</summary>
    public CompilationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
