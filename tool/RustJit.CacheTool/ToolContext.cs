// What a subcommand works with.

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.CacheTool;

internal sealed class ToolContext(ToolHost host, CacheDirectory? cache, bool json)
{
    /// <summary>The outside.</summary>
    public ToolHost Host => host;

    /// <summary>The cache, or null when there is no place for one.</summary>
    public CacheDirectory? CacheOrNull => cache;

    /// <summary>The cache.</summary>
    /// <exception cref="CacheException">There is no place for one.</exception>
    public CacheDirectory Cache => cache ?? throw new CacheException(
        "there is no home directory to keep a cache in; set AUTOJIT_CACHE_DIR to a private directory");

    /// <summary>Whether a program reads the output.</summary>
    public bool Json => json;

    /// <summary>Lists the cache, and says which parts could not be listed.</summary>
    public CacheContents ReadContents()
    {
        CacheContents contents = CacheContents.Read(Cache);
        foreach (string problem in contents.Problems)
        {
            Warn($"left out: {problem}");
        }

        return contents;
    }

    /// <summary>What the user has set, the environment included; says what cannot be understood.</summary>
    public CacheSettings Settings()
    {
        RuntimeSettings environment = RuntimeSettings.Read(host.Variable);
        CacheSettings settings = CacheSettings.Read(Cache, environment.CacheLimit);
        if ((environment.Complaint ?? settings.Problem) is { } problem)
        {
            Warn(problem);
        }

        return settings;
    }

    /// <summary>A line of output.</summary>
    public void Write(string line) => host.Output.WriteLine(line);

    /// <summary>Output for programs.</summary>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => host.Output.WriteLine(JsonSerializer.Serialize(value, type));

    /// <summary>A line on standard error.</summary>
    public void Warn(string message) => host.Error.WriteLine($"autojit-cache: {message}");

    /// <summary>Asks a question that only y or yes answers.</summary>
    /// <returns>False as well when there is nobody to ask.</returns>
    public bool Confirm(string question)
    {
        if (!host.CanAsk)
        {
            Warn($"{question} Nothing was done: run again with --yes");
            return false;
        }

        host.Error.Write($"{question} [y/N] ");
        host.Error.Flush();
        if (host.Input.ReadLine()?.Trim() is "y" or "Y" or "yes" or "Yes")
        {
            return true;
        }

        Warn("nothing was done");
        return false;
    }
}
