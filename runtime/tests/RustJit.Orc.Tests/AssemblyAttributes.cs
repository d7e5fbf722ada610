// The library under test is for Linux; and native memory is counted, so one test runs at a time.

using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
