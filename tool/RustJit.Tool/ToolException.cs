// A failure the user can do something about: its message is all that is printed.

using System;

namespace RustJit.Tool;

internal sealed class ToolException(string message) : Exception(message);
