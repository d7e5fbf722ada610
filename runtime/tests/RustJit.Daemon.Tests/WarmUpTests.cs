// What a standing daemon compiles for itself.

namespace RustJit.Daemon.Tests;

public sealed class WarmUpTests
{
    [Fact]
    public void Run_CompilesTheEmbeddedModule() => Assert.True(WarmUp.Run(Installation.Open()) > 5, "main and what it calls");
}
