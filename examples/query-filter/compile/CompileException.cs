// A failure the user can do something about: its message is all that is printed.

using System;

namespace QueryFilter.Compile;

internal sealed class CompileException(string message) : Exception(message);
