// The library under test is for Linux.

using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]
