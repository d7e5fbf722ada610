// How the entry of an import leads to an address: enum autojit_import_kind of runtime/abi/autojit_abi.h.

namespace RustJit.Core;

/// <summary>How one entry of an object's import table is read.</summary>
public enum ImportKind : byte
{
    /// <summary>The entry is the distance to the symbol.</summary>
    Direct = 0,

    /// <summary>The entry is the distance to a GOT slot that holds the address, null for an undefined weak symbol.</summary>
    Got = 1,

    /// <summary>Like <see cref="Direct"/>, but possibly of a PLT entry: good for calling only.</summary>
    Plt = 2,
}
