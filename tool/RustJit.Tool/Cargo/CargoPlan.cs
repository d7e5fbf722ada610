// What cargo is run with: flags for the target alone, a target directory of its own, and the environment.

using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RustJit.Tool;

/// <param name="Arguments">cargo's arguments.</param>
/// <param name="Environment">Its whole environment, as `NAME=value`.</param>
internal sealed record CargoPlan(IReadOnlyList<string> Arguments, IReadOnlyList<string> Environment)
{
    // Between the flags of CARGO_ENCODED_RUSTFLAGS.
    private const char Separator = '\x1f';

    /// <summary>Decides both.</summary>
    /// <exception cref="ToolException">cargo finds no package, or the target is not the host.</exception>
    public static CargoPlan Make(CargoLine line, Toolchain toolchain, PluginFiles files)
    {
        Dictionary<string, string> environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string)e.Value!);
        List<string> global = [];
        List<string> options = [];
        if (line.Value("--target-dir") is null)
        {
            options.AddRange(["--target-dir", TargetDirectory(line, toolchain)]);
        }

        if (line.Builds)
        {
            string target = line.Value("--target") ?? "";
            if (target.Length == 0)
            {
                // Naming the target, even the host, is what keeps flags away from build scripts and procedural macros.
                options.AddRange(["--target", toolchain.Host]);
            }
            else if (target != toolchain.Host)
            {
                throw new ToolException($"--target {target}: lazy code is for {toolchain.Host} only; use cargo itself");
            }

            string[] search = ["-L", files.Library, "-C", $"link-arg=-Wl,-rpath,{files.Library}"];
            AddFlags(environment, global, line, toolchain, "rustflags", [
                "-Z", $"llvm-plugins={files.Plugin}", .. search, "-lautojit-runtime",
                .. BuildIdentity.Flag(files.Plugin, environment.GetValueOrDefault),
            ]);
            // Examples in comments are compiled by rustdoc, regularly, and link with the lazy crate.
            AddFlags(environment, global, line, toolchain, "rustdocflags", search);
            if (toolchain.IsStable)
            {
                environment["RUSTC_BOOTSTRAP"] = "1";
            }
        }

        return new CargoPlan([.. line.With(global, options)], [.. environment.Select(e => $"{e.Key}={e.Value}")]);
    }

    private static string TargetDirectory(CargoLine line, Toolchain toolchain)
    {
        string metadata = toolchain.AskCargo([.. line.GlobalOptions, "metadata", "--no-deps", "--format-version", "1", .. line.Manifest]);
        using var document = JsonDocument.Parse(metadata);
        return Path.Combine(document.RootElement.GetProperty("target_directory").GetString()!, "autojit");
    }

    /// <summary>
    /// Adds flags to those of the user. cargo takes them from one place only: the environment, else the target's table
    /// of the configuration, else its build table.
    /// </summary>
    private static void AddFlags(
        Dictionary<string, string> environment, List<string> global, CargoLine line, Toolchain toolchain, string kind, string[] flags)
    {
        string variable = kind.ToUpperInvariant();
        string encoded = $"CARGO_ENCODED_{variable}";
        if (environment.TryGetValue(encoded, out string? given))
        {
            environment[encoded] = string.Join(Separator, [.. given.Split(Separator, StringSplitOptions.RemoveEmptyEntries), .. flags]);
        }
        else if (environment.TryGetValue(variable, out given))
        {
            // As cargo splits them; encoded, because our paths may have blanks.
            environment[encoded] = string.Join(Separator, [.. given.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. flags]);
        }
        else
        {
            // Arrays of --config are joined with those of configuration files, so only the build table would be lost.
            string[] all = [.. ConfiguredFlags(line, toolchain, kind), .. flags];
            global.AddRange(["--config", $"target.{toolchain.Host}.{kind}=[{string.Join(',', all.Select(Quote))}]"]);
        }
    }

    /// <summary>The flags of the build table, when they count: when the target's table has none.</summary>
    private static string[] ConfiguredFlags(CargoLine line, Toolchain toolchain, string kind)
    {
        string[] Ask(string key)
        {
            string? json = toolchain.TryAskCargo(["-Zunstable-options", .. line.GlobalOptions, "config", "get", "--format", "json-value", key]);
            if (json is null)
            {
                return [];
            }

            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(e => e.GetString()!)]
                : (document.RootElement.GetString() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }

        return Ask($"target.{toolchain.Host}.{kind}").Length == 0 ? Ask($"build.{kind}") : [];
    }

    // A basic string of TOML: what JSON escapes, TOML reads.
    private static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
