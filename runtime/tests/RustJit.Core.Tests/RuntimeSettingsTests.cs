// The environment variables of a process that runs lazily compiled code.

using System.Collections.Generic;

namespace RustJit.Core.Tests;

public class RuntimeSettingsTests
{
    [Fact]
    public void Read_EmptyEnvironment_GivesDefaults() => Assert.Equal(
        new RuntimeSettings { Debug = false, Linker = LinkerChoice.Image, DebugInformation = null, Complaint = null }, Read());

    [Theory]
    [InlineData("On", true)]
    [InlineData("on", true)]
    [InlineData("ON", true)]
    [InlineData("1", true)]
    [InlineData("yes", true)]
    [InlineData("True", true)]
    [InlineData("Off", false)]
    [InlineData("0", false)]
    [InlineData("", false)]
    public void Read_Debug_UnderstandsOnAndOff(string value, bool expected) =>
        Assert.Equal(expected, Read(("AUTOJIT_DEBUG", value)).Debug);

    [Theory]
    [InlineData("", true)]
    [InlineData("On", true)]
    [InlineData("off", false)]
    public void Read_Pack_IsOnUnlessTurnedOff(string value, bool expected) =>
        Assert.Equal(expected, Read(("AUTOJIT_PACK", value)).Pack);

    [Theory]
    [InlineData("", LinkerChoice.Image)]
    [InlineData("image", LinkerChoice.Image)]
    [InlineData("jitlink", LinkerChoice.JitLink)]
    public void Read_Linker_IsChosen(string value, LinkerChoice expected)
    {
        RuntimeSettings settings = Read(("AUTOJIT_LINKER", value));
        Assert.Equal(expected, settings.Linker);
        Assert.Null(settings.Complaint);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("0", 0L)]
    [InlineData("1.5M", 1572864L)]
    public void Read_CacheLimit_IsInBytes(string value, long? expected) =>
        Assert.Equal(expected, Read(("AUTOJIT_CACHE_MAX_SIZE", value)).CacheLimit);

    [Theory]
    [InlineData("", null)]
    [InlineData("full", DebugLevel.Full)]
    [InlineData("lines", DebugLevel.Lines)]
    [InlineData("none", DebugLevel.None)]
    public void Read_DebugInformation_IsChosen(string value, DebugLevel? expected)
    {
        RuntimeSettings settings = Read(("AUTOJIT_DEBUG_INFO", value));
        Assert.Equal(expected, settings.DebugInformation);
        Assert.Null(settings.Complaint);
    }

    [Theory]
    [InlineData("", TierUp.Optimized)]
    [InlineData("0", TierUp.Never)]
    [InlineData("1", TierUp.Unoptimized)]
    [InlineData("2", TierUp.All)]
    public void Read_Tier_IsChosen(string value, TierUp expected) => Assert.Equal(expected, Read(("AUTOJIT_TIER", value)).TierUp);

    [Fact]
    public void Read_TierCalls_AreANumber() => Assert.Equal(7u, Read(("AUTOJIT_TIER_CALLS", "7")).HotCalls!.Value);

    [Theory]
    [InlineData("AUTOJIT_TIER", "3", "0, 1 or 2")]
    [InlineData("AUTOJIT_TIER_CALLS", "-1", "no number up to")]
    [InlineData("AUTOJIT_LINKER", "Image", "image or jitlink")]
    [InlineData("AUTOJIT_DEBUG", "maybe", "On nor Off")]
    [InlineData("AUTOJIT_DEBUG", "11", "On nor Off")]
    [InlineData("AUTOJIT_PACK", "never", "On nor Off")]
    [InlineData("AUTOJIT_CACHE_MAX_SIZE", "much", "K, M, G or T")]
    [InlineData("AUTOJIT_DEBUG_INFO", "line", "full, lines or none")]
    public void Read_UnknownValue_IsAComplaintThatNamesTheChoices(string name, string value, string choices)
    {
        string? complaint = Read((name, value)).Complaint;
        Assert.Contains($"{name}={value}", complaint);
        Assert.Contains(choices, complaint);
    }

    private static RuntimeSettings Read(params (string Name, string Value)[] variables)
    {
        Dictionary<string, string> environment = [];
        foreach ((string name, string value) in variables)
        {
            environment.Add(name, value);
        }

        return RuntimeSettings.Read(environment.GetValueOrDefault);
    }
}
