// Permissions and owners are Linux's.

using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]
