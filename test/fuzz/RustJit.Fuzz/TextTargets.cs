// Formats of a few lines: programs (for autojit-cache show), counters, settings, and names of files.

using System;
using System.IO;
using System.Linq;
using System.Text;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.Fuzz;

internal sealed class ProgramTarget : FuzzTarget
{
    public override string Name => "program";

    public override bool Read(byte[] input)
    {
        try
        {
            foreach (ProgramModule module in ProgramModules.Read(input))
            {
                Check(module.Source is not null && module.Directory is not null && module.Functions.Count > 0, "a module has no source");
                Check(module.Embedded is null || module.Embedded.Value.Length <= input.Length, "an embedded module leads outside");
            }

            return true;
        }
        catch (CacheException)
        {
            return false;
        }
    }
}

internal sealed class CountersTarget : FuzzTarget
{
    public override string Name => "counters";

    public override bool Read(byte[] input)
    {
        CacheCounts counts = new();
        counts.AddLines(input);
        counts.AddLines(input);
        Check(Enum.GetValues<CacheCounter>().All(c => counts[c] >= 0), "a number is negative");
        CacheCounts again = new();
        again.AddLines(counts.ToLine());
        Check(Enum.GetValues<CacheCounter>().All(c => counts[c] == again[c]), "it is written otherwise than read");
        return counts.ToLine().Length > 1;
    }
}

internal sealed class SettingsTarget : FuzzTarget
{
    private readonly CacheDirectory _cache = new(Directory.CreateTempSubdirectory("autojit-fuzz-").FullName);

    public SettingsTarget() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(_cache.Root, recursive: true);

    public override string Name => "settings";

    public override bool Read(byte[] input)
    {
        File.WriteAllBytes(_cache.Settings, input);
        CacheSettings settings = CacheSettings.Read(_cache, null);
        Check(settings.Limit >= 0, "the limit is negative");
        Check(settings.Problem is null || settings.Limit == CacheSettings.DefaultLimit, "a bad file has a limit");
        return settings.Problem is null;
    }
}

internal sealed class NamesTarget : FuzzTarget
{
    public override string Name => "names";

    public override bool Read(byte[] input)
    {
        bool any = false;
        foreach (string name in Encoding.Latin1.GetString(input).Split('\n'))
        {
            bool isOurs = CacheEntry.IsModuleName(name) || CacheEntry.IsImageName(name) || CacheEntry.IsObjectName(name) ||
                CacheEntry.IsModuleHash(name) || CacheEntry.IsObjectDirectory(name) || CacheEntry.IsPackName(name) || CacheEntry.IsReferenceName(name);
            Check(ImageName.Referenced(name) is not null == CacheEntry.IsReferenceName(name), "a reference leads nowhere");
            Check(!isOurs || (name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') && name[0] != '.'), "a name leads elsewhere");
            Check(ByteSize.Parse(name) is null or >= 0, "a size is negative");
            any |= isOurs;
        }

        return any;
    }
}
