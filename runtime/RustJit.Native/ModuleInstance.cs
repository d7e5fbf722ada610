// One translation unit in one loaded program or library: its functions' addresses, and where they come from.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;

namespace RustJit.Native;

/// <summary>
/// The state behind a module record. Lives as long as the process. Used under the guest lock, which is given up whenever the
/// dynamic loader is called: after such a call everything may have changed.
/// </summary>
internal sealed unsafe class ModuleInstance
{
    private readonly ModuleRecord* _record;
    private readonly FunctionTable _functions = new();
    private readonly List<Image> _images = [];
    private readonly Dictionary<uint, Thunk> _thunks = [];
    private readonly Dictionary<uint, nint> _guards = [];
    private readonly Dictionary<(uint Function, uint Loop), nint> _continuations = [];
    private readonly HashSet<uint> _expected = [];
    private bool _hasLooked;
    private ModuleFile? _file;
    private ProgramMarks? _marks;
    private ModuleCompiler? _compiler;

    public ModuleInstance(ModuleRecord* record)
        : this(record, null, hasLooked: false)
    {
    }

    /// <summary>The state of a module.</summary>
    /// <param name="record">Its record.</param>
    /// <param name="found">What packs have of it, if that is known already.</param>
    /// <param name="hasLooked">Whether its own directory was looked into.</param>
    public ModuleInstance(ModuleRecord* record, List<Image>? found, bool hasLooked)
    {
        _record = record;
        Hash = ContentHash.Read(new ReadOnlySpan<byte>(record->Hash, ContentHash.Size));
        byte* location = (byte*)&record->Location + record->Location;
        Directory = NativeText.Read(location) ?? "";
        SourceName = NativeText.Read(location + System.Text.Encoding.UTF8.GetByteCount(Directory) + 1) ?? "";
        // Who is in a pack that was found has nothing else, as a rule.
        foreach (Image image in found ?? Packs.Take(Hash, Owner))
        {
            Add(image);
        }

        _hasLooked = hasLooked;
        if (_images.Count == 0 && found is null)
        {
            Look();
        }
    }

    /// <summary>The identity of the module.</summary>
    public ContentHash Hash { get; }

    /// <summary>Where the compiler put the module file.</summary>
    public string Directory { get; }

    /// <summary>The source file, as the compiler was given it.</summary>
    public string SourceName { get; }

    /// <summary>An address inside the program or library that the module is part of.</summary>
    public nint Owner => (nint)_record;

    /// <summary>The module file; opened on first use, for there is nothing to compile in a warm run.</summary>
    public ModuleFile File => _file ?? throw new InvalidOperationException("the module file is not open");

    /// <summary>Returns the address of a function's body, compiling it when nobody has yet.</summary>
    /// <param name="function">Its id.</param>
    /// <param name="caller">An address in the stub's object, for messages.</param>
    public nint Resolve(uint function, nint caller)
    {
        while (true)
        {
            FunctionState state = _functions[function];
            if (state.Address != 0)
            {
                return state.Address;
            }

            if (state.Image is { } image)
            {
                if (!Load(image))
                {
                    Remove(image);
                    if (image.Library.IsNew)
                    {
                        Host.UseMemoryOnly(); // Another one would fare no better.
                    }
                }

                continue;
            }

            if (Look())
            {
                continue;
            }

            OpenFile(function, caller);
            if (PreferredDaemon.Ask(this, function, IsPlaced) is { } answer)
            {
                Add(answer);
                continue;
            }

            // Both may give the lock up; then another thread may have been here.
            PrivateLlvm.Prepare();
            if (IsPlaced(function))
            {
                continue;
            }

            CodeVersion version = VersionFor(function);
            CompiledUnit unit = Compile(function, version);
            Usage.Missed(unit);
            if (Host.Linker == LinkerChoice.JitLink)
            {
                OrcLinker.Link(this, unit);
            }
            else if (ImageStore.Publish(this, unit, version) is { } linked)
            {
                Add(linked);
            }
            else
            {
                Host.UseMemoryOnly(); // And compile again: JITLink wants other code.
            }
        }
    }

    /// <summary>Finds or makes the better body of a function that has one already.</summary>
    /// <param name="function">Its id.</param>
    /// <param name="isUrgent">Whether it may not wait.</param>
    /// <param name="isPostponed">Whether it has to: it is large, and the program has not run for long.</param>
    /// <returns>Its address; 0 when there is none to be had, which is no error.</returns>
    public nint Improve(uint function, bool isUrgent, out bool isPostponed)
    {
        isPostponed = false;
        Look();
        FunctionState state = _functions[function];
        Image? image = null;
        if (!state.CountsInImage)
        {
            image = state.Image;
        }
        else if (HasFile() && !isUrgent && Host.Settings.HotCalls is null && !ProgramTime.IsWorth(File.Function(function).Instructions))
        {
            isPostponed = true;
        }
        else if (CanCompile())
        {
            CompiledUnit unit = Compiler.Compile(new UnitPlan([function], []), LinkerChoice.Image, Host.Code.Tier);
            Usage.Missed(unit);
            image = ImageStore.Publish(this, unit, Host.Code);
        }

        return image is not null && Load(image) ? _functions[function].Address : 0;
    }

    /// <summary>Finds or makes what goes on in a loop of a body of the first tier.</summary>
    /// <param name="function">Its id.</param>
    /// <param name="loop">The loop's number.</param>
    /// <returns>Its address; 0 when the body has to go on itself.</returns>
    public nint Continue(uint function, uint loop)
    {
        if (_continuations.TryGetValue((function, loop), out nint address))
        {
            return address;
        }

        if (CanCompile())
        {
            _continuations[(function, loop)] = 0;
            using CompiledUnit unit = Compiler.CompileLoop(function, loop, Host.Code.Tier);
            if (ImageStore.LinkInMemory(this, unit) is { } image && Bind(image))
            {
                address = image.Library.Bias + (nint)image.File.Functions[0].Address;
            }

            _continuations[(function, loop)] = address;
        }

        return address;
    }

    // What is nice to have is not worth a message.
    private bool HasFile() => (_file ??= ModuleFiles.Open(this, _record).File) is not null;

    private bool CanCompile() => HasFile() && !PrivateLlvm.IsOutOfReach && PrivateLlvm.TryPrepare(out _);

    /// <summary>
    /// Opens the files that later first calls may need. Writes no binding: the object may not be relocated yet, when another
    /// thread is loading it. Gives the guest lock up.
    /// </summary>
    /// <returns>Whether there is nothing left that could be compiled.</returns>
    public bool Provide()
    {
        Look();
        foreach (Image image in _images.ToArray())
        {
            if (!Open(image))
            {
                Remove(image);
            }
        }

        _file ??= ModuleFiles.Open(this, _record).File;
        for (uint i = 0; i < (_file?.FunctionCount ?? 0); i++)
        {
            if (!IsPlaced(i))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What a body calls in place of an import after whose call files may be out of reach.</summary>
    public nint BeforeAccessLoss(uint import)
    {
        if (!_guards.TryGetValue(import, out nint address))
        {
            address = Thunks.Create(new ThunkMeaning(this, import, isImport: true), out _);
            _guards.Add(import, address);
        }

        return address;
    }

    /// <summary>The value of an import.</summary>
    public nint Import(uint index, ImportKind kind)
    {
        if (index >= _record->ImportCount)
        {
            throw new InvalidDataException($"import {index} of {_record->ImportCount}");
        }

        int* entry = (int*)((byte*)&_record->Imports + _record->Imports) + index;
        byte* target = (byte*)entry + *entry;
        return kind == ImportKind.Got ? *(nint*)target : (nint)target;
    }

    private bool BeginsUnoptimized(uint function) =>
        FirstTier.Takes(File, function, Host.Settings.TierUp, _marks ??= FindMarks());

    private ProgramMarks FindMarks()
    {
        if (File.SpeedLevel == 0)
        {
            return ProgramMarks.None; // Nobody asks.
        }

        // Who asks for backtraces of Rust code (rustc's codegen units) is to see those of optimised code.
        ProgramMarks marks = Host.PrintsRustBacktraces && SourceName.Contains("-cgu.", StringComparison.Ordinal)
            ? ProgramMarks.WalksStack
            : ProgramMarks.None;
        for (uint i = 0; i < File.ImportCount; i++)
        {
            ProgramMarks mark = FirstTier.MarkOf(File.ImportName(i));
            if (mark != ProgramMarks.None && Import(i, File.Import(i)) != 0)
            {
                marks |= mark;
            }
        }

        return marks;
    }

    private CodeVersion VersionFor(uint function) => Host.FirstCode is { } first && BeginsUnoptimized(function) ? first : Host.Code;

    // A unit holds one kind of code. Of what may begin unoptimised, nothing but small functions is worth more, in their callers.
    private CompiledUnit Compile(uint function, CodeVersion version)
    {
        bool isFirst = version.Tier == Tier.First;
        Func<uint, bool> isPlaced = Host.FirstCode is null ? IsPlaced : id => IsPlaced(id) || BeginsUnoptimized(id) != isFirst;
        _expected.RemoveWhere(IsPlaced);
        IEnumerable<uint> likely = _expected.Where(id => id < File.FunctionCount && !isPlaced(id));
        return Compiler.Compile(function, isPlaced, Host.Linker, isFirst ? Tier.First : Tier.Only, likely);
    }

    // New code of another module, or of this one, calls it through its stub.
    private void Expect(uint function)
    {
        if (!IsPlaced(function))
        {
            _expected.Add(function);
        }
    }

    private ModuleCompiler Compiler => _compiler ??= new ModuleCompiler(File, SourceName, Host.Code.Options);

    private bool IsPlaced(uint function) => _functions[function].IsPlaced;

    // Looks into the module's own directory, once. Returns whether this was the time.
    private bool Look()
    {
        if (_hasLooked || Host.Linker != LinkerChoice.Image)
        {
            return false;
        }

        _hasLooked = true;
        foreach (Image image in ImageStore.Find(Hash, Owner, path => _images.Exists(i => i.Library.Path == path)))
        {
            Add(image);
        }

        return true;
    }

    /// <summary>Knows what an image has.</summary>
    public void Add(Image image)
    {
        _images.Add(image);
        foreach (ref readonly ImageFunction function in image.File.Functions)
        {
            // The better body of a function counts no more.
            ref FunctionState state = ref _functions[function.Id];
            if (state.Image is null || (state.CountsInImage && !function.Counts))
            {
                state.Image = image;
                state.CountsInImage = function.Counts;
            }
        }
    }

    /// <summary>Puts an image in the place of those of which it was made.</summary>
    public void Replace(List<ImageLibrary> gone, Image by)
    {
        foreach (Image image in _images.FindAll(image => gone.Contains(image.Library)))
        {
            Remove(image);
        }

        Add(by);
    }

    private void Remove(Image image)
    {
        _images.Remove(image);
        foreach (ref readonly ImageFunction function in image.File.Functions)
        {
            ref FunctionState state = ref _functions[function.Id];
            if (state.Image == image)
            {
                state.Image = null;
                state.CountsInImage = false;
            }
        }
    }

    private bool Open(Image image)
    {
        if (image.Library.Open(this, out string? problem))
        {
            return true;
        }

        Usage.Rejected(ImageError.NotLoadable);
        if (Log.Enabled)
        {
            Log.Write($"rejected {image.Library.Path}: {ImageError.NotLoadable} ({problem})");
        }

        return false;
    }

    // Maps an image, writes its bindings, and publishes its functions.
    private bool Load(Image image)
    {
        double start = Log.Now;
        ImageFile file = image.File;
        if (image.IsBound)
        {
            return true;
        }

        if (!Bind(image))
        {
            return false;
        }

        PublishAll(image);
        if (!image.Library.IsNew)
        {
            Usage.Found(image.Library);
        }

        if (Log.Enabled)
        {
            Log.Write($"loaded image {image.Library.Path}: {file.Functions.Length} functions {Log.Since(start)}");
        }

        LoadBetterThan(image);
        return true;
    }

    private void PublishAll(Image image)
    {
        uint counting = 0;
        foreach (ref readonly ImageFunction function in image.File.Functions)
        {
            counting += function.Counts ? 1u : 0;
            Publish(function.Id, image.Library.Bias + (nint)function.Address, function.Counts ? (Heat*)(image.Library.Bias + (nint)function.Heat) : null);
        }

        if (counting != 0)
        {
            HotBodies.Know(this, image, counting);
        }
    }

    /// <summary>What was bound before there was managed code.</summary>
    public void Continue(Image image)
    {
        image.IsBound = true;
        PublishAll(image);
    }

    /// <summary>A thunk of this module that was made before there was managed code.</summary>
    public void Continue(WarmThunk* from)
    {
        if (from->IsImport != 0)
        {
            _guards.Add(from->Index, from->Address);
        }
        else if (from->IsDone == 0)
        {
            Thunk thunk = new(from->Address, from->Descriptor);
            for (WarmSlot* slot = from->Slots; slot is not null; slot = slot->Next)
            {
                thunk.Slots.Add(slot->Word);
            }

            _thunks.Add(from->Index, thunk);
        }
    }

    /// <summary>What this module has in a library.</summary>
    public Image ImageIn(ImageLibrary library) => _images.Find(image => image.Library == library)!;

    // Of what is in an image and better in another: its own image calls the worse one.
    private void LoadBetterThan(Image image)
    {
        foreach (ref readonly ImageFunction function in image.File.Functions)
        {
            FunctionState state = _functions[function.Id];
            if (function.Counts && !state.CountsInImage && state.Image is { } better && !Load(better))
            {
                Remove(better);
            }
        }
    }

    private bool Bind(Image image)
    {
        ImageFile file = image.File;
        // Library functions first: finding them gives the lock up.
        foreach (ref readonly ImageBinding binding in file.Bindings)
        {
            if (binding.Kind == BindingKind.Library)
            {
                LibraryFunctions.Find(file.LibraryName(binding), Owner);
            }
        }

        if (!Open(image))
        {
            return false;
        }

        if (image.IsBound)
        {
            return true; // By another thread, while this one waited for the loader.
        }

        foreach (ref readonly ImageBinding binding in file.Bindings)
        {
            nint slot = image.Library.Bias + (nint)binding.Address;
            nint value = binding.Kind switch
            {
                BindingKind.Import => Import(binding.Index, binding.ImportKind),
                BindingKind.Callee => Callee(binding.Index, slot),
                BindingKind.AccessLoss => BeforeAccessLoss(binding.Index),
                _ => LibraryFunctions.Find(file.LibraryName(binding), Owner),
            };
            Volatile.Write(ref *(nint*)slot, value + (nint)binding.Addend);
        }

        image.IsBound = true;
        if (image.Library.IsNew)
        {
            ExpectCalls(file);
        }

        return true;
    }

    // Units end where modules do. So what new code calls in others is made together there, when the first of it is called.
    private void ExpectCalls(ImageFile file)
    {
        foreach (ref readonly ImageBinding binding in file.Bindings)
        {
            if (binding.Kind == BindingKind.Import && binding.ImportKind != ImportKind.Direct &&
                Resolver.FindStub(Import(binding.Index, binding.ImportKind), out ModuleInstance? module, out uint function))
            {
                module.Expect(function);
            }
        }
    }

    /// <summary>Where a call of a function can go now: to its body, or to a thunk that will find it.</summary>
    public nint Callee(uint function) =>
        _functions[function].Address is not 0 and nint address ? address : ThunkOf(function).Address;

    // The word at `slot` goes straight to the body as soon as there is one.
    private nint Callee(uint function, nint slot)
    {
        nint address = Callee(function);
        if (_thunks.TryGetValue(function, out Thunk? thunk))
        {
            thunk.Slots.Add(slot);
        }

        return address;
    }

    private Thunk ThunkOf(uint function)
    {
        if (!_thunks.TryGetValue(function, out Thunk? thunk))
        {
            thunk = new Thunk(Thunks.Create(new ThunkMeaning(this, function, isImport: false), out nint descriptor), descriptor);
            _thunks.Add(function, thunk);
        }

        return thunk;
    }

    /// <summary>Makes a body's address known to all who call it.</summary>
    public void Publish(uint function, nint address, Heat* heat = null)
    {
        ref FunctionState state = ref _functions[function];
        if (state.Address != 0)
        {
            if (heat is not null && state.Heat is null)
            {
                HotBodies.SendOn(heat, state.Address); // Even if nobody else will find it: its own image may call it.
            }

            if (heat is not null || state.Heat is null)
            {
                return; // Compiled twice by a race of processes: the first stays.
            }

            HotBodies.SendOn(state.Heat, address);
        }

        state.Address = address;
        state.Heat = heat;
        if (_thunks.Remove(function, out Thunk? thunk))
        {
            Volatile.Write(ref ((Descriptor*)thunk.Descriptor)->Target, address);
            foreach (nint slot in thunk.Slots)
            {
                Volatile.Write(ref *(nint*)slot, address);
            }
        }
    }

    private void OpenFile(uint function, nint caller)
    {
        if (_file is not null)
        {
            return;
        }

        double start = Log.Now;
        ModuleFileSearch search = ModuleFiles.Open(this, _record);
        if (search.File is not { } file)
        {
            if (search.OutOfMemory)
            {
                Fatal.Stop($"no address space is left for '{search.Path}'; raise the limit (ulimit -v)");
            }

            string remedy = search.Error == ModuleFileError.UnsupportedVersion
                ? "rebuild the program with the autojit.so of this runtime's version"
                : "rebuild the program (with ccache: CCACHE_RECACHE=1), or build it with AUTOJIT_STORE=embed to be independent of the cache";
            Fatal.CannotRun(SymbolName(caller, function), SourceName, search.What, search.Path, remedy);
            return;
        }

        _file = file;
        if (Log.Enabled)
        {
            Log.Write($"open {Hash} ({SourceName}): {file.FunctionCount} functions, {file.ImportCount} imports {Log.Since(start)}");
        }
    }

    // The name is not in memory; the symbol table of the file may have it.
    private static string SymbolName(nint descriptor, uint function)
    {
        const uint Size = 512;
        byte* name = stackalloc byte[(int)Size];
        // The descriptor's first word is the lazy entry, which lies in the stub.
        int length = NativeMethods.SymbolName((void*)((Descriptor*)descriptor)->Target, name, Size);
        return length > 0 ? System.Text.Encoding.UTF8.GetString(name, length) : $"function {function}";
    }

    private sealed class Thunk(nint address, nint descriptor)
    {
        public nint Address => address;

        public nint Descriptor => descriptor;

        public List<nint> Slots { get; } = [];
    }
}
