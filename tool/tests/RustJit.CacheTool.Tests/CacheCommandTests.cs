// stats, list, show, clear, prune, verify, path.

using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using RustJit.Cache;
using RustJit.Cache.Tests;
using RustJit.Core.Tests;

namespace RustJit.CacheTool.Tests;

public sealed class CacheCommandTests : IDisposable
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);
    private static readonly byte[] s_module = ModuleFileBuilder.Sample();
    private static readonly string s_id = Convert.ToHexStringLower(s_module.AsSpan(ModuleFileBuilder.HashOffset, 16));

    private readonly CacheFixture _fixture = new();

    [Fact]
    public void Path_OfTheCache_IsPrinted()
    {
        Assert.Equal(_fixture.Cache.Root + "\n", Run("path").Output);
        Assert.True(Run("path", "--json").Json.GetProperty("exists").GetBoolean());
    }

    [Fact]
    public void Stats_OfACache_CountsFilesAndBytes()
    {
        _fixture.Module(CacheFixture.ModuleA, 1000, s_day);
        _fixture.Image(CacheFixture.ModuleA, 1, 2048, s_day);
        _fixture.Image(CacheFixture.ModuleA, 2, 1024, s_day);
        _fixture.Add("modules/notes", 5, s_day);
        JsonElement stores = Run("stats", "--json").Json.GetProperty("stores");
        Assert.Equal((1, 1000), Counts(stores.GetProperty("modules")));
        Assert.Equal((2, 3072), Counts(stores.GetProperty("images")));
        Assert.Equal((1, 5), Counts(stores.GetProperty("foreign")));
        string text = Run("stats").Output;
        Assert.Matches(@"modules +1 +1000 B", text);
        Assert.Matches(@"images +2 +3\.0 KiB", text);
        Assert.Matches(@"not ours +1 +5 B", text);
    }

    [Fact]
    public void Stats_OfAMissingCache_IsAllZero()
    {
        ToolRun run = Run("stats", "--cache-dir", _fixture.Combine("none"), "--json");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal((0, 0), Counts(run.Json.GetProperty("stores").GetProperty("images")));
    }

    [Fact]
    public void Stats_Counters_AreShownAndSetToZero()
    {
        CacheCounts counts = new()
        {
            [CacheCounter.Runs] = 2,
            [CacheCounter.Hits] = 3,
            [CacheCounter.Misses] = 1,
            [CacheCounter.EvictedBytes] = 2048,
            [CacheCounter.Evicted] = 7,
            [CacheCounter.RejectedDamaged] = 5,
        };
        CounterStore.Append(_fixture.Cache, counts, CacheFixture.Now.ToUnixTimeSeconds());
        string text = Run("stats").Output;
        Assert.Matches(@"runs +2 ", text);
        Assert.Matches(@"hits +3  images found, 75.0 %", text);
        Assert.Matches(@"evicted +7  .*, 2.0 KiB", text);
        Assert.Matches(@"rejected +5  Damaged", text);
        Assert.Equal(3, Run("stats", "--json").Json.GetProperty("counters").GetProperty("hits").GetInt64());
        Assert.Equal(ExitCode.Success, Run("stats", "--zero").ExitCode);
        Assert.Equal(0, Run("stats", "--json").Json.GetProperty("counters").GetProperty("hits").GetInt64());
    }

    [Fact]
    public void Limit_SetAndShown_RemovesWhatIsTooMuch()
    {
        Assert.Equal("5.0 GiB\n", Run("limit").Output);
        string old = _fixture.Image(CacheFixture.ModuleA, 1, 700, 2 * s_day), young = _fixture.Image(CacheFixture.ModuleA, 2, 700, s_day);
        Assert.Equal("1.0 KiB\n", Run("limit", "1K").Output);
        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
        Assert.Equal(1024, Run("limit", "--json").Json.GetProperty("limit").GetInt64());
        Assert.Equal("none\n", Run("limit", "none").Output);
        Assert.Equal(ExitCode.Usage, Run("limit", "much").ExitCode);
    }

    [Fact]
    public void Clear_WithoutAll_RemovesImagesOnlyAndAsksNothing()
    {
        string module = _fixture.Module(CacheFixture.ModuleA, 1, s_day), image = _fixture.Image(CacheFixture.ModuleA, 1, 2048, s_day);
        ToolRun run = Run("clear");
        Assert.Equal((ExitCode.Success, "Removed 1 file, 2.0 KiB.\n", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal((true, false), (File.Exists(module), File.Exists(image)));
    }

    [Theory]
    [InlineData("y\n", true)]
    [InlineData("yes\n", true)]
    [InlineData("n\n", false)]
    [InlineData("\n", false)]
    [InlineData("", false)]
    public void Clear_AllOnATerminal_AsksFirst(string answer, bool expected)
    {
        string module = _fixture.Module(CacheFixture.ModuleA, 1, s_day), image = _fixture.Image(CacheFixture.ModuleA, 1, 1, s_day);
        ToolRun run = ToolRun.Of(_fixture, ["clear", "--all"], answer);
        Assert.Equal(expected ? ExitCode.Success : ExitCode.NotConfirmed, run.ExitCode);
        Assert.Contains("stops the programs", run.Error);
        Assert.Equal(!expected, File.Exists(module));
        Assert.Equal(!expected, File.Exists(image));
    }

    [Fact]
    public void Clear_AllWithNobodyToAsk_DoesNothingAndNamesTheOption()
    {
        string module = _fixture.Module(CacheFixture.ModuleA, 1, s_day);
        ToolRun run = Run("clear", "--all");
        Assert.Equal(ExitCode.NotConfirmed, run.ExitCode);
        Assert.Contains("--yes", run.Error);
        Assert.True(File.Exists(module));
    }

    [Fact]
    public void Clear_AllYes_RemovesBothAndReportsBytes()
    {
        string module = _fixture.Module(CacheFixture.ModuleA, 10, s_day), image = _fixture.Image(CacheFixture.ModuleA, 1, 20, s_day);
        JsonElement json = Run("clear", "--all", "--yes", "--json").Json;
        Assert.Equal((2, 30), Counts(json));
        Assert.False(File.Exists(module) || File.Exists(image));
    }

    [Fact]
    public void Clear_DryRun_RemovesNothingAndSaysWhatItWould()
    {
        string module = _fixture.Module(CacheFixture.ModuleA, 10, s_day), image = _fixture.Image(CacheFixture.ModuleA, 1, 20, s_day);
        Assert.Equal("Would remove 2 files, 30 B.\n", Run("clear", "--all", "--dry-run").Output);
        Assert.True(File.Exists(module) && File.Exists(image));
    }

    [Fact]
    public void Prune_MaxSize_KeepsTheYoungest()
    {
        string old = _fixture.Image(CacheFixture.ModuleA, 1, 1024, 2 * s_day), young = _fixture.Image(CacheFixture.ModuleA, 2, 1024, s_day);
        Assert.Equal("Removed 1 file, 1.0 KiB.\n", Run("prune", "--max-size", "1.5K").Output);
        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
    }

    [Fact]
    public void Prune_OlderThanAll_AsksForModules()
    {
        string module = _fixture.Module(CacheFixture.ModuleA, 1, 60 * s_day);
        Assert.Equal(ExitCode.NotConfirmed, Run("prune", "--older-than", "30d", "--all").ExitCode);
        Assert.Equal(ExitCode.Success, Run("prune", "--older-than", "9w", "--all").ExitCode);
        Assert.True(File.Exists(module));
        Assert.Equal(ExitCode.Success, Run("prune", "--older-than", "30d", "--all", "-y").ExitCode);
        Assert.False(File.Exists(module));
    }

    [Fact]
    public void List_OfACache_NamesSourcesAndFunctions()
    {
        AddSample();
        _fixture.Image(s_id, 1, 100, s_day);
        _fixture.Image(CacheFixture.ModuleB, 1, 50, s_day);
        JsonElement[] modules = [.. Run("list", "--sort", "size", "--json").Json.GetProperty("modules").EnumerateArray()];
        Assert.Equal([s_id, CacheFixture.ModuleB], modules.Select(m => m.GetProperty("id").GetString()));
        Assert.Equal("test.c", modules[0].GetProperty("source").GetString());
        Assert.Equal((3, 1, 100), (modules[0].GetProperty("functions").GetInt32(), modules[0].GetProperty("images").GetInt32(), modules[0].GetProperty("imageBytes").GetInt32()));
        Assert.Contains("not in this cache", modules[1].GetProperty("problem").GetString());
        Assert.Matches($"{s_id[..12]} +3 .* test\\.c", Run("list").Output);
    }

    [Fact]
    public void Show_StartOfAHash_ShowsTheModule()
    {
        AddSample();
        ToolRun run = Run("show", s_id[..5], "--functions");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains(s_id, run.Output);
        Assert.Contains("-O2, with debug information", run.Output);
        Assert.Matches(@"1 +inner +no +3 +helper", run.Output);
    }

    [Fact]
    public void Show_AmbiguousStart_AsksForMore()
    {
        _fixture.Module("a" + CacheFixture.ModuleA[1..], 1, s_day);
        _fixture.Module("a" + CacheFixture.ModuleB[1..], 1, s_day);
        ToolRun run = Run("show", "a");
        Assert.Equal(ExitCode.Problem, run.ExitCode);
        Assert.Contains("2 modules begin with 'a'", run.Error);
    }

    [Fact]
    public void Show_Unknown_IsAProblem()
    {
        Assert.Contains("no module begins with 'abc'", Run("show", "abc").Error);
        ToolRun run = Run("show", "./none");
        Assert.Equal(ExitCode.Problem, run.ExitCode);
        Assert.Contains("neither a file './none'", run.Error);
    }

    [Fact]
    public void Show_FileThatIsNoProgram_IsAProblem()
    {
        string path = _fixture.Add("text", 10, s_day);
        ToolRun run = Run("show", path);
        Assert.Equal(ExitCode.Problem, run.ExitCode);
        Assert.Contains("not a 64-bit x86-64 ELF file", run.Error);
    }

    [Fact]
    public void Show_ProgramWithoutStubs_SaysSo() => Assert.Contains("no lazily compiled functions", Run("show", "/bin/sh").Output);

    [Fact]
    public void Verify_SoundCache_IsSuccess()
    {
        AddSample();
        ToolRun run = Run("verify");
        Assert.Equal((ExitCode.Success, "Checked 1 file: all sound.\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public void Verify_DamagedModule_IsAProblemUntilRepaired()
    {
        string path = _fixture.Module(CacheFixture.ModuleA, 500, s_day);
        ToolRun run = Run("verify");
        Assert.Equal(ExitCode.Problem, run.ExitCode);
        Assert.Contains($"{path}: not a module file", run.Output);
        Assert.Contains("must be built again", run.Output);
        Assert.Equal("damaged", Run("verify", "--json").Json.GetProperty("result").GetProperty("findings")[0].GetProperty("state").GetString()!.ToLowerInvariant());
        Assert.True(File.Exists(path));
        Assert.Equal(ExitCode.Success, Run("verify", "--repair").ExitCode);
        Assert.False(File.Exists(path));
    }

    public void Dispose() => _fixture.Dispose();

    private static (int Files, int Bytes) Counts(JsonElement element) =>
        (element.GetProperty("files").GetInt32(), element.GetProperty("bytes").GetInt32());

    private void AddSample() => File.WriteAllBytes(_fixture.Module(s_id, 0, s_day), s_module);

    private ToolRun Run(params string[] arguments) => ToolRun.Of(_fixture, arguments);
}
