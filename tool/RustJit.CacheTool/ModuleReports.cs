// Gathers what is known of a module: its file or its copy in the program, and its images.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.CacheTool;

internal static class ModuleReports
{
    /// <summary>A module of the cache.</summary>
    public static ModuleReport OfCache(CacheContents contents, string id)
    {
        CacheEntry? entry = contents.Of(CacheEntryKind.Module).FirstOrDefault(e => e.Module == id);
        if (entry is null)
        {
            return Report(contents, id, null, null, null, null, "not in this cache: embedded, or of another one", usable: true);
        }

        EntryContent content = EntryReader.Read(entry, NativeContentHasher.Instance);
        return Report(contents, id, entry.Path, entry.Created, null, content.Module, content.Reason, content.Module is not null);
    }

    /// <summary>A module of a program, looked for where the runtime looks.</summary>
    public static ModuleReport OfProgram(CacheDirectory cache, CacheContents contents, ProgramModule module)
    {
        string id = module.Hash.ToString();
        if (module.Embedded is { } bytes)
        {
            ModuleFileError error = ModuleFile.TryParse(bytes, module.Hash, NativeContentHasher.Instance, out ModuleFile? embedded);
            string? problem = error == ModuleFileError.None ? null : error.Message();
            return Report(contents, id, "the program itself", null, module.Source, embedded, problem, embedded is not null);
        }

        string name = id + ".bc";
        string recorded = Path.Combine(module.Directory, name), own = Path.Combine(cache.Modules, name);
        EntryContent first = Open(recorded, id), best = first;
        if (first.Module is null && own != recorded)
        {
            best = Open(own, id);
        }

        string? where = best.Module is null ? recorded : best == first ? recorded : own;
        string? reason = best.Module is not null ? null
            : first.State == EntryState.Gone ? $"'{recorded}' is missing" : $"'{recorded}': {first.Reason}";
        DateTimeOffset? created = FileStatus.Read(where, out _)?.Modified;
        return Report(contents, id, where, created, module.Source, best.Module, reason, best.Module is not null);
    }

    private static EntryContent Open(string path, string id) => EntryReader.Read(
        new CacheEntry(CacheEntryKind.Module, path, id, 0, default, default), NativeContentHasher.Instance);

    private static ModuleReport Report(
        CacheContents contents, string id, string? where, DateTimeOffset? created, string? source, ModuleFile? file, string? problem, bool usable)
    {
        List<ImageReport> images = [];
        HashSet<uint> compiled = [];
        foreach (CacheEntry entry in ImagesOf(contents, id))
        {
            EntryContent content = EntryReader.Read(entry, NativeContentHasher.Instance);
            ImageFile? image = content.Image ?? content.Pack?.Modules.FirstOrDefault(m => m.Module.ToString() == id);
            if (content.State != EntryState.Gone && (image is not null || content.Pack is null))
            {
                List<uint> ids = [.. (image is null ? [] : image.Functions.ToArray()).Select(f => f.Id)];
                compiled.UnionWith(ids);
                string key = image is null ? "" : Encoding.UTF8.GetString((content.Pack?.Key ?? image.Key).Span);
                images.Add(new ImageReport(entry.Path, entry.Size, entry.Created, entry.LastUsed, key, ids, content.Reason));
            }
        }

        List<FunctionReport> functions = [];
        for (uint i = 0; i < file?.FunctionCount; i++)
        {
            FunctionEntry f = file.Function(i);
            functions.Add(new FunctionReport(i, file.FunctionName(i), f.Kind, f.Instructions, compiled.Contains(i)));
        }

        return new ModuleReport(
            id,
            source ?? file?.SourceName,
            where,
            problem,
            usable,
            file?.Bytes.Length ?? 0,
            created,
            file is null ? null : $"{file.LlvmVersion >> 16}.{(file.LlvmVersion >> 8) & 255}.{file.LlvmVersion & 255}",
            file is null ? null : Level(file),
            file?.HasDebugInformation,
            file?.FunctionCount,
            file?.ImportCount,
            functions.Count(f => f.Compiled),
            functions,
            images);
    }

    // Also the packs that its directory refers to, which need not have anything of it.
    private static IEnumerable<CacheEntry> ImagesOf(CacheContents contents, string id)
    {
        HashSet<string> homes = [.. contents.Of(CacheEntryKind.Reference).Where(e => e.Module == id)
            .Select(e => ImageName.Referenced(Path.GetFileName(e.Path))!.Value.Home.ToString())];
        return contents.Of(CacheEntryKind.Image).Where(e => e.Module == id || (e.IsPack && homes.Contains(e.Module)));
    }

    private static string Level(ModuleFile file) => file.SizeLevel switch
    {
        1 => "-Os",
        2 => "-Oz",
        _ => $"-O{file.SpeedLevel}",
    };
}
