// What a message is. docs/daemon-protocol.md is the authority.

namespace RustJit.Protocol;

/// <summary>The kind of a message. From 128 on: to the client.</summary>
public enum MessageKind : ushort
{
    /// <summary>The client's greeting, always first.</summary>
    Hello = 1,

    /// <summary>Wants the code of a function.</summary>
    Compile = 2,

    /// <summary>A module file, after <see cref="NeedModule"/>.</summary>
    Module = 3,

    /// <summary>Wants images joined in a cache.</summary>
    Pack = 4,

    /// <summary>The daemon's greeting.</summary>
    Welcome = 129,

    /// <summary>An image with the function.</summary>
    Image = 130,

    /// <summary>The module is not known here.</summary>
    NeedModule = 131,

    /// <summary>Still at work.</summary>
    Working = 132,

    /// <summary>A request was taken and will be done.</summary>
    Accepted = 133,

    /// <summary>A request cannot be fulfilled.</summary>
    Error = 134,
}

/// <summary>Why a request is not fulfilled.</summary>
public enum ErrorKind : uint
{
    /// <summary>Client and daemon are of versions that do not fit. The connection ends.</summary>
    Unsupported = 1,

    /// <summary>The message is not what the protocol allows here. The connection ends.</summary>
    Malformed = 2,

    /// <summary>The module file is not usable; another may be sent.</summary>
    ModuleRejected = 3,

    /// <summary>The compiler failed; the text is a whole message.</summary>
    Compilation = 4,

    /// <summary>Too many connections or too much memory in use: try again. The connection ends.</summary>
    Busy = 5,

    /// <summary>The daemon is about to end: try again. The connection ends.</summary>
    Stopping = 6,

    /// <summary>A bug of the daemon. The connection ends.</summary>
    Internal = 7,

    /// <summary>The client belongs to another user. The connection ends.</summary>
    OtherUser = 8,
}
