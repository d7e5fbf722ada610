// Callbacks and function pointers of this assembly are blittable: nothing is marshalled behind our back.

using System;
using System.Runtime.CompilerServices;

[assembly: DisableRuntimeMarshalling]
[assembly: CLSCompliant(false)]
