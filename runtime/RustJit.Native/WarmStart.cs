// What was done in C before managed code was needed (runtime/warm-start), taken over.

using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.Native;

// As in runtime/warm-start/warm.h.
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct WarmState
{
    public WarmModule* Modules;
    public WarmLibrary* Libraries;
    public WarmImage* Bound;
    public WarmMeaning* Meanings;
    public uint MeaningCount;
    public int IsCounted;
    public byte* Cache;
    public long LlvmSize;
    public long LlvmModified;
    public double Begin;
    public double Inside;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct WarmModule
{
    public WarmModule* Next;
    public WarmModule* NextAlike;
    public ModuleRecord* Record;
    public WarmImage* Images;
    public WarmThunk* Thunks;
    public fixed long Buckets[16];
    public fixed byte Hash[ContentHash.Size];
    public int HasLooked;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct WarmLibrary
{
    public WarmLibrary* Next;
    public byte* Path;
    public byte* Data;
    public nuint Size;
    public long LastUse;
    public nint Handle;
    public nint Bias;
}

/// <summary>The beginning of struct warm_image.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct WarmImage
{
    public WarmImage* Next;
    public WarmImage* NextBound;
    public WarmLibrary* Library;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct WarmThunk
{
    public WarmThunk* Next;
    public WarmThunk* NextAlike;
    public nint Address;
    public nint Descriptor;
    public WarmSlot* Slots;
    public uint Index;
    public int IsImport;
    public int IsDone;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct WarmSlot
{
    public WarmSlot* Next;
    public nint Word;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct WarmMeaning
{
    public WarmModule* Module;
    public uint Index;
    public int IsImport;
}

internal static unsafe class WarmStart
{
    private static bool s_isOver;

    /// <summary>Whether there was one: then the user has set nothing, and no debugger was there.</summary>
    public static bool HasBeen { get; private set; }

    /// <summary>The cache that was used. Whatever the program has done with its environment since, it stays that one.</summary>
    public static string? CacheRoot { get; private set; }

    /// <summary>See <see cref="Host.LlvmStamp"/>.</summary>
    public static (long Size, long Modified) LlvmStamp { get; private set; }

    /// <summary>
    /// From now on there is managed code only, which knows all that was found, loaded and bound. Before anything else in each
    /// call from outside. Keeps the guest lock.
    /// </summary>
    public static void TakeOver()
    {
        if (s_isOver)
        {
            return;
        }

        s_isOver = true;
        WarmState* state = NativeMethods.EndWarmStart();
        if (state->Modules is null)
        {
            return;
        }

        HasBeen = true;
        CacheRoot = NativeText.Read(state->Cache);
        LlvmStamp = (state->LlvmSize, state->LlvmModified);
        ProgramTime.Continue(state->Begin, state->Inside);
        if (state->IsCounted != 0)
        {
            Usage.IsCounted();
        }

        TakeCode(state);
    }

    private static void TakeCode(WarmState* state)
    {
        Dictionary<nint, (ImageLibrary Library, ImageFile? File)> libraries = [];
        for (WarmLibrary* library = state->Libraries; library is not null; library = library->Next)
        {
            libraries.Add((nint)library, Open(library));
        }

        List<nint> inOrder = [];
        for (WarmModule* module = state->Modules; module is not null; module = module->Next)
        {
            inOrder.Add((nint)module);
        }

        inOrder.Reverse();

        Dictionary<nint, ModuleInstance> modules = [];
        Dictionary<nint, (Image Image, ModuleInstance Module)> images = [];
        foreach (nint address in inOrder)
        {
            WarmModule* module = (WarmModule*)address;
            ContentHash hash = ContentHash.Read(new ReadOnlySpan<byte>(module->Hash, ContentHash.Size));
            List<Image> found = Packs.Take(hash, (nint)module->Record);
            // Its program or library may be unloaded: then nobody calls its code any more.
            bool isThere = NativeMethods.IsInLibrary((nint)module->Record) != 0 && module->Record->State == address;
            ModuleInstance? instance = isThere ? Resolver.Continue(module->Record, found, module->HasLooked != 0) : null;
            for (WarmImage* image = module->Images; instance is not null && image is not null; image = image->Next)
            {
                (ImageLibrary library, ImageFile? file) = libraries[(nint)image->Library];
                if (file is not null)
                {
                    instance.Add(new Image(library, file));
                    Merger.Add(library);
                }

                images.Add((nint)image, (instance.ImageIn(library), instance));
            }

            if (instance is not null)
            {
                modules.Add(address, instance);
            }
        }

        for (uint i = 0; i < state->MeaningCount; i++)
        {
            WarmMeaning meaning = state->Meanings[i];
            Thunks.Continue(new ThunkMeaning(modules.GetValueOrDefault((nint)meaning.Module)!, meaning.Index, meaning.IsImport != 0));
        }

        foreach ((nint address, ModuleInstance instance) in modules)
        {
            for (WarmThunk* thunk = ((WarmModule*)address)->Thunks; thunk is not null; thunk = thunk->Next)
            {
                instance.Continue(thunk);
            }
        }

        for (WarmImage* image = state->Bound; image is not null; image = image->NextBound)
        {
            if (images.TryGetValue((nint)image, out (Image Image, ModuleInstance Module) bound))
            {
                bound.Module.Continue(bound.Image);
            }
        }
    }

    // A pack's parts wait in Packs for their modules; an image has its metadata.
    private static (ImageLibrary Library, ImageFile? File) Open(WarmLibrary* from)
    {
        string path = NativeText.Read(from->Path)!;
        MappedFile content = MappedFile.Continue(from->Data, from->Size, from->LastUse);
        if (ImageStore.Continue(path, content, out ImageFile? file, out PackFile? pack) is not { } library)
        {
            throw new InvalidDataException($"'{path}' has changed"); // Nobody writes into such a file.
        }

        if (from->Handle != 0)
        {
            library.Continue(from->Handle, from->Bias);
        }

        if (pack is not null)
        {
            Packs.Open(library, pack, default, 0);
        }

        return (library, file);
    }
}
