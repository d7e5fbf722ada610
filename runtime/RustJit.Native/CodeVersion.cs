// A function may have two bodies, one after the other (AUTOJIT_TIER).

using RustJit.Compiler;
using RustJit.Core;

namespace RustJit.Native;

/// <summary>One kind of code.</summary>
/// <param name="Tier">How it is compiled.</param>
/// <param name="Options">The same for the compiler; with the key of its images.</param>
/// <param name="KeyName">The start of the names of its images.</param>
internal sealed record CodeVersion(Tier Tier, CompilerOptions Options, string KeyName);
