// What --json prints. Names are part of the tool's interface: add, never rename.

using System.Collections.Generic;
using System.Text.Json.Serialization;
using RustJit.Cache;

namespace RustJit.CacheTool;

internal sealed record PathReport(string Root, string Modules, string Images, bool Exists);

internal sealed record StatsReport(string Root, CacheStatistics Stores);

internal sealed record RemovalReport(string Root, bool DryRun, int Files, long Bytes, IReadOnlyList<string> Failures);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PathReport))]
[JsonSerializable(typeof(StatsReport))]
[JsonSerializable(typeof(RemovalReport))]
internal sealed partial class ReportContext : JsonSerializerContext;
