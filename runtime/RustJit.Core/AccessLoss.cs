// Functions after which a process may no longer be able to open its own files.

using System;
using System.Collections.Generic;

namespace RustJit.Core;

/// <summary>
/// Calls that change who the process is, or what its paths mean. A module that is first used afterwards would look for its
/// files in vain, so everything is opened before.
/// </summary>
/// <remarks>
/// Known by name, as bodies call them. Not here: functions that programs call often and for other reasons (<c>syscall</c>,
/// <c>prctl</c>).
/// </remarks>
public static class AccessLoss
{
    private static readonly HashSet<string> s_functions =
    [
        // The C library: users and groups.
        "initgroups", "setegid", "seteuid", "setfsgid", "setfsuid", "setgid", "setgroups", "setregid", "setresgid", "setresuid",
        "setreuid", "setuid",
        // What paths mean.
        "chroot", "mount", "pivot_root", "setns", "umount", "umount2", "unshare",
        // Capabilities and filters: libc, libcap, libcap-ng, libseccomp, and wrappers that programs name so themselves.
        "cap_set_proc", "cap_setgroups", "cap_setuid", "capng_apply", "capng_change_id", "capset", "landlock_restrict_self",
        "seccomp_load",
    ];

    /// <summary>Whether calls of an import may have that effect.</summary>
    /// <param name="module">The module.</param>
    /// <param name="import">Below its <see cref="ModuleFile.ImportCount"/>.</param>
    /// <returns>
    /// Never true for an import whose address is taken: calls go through a thunk then, and addresses have to be the same for
    /// everybody.
    /// </returns>
    public static bool IsCausedBy(ModuleFile module, uint import)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.Import(import) == ImportKind.Plt && s_functions.Contains(module.ImportName(import));
    }
}
