// The C part of this library (runtime/native/native.h) and the few C library calls that .NET wraps with
// more machinery than a guest wants.

using System;
using System.Runtime.InteropServices;

namespace RustJit.Native;

/// <summary>struct autojit_descriptor of runtime/abi/autojit_abi.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Descriptor
{
    public nint Target;
    public int Module;
    public uint Function;
}

/// <summary>struct autojit_module of runtime/abi/autojit_abi.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ModuleRecord
{
    public const uint SupportedVersion = 1;

    public uint Version;
    public uint ImportCount;
    public fixed byte Hash[16];
    public int Imports;
    public int Location;
    public int Embedded;
    public uint EmbeddedSize;
    public nint State;
}

/// <summary>struct autojit_daemon_request of runtime/stub-client/preferred.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DaemonRequest
{
    public byte* Cache;
    public byte* Daemon;
    public byte* Hash;
    public byte* Module;
    public nuint ModuleSize;
    public byte* Placed;
    public uint PlacedBytes;
    public uint Function;
    public uint DebugLevel;
    public uint Unused;
    public long LlvmSize;
    public long LlvmTime;
}

/// <summary>struct autojit_daemon_answer (preferred.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DaemonAnswer
{
    public byte* Image;
    public nuint Size;
    public uint Leader;
    public uint Functions;
    public uint Found;
    public uint Unused;
}

/// <summary>struct autojit_daemon_pack (preferred.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DaemonPack
{
    public byte* Cache;
    public byte* Hash;
    public uint* Leaders;
    public uint LeaderCount;
    public uint DebugLevel;
}

internal static unsafe partial class NativeMethods
{
    /// <summary>EIO.</summary>
    public const int IoError = 5;

    private const string Native = "autojit-native";
    private const string C = "libc";

    [DllImport(Native, EntryPoint = "autojit_new_thunk", ExactSpelling = true)]
    public static extern nint NewThunk(uint function, Descriptor** descriptor);

    [DllImport(Native, EntryPoint = "autojit_end_warm_start", ExactSpelling = true)]
    public static extern WarmState* EndWarmStart();

    [DllImport(Native, EntryPoint = "autojit_ask_for_exit", ExactSpelling = true)]
    public static extern void AskForExit();

    [DllImport(Native, EntryPoint = "autojit_managed_heap_grows_fast", ExactSpelling = true)]
    public static extern void ManagedHeapGrowsFast();

    [DllImport(Native, EntryPoint = "autojit_open_image", ExactSpelling = true)]
    public static extern nint OpenImage(byte* path, nint* handle, byte* message, uint messageSize);

    [DllImport(Native, EntryPoint = "autojit_close_image", ExactSpelling = true)]
    public static extern void CloseImage(nint handle);

    [DllImport(Native, EntryPoint = "autojit_claim_image", ExactSpelling = true)]
    public static extern int ClaimImage(nint handle, nint record);

    [DllImport(Native, EntryPoint = "autojit_open_llvm", ExactSpelling = true)]
    public static extern int OpenLlvm(byte* path, byte* names, uint count, nint* addresses, byte* message, uint messageSize);

    [DllImport(Native, EntryPoint = "autojit_loader_is_busy", ExactSpelling = true)]
    public static extern int LoaderIsBusy();

    [DllImport(Native, EntryPoint = "autojit_find_library_function", ExactSpelling = true)]
    public static extern nint FindLibraryFunction(byte* name, void* near);

    [DllImport(Native, EntryPoint = "autojit_ask_daemon", ExactSpelling = true)]
    public static extern int AskDaemon(DaemonRequest* request, DaemonAnswer* answer);

    [DllImport(Native, EntryPoint = "autojit_pack_at_daemon", ExactSpelling = true)]
    public static extern int PackAtDaemon(DaemonPack* request);

    [DllImport(Native, EntryPoint = "autojit_find_modules", ExactSpelling = true)]
    public static extern int FindModules(uint number, nint* held, ModuleRecord** records, uint room);

    [DllImport(Native, EntryPoint = "autojit_descriptor_of", ExactSpelling = true)]
    public static extern Descriptor* DescriptorOf(nint function);

    [DllImport(Native, EntryPoint = "autojit_library_changes", ExactSpelling = true)]
    public static extern ulong LibraryChanges();

    [DllImport(Native, EntryPoint = "autojit_xxh3_128", ExactSpelling = true)]
    public static extern void XxH3(byte* data, nuint size, byte* hash);

    [DllImport(Native, EntryPoint = "autojit_variable", ExactSpelling = true)]
    public static extern byte* Variable(byte* name);

    [DllImport(Native, EntryPoint = "autojit_map_file", ExactSpelling = true)]
    public static extern int MapFile(byte* path, byte** data, nuint* size, long* lastUse);

    [DllImport(Native, EntryPoint = "autojit_record_use", ExactSpelling = true)]
    public static extern void RecordUse(byte* path, long lastUse);

    [DllImport(Native, EntryPoint = "autojit_unmap_file", ExactSpelling = true)]
    public static extern void UnmapFile(byte* data, nuint size);

    [DllImport(Native, EntryPoint = "autojit_write_new_file", ExactSpelling = true)]
    public static extern int WriteNewFile(byte* path, byte* data, nuint size);

    [DllImport(Native, EntryPoint = "autojit_memory_file", ExactSpelling = true)]
    public static extern int MemoryFile(byte* data, nuint size);

    [DllImport(Native, EntryPoint = "autojit_close", ExactSpelling = true)]
    public static extern void Close(int descriptor);

    [DllImport(Native, EntryPoint = "autojit_private_directory", ExactSpelling = true)]
    public static extern int PrivateDirectory(byte* path);

    [DllImport(Native, EntryPoint = "autojit_check_directory", ExactSpelling = true)]
    public static extern int CheckDirectory(byte* path);

    [DllImport(Native, EntryPoint = "autojit_list_directory", ExactSpelling = true)]
    public static extern int ListDirectory(byte* path, byte* names, uint size);

    [DllImport(Native, EntryPoint = "autojit_write_error", ExactSpelling = true)]
    public static extern void WriteError(byte* text, nuint size);

    [DllImport(Native, EntryPoint = "autojit_clock", ExactSpelling = true)]
    public static extern double Clock();

    [DllImport(Native, EntryPoint = "autojit_library_directory", ExactSpelling = true)]
    public static extern byte* LibraryDirectory();

    [DllImport(Native, EntryPoint = "autojit_is_in_library", ExactSpelling = true)]
    public static extern int IsInLibrary(nint address);

    [DllImport(Native, EntryPoint = "autojit_program_path", ExactSpelling = true)]
    public static extern int ProgramPath(byte* path, uint size);

    [DllImport(Native, EntryPoint = "autojit_is_traced", ExactSpelling = true)]
    public static extern int IsTraced();

    [DllImport(Native, EntryPoint = "autojit_file_stamp", ExactSpelling = true)]
    public static extern int FileStamp(byte* path, long* size, long* modified);

    [DllImport(Native, EntryPoint = "autojit_file_identity", ExactSpelling = true)]
    public static extern int FileIdentity(byte* path, ulong* device, ulong* number);

    [DllImport(Native, EntryPoint = "autojit_symbol_name", ExactSpelling = true)]
    public static extern int SymbolName(void* address, byte* name, uint size);

    [DllImport(C, EntryPoint = "abort", ExactSpelling = true)]
    public static extern void Abort();

    [DllImport(C, EntryPoint = "rename", ExactSpelling = true)]
    public static extern int Rename(byte* from, byte* to);

    [DllImport(C, EntryPoint = "unlink", ExactSpelling = true)]
    public static extern int Unlink(byte* path);

    [DllImport(C, EntryPoint = "getrlimit", ExactSpelling = true)]
    public static extern int GetLimit(int resource, ulong* limit);

    [DllImport(C, EntryPoint = "gettid", ExactSpelling = true)]
    public static extern int GetTid();

    [DllImport(C, EntryPoint = "time", ExactSpelling = true)]
    public static extern long Time(nint result);

    [DllImport(C, EntryPoint = "getpid", ExactSpelling = true)]
    public static extern int GetPid();
}
