// Which of what was published is opened, and when no more is done for it.

using System;
using RustJit.Core;

namespace RustJit.Daemon.Tests;

public class PublicationQueueTests
{
    private readonly PublicationQueue _queue = new(capacity: 3, patience: 1000);

    [Fact]
    public void TryTake_Several_IsTheNewest()
    {
        Add(1, 0);
        Add(2, 0);
        Assert.Equal([2, 1], TakeAll(1000));
    }

    [Fact]
    public void Add_MoreThanItsCapacity_DropsTheOldest()
    {
        Assert.True(Add(1, 0));
        Assert.True(Add(2, 0));
        Assert.True(Add(3, 0));
        Assert.False(Add(4, 0));
        Assert.Equal([4, 3, 2], TakeAll(0));
    }

    [Fact]
    public void Add_Again_IsNewAgain()
    {
        Add(1, 0);
        Add(2, 0);
        Add(1, 5);
        Assert.Equal([1, 2], TakeAll(5));
    }

    [Fact]
    public void TryTake_TooOld_IsForgotten()
    {
        Add(1, 0);
        Add(2, 500);
        Assert.Equal([2], TakeAll(1200));
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public void Budget_Spent_ComesBackSlowlyAndNotBeyondItsMost()
    {
        ProcessorBudget budget = new(TimeSpan.FromSeconds(2), share: 0.1, now: 0);
        Assert.True(budget.IsLeft(0));
        budget.Spend(TimeSpan.FromSeconds(3));
        Assert.False(budget.IsLeft(0));
        Assert.False(budget.IsLeft(9_000));
        Assert.True(budget.IsLeft(11_000));
        Assert.True(budget.IsLeft(1_000_000));
        budget.Spend(TimeSpan.FromSeconds(2.1));
        Assert.False(budget.IsLeft(1_000_000));
    }

    private bool Add(ulong hash, long now) => _queue.Add(new ContentHash(0, hash), now);

    private System.Collections.Generic.List<int> TakeAll(long now)
    {
        System.Collections.Generic.List<int> taken = [];
        while (_queue.TryTake(now, out Publication publication))
        {
            taken.Add((int)publication.Hash.Low);
        }

        return taken;
    }
}
