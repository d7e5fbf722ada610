// Permissions, owners and shared libraries are Linux's.

using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]
