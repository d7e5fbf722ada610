// Every signature in this assembly is blittable: no marshalling code is generated for it, here or by NativeAOT.

using System;
using System.Runtime.CompilerServices;

[assembly: DisableRuntimeMarshalling]
[assembly: CLSCompliant(false)]
