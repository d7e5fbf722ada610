// A counter on the last line of a terminal during long work. Silent elsewhere and for short work.

using System;
using System.Diagnostics;

namespace RustJit.CacheTool;

internal sealed class Progress(ToolHost host, string verb, int total) : IDisposable
{
    private const int QuietMilliseconds = 500;
    private const int RefreshMilliseconds = 100;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _next = QuietMilliseconds;
    private int _done;
    private bool _shown;

    /// <summary>Counts one more.</summary>
    public void Step()
    {
        _done++;
        if (host.ShowProgress && _watch.ElapsedMilliseconds >= _next)
        {
            _next = _watch.ElapsedMilliseconds + RefreshMilliseconds;
            _shown = true;
            host.Error.Write($"\r{verb} {_done} of {total}");
        }
    }

    /// <summary>Clears the line.</summary>
    public void Dispose()
    {
        if (_shown)
        {
            host.Error.Write("\r\u001b[K");
        }
    }
}
