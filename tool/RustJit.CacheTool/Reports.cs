// What --json prints. Names are part of the tool's interface: add, never rename. Sizes are bytes, times UTC.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.CacheTool;

internal sealed record PathReport(string Root, string Modules, string Objects, string Images, bool Exists);

internal sealed record StatsReport(string Root, CacheStatistics Stores, long Limit, IReadOnlyDictionary<string, long> Counters);

internal sealed record LimitReport(string Root, long Limit);

internal sealed record RemovalReport(string Root, bool DryRun, int Files, long Bytes, IReadOnlyList<string> Failures);

internal sealed record ListReport(string Root, IReadOnlyList<ModuleSummary> Modules);

internal sealed record ModuleSummary(
    string Id,
    string? Path,
    string? Source,
    uint? Functions,
    long Bytes,
    [property: JsonIgnore] IReadOnlyList<CacheEntry> ImageEntries,
    DateTimeOffset LastUsed,
    string? Problem)
{
    public int Images => ImageEntries.Count;

    public long ImageBytes => ImageEntries.Sum(e => e.Size);
}

internal sealed record ProgramReport(string Path, IReadOnlyList<ModuleReport> Modules);

internal sealed record ModuleReport(
    string Id,
    string? Source,
    string? Where,
    string? Problem,
    bool Usable,
    long Bytes,
    DateTimeOffset? Created,
    string? Llvm,
    string? Level,
    bool? DebugInformation,
    uint? FunctionCount,
    uint? Imports,
    int Compiled,
    IReadOnlyList<FunctionReport> Functions,
    IReadOnlyList<ImageReport> Images);

internal sealed record FunctionReport(uint Id, string Name, FunctionKind Kind, uint Instructions, bool Compiled);

internal sealed record ImageReport(
    string Path, long Bytes, DateTimeOffset Created, DateTimeOffset LastUsed, string Key, IReadOnlyList<uint> Functions, string? Problem);

internal sealed record VerifyReport(string Root, VerifyResult Result);

internal sealed record DoctorReport(bool Healthy, IReadOnlyList<CheckResult> Checks, DoctorFlags Flags);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PathReport))]
[JsonSerializable(typeof(StatsReport))]
[JsonSerializable(typeof(LimitReport))]
[JsonSerializable(typeof(RemovalReport))]
[JsonSerializable(typeof(ListReport))]
[JsonSerializable(typeof(ProgramReport))]
[JsonSerializable(typeof(ModuleReport))]
[JsonSerializable(typeof(VerifyReport))]
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class ReportContext : JsonSerializerContext;
