// How much of a processor may be spent on work that nobody has asked for.

using System;

namespace RustJit.Daemon;

/// <summary>An amount of processor time that is spent, and comes back slowly. For one thread at a time.</summary>
/// <param name="most">What there is at the start, and at most.</param>
/// <param name="share">How much of each second comes back.</param>
/// <param name="now">The time, in milliseconds.</param>
internal sealed class ProcessorBudget(TimeSpan most, double share, long now)
{
    private double _left = most.TotalMilliseconds;
    private long _last = now;

    /// <summary>Whether something is left.</summary>
    public bool IsLeft(long now)
    {
        _left = Math.Min(most.TotalMilliseconds, _left + (share * Math.Max(0, now - _last)));
        _last = now;
        return _left > 0;
    }

    /// <summary>Takes some away. It may become less than nothing.</summary>
    public void Spend(TimeSpan time) => _left -= time.TotalMilliseconds;
}
