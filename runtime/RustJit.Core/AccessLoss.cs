// Functions after which a process may no longer be able to open its own files.

using System;

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
        return module.Import(import) == ImportKind.Plt && IsListed(module.ImportName(import));
    }

    // No collection: nobody asks in a warm run.
    private static bool IsListed(string function) => function is
        // The C library: users and groups.
        "initgroups" or "setegid" or "seteuid" or "setfsgid" or "setfsuid" or "setgid" or "setgroups" or "setregid" or "setresgid" or
        "setresuid" or "setreuid" or "setuid" or
        // What paths mean.
        "chroot" or "mount" or "pivot_root" or "setns" or "umount" or "umount2" or "unshare" or
        // Capabilities and filters: libc, libcap, libcap-ng, libseccomp, and wrappers that programs name so themselves.
        "cap_set_proc" or "cap_setgroups" or "cap_setuid" or "capng_apply" or "capng_change_id" or "capset" or
        "landlock_restrict_self" or "seccomp_load";
}
