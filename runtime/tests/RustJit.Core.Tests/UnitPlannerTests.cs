// Which functions are compiled together.

using System.Linq;

namespace RustJit.Core.Tests;

public class UnitPlannerTests
{
    [Fact]
    public void Plan_Leaf_IsTheFunctionAlone() =>
        Assert.Equal([1u], Plan(1, Function(5, 1), Function(5)));

    [Fact]
    public void Plan_CallGraph_IsBreadthFirstFromTheCalledFunction() =>
        Assert.Equal([0u, 2, 1, 3], Plan(0, Function(5, 2, 1), Function(5, 3), Function(5, 3), Function(5, 0)));

    [Fact]
    public void Plan_Recursion_TakesEachFunctionOnce() =>
        Assert.Equal([0u, 1], Plan(0, Function(5, 0, 1, 1), Function(5, 0)));

    [Fact]
    public void Plan_PlacedFunction_IsNeitherTakenNorFollowed()
    {
        ModuleFile module = ModuleFileBuilder.Parsed(Function(5, 1, 3), Function(5, 2), Function(5), Function(5));
        Assert.Equal([0u, 3], new UnitPlanner(module).Plan(0, id => id == 1, speed: 0).Functions);
    }

    [Fact]
    public void Plan_LongChain_StopsAtTheFunctionBudget()
    {
        const int Length = UnitPlanner.FunctionBudget + 50;
        TestFunction[] chain = [.. Enumerable.Range(0, Length).Select(i => Function(1, (uint)(i + 1) % Length))];
        Assert.Equal(Enumerable.Range(0, UnitPlanner.FunctionBudget).Select(i => (uint)i), Plan(0, chain));
    }

    [Fact]
    public void Plan_LargeCallee_IsLeftToItselfAndSmallerOnesAreTaken() =>
        Assert.Equal([0u, 2], Plan(0, Function(10, 1, 2), Function(UnitPlanner.InstructionBudget), Function(10)));

    [Fact]
    public void Plan_LargeCalledFunction_IsPlannedAlone() =>
        Assert.Equal([0u], Plan(0, Function(uint.MaxValue - 5, 1), Function(10)));

    [Fact]
    public void Plan_SecondPlanOfOnePlanner_DoesNotRememberTheFirst()
    {
        ModuleFile module = ModuleFileBuilder.Parsed(Function(5, 1), Function(5));
        UnitPlanner planner = new(module);
        Assert.Equal(planner.Plan(0, _ => false).Functions, planner.Plan(0, _ => false).Functions);
    }

    [Fact]
    public void Plan_OptimizedFunctionCalledFromTheUnitAlone_IsPrivate()
    {
        // 2 is called by 3 as well, which is placed elsewhere; 4 is visible in the object.
        ModuleFile module = ModuleFileBuilder.Parsed(
            Function(5, 1, 2, 4), Function(5, 1), Function(5), Function(5, 2), Function(5) with { Kind = FunctionKind.Root });
        UnitPlan plan = new UnitPlanner(module).Plan(0, id => id == 3, speed: 2);
        Assert.Equal([0u, 2, 4], plan.Functions);
        Assert.Equal([1u], plan.Private);
    }

    [Fact]
    public void Plan_UnoptimizedFunctionCalledFromTheUnitAlone_Stays()
    {
        UnitPlan plan = new UnitPlanner(ModuleFileBuilder.Parsed(Function(5, 1), Function(5))).Plan(0, _ => false, speed: 0);
        Assert.Equal([0u, 1], plan.Functions);
        Assert.Empty(plan.Private);
    }

    [Fact]
    public void InlineCandidates_OfAUnit_AreItsSmallCalleesAndTheirs()
    {
        ModuleFile module = ModuleFileBuilder.Parsed(Function(50, 1, 2), Function(100, 4), Function(5, 3), Function(5, 0), Function(5));
        Assert.Equal([2u, 3], new UnitPlanner(module).InlineCandidates([0], 10));
    }

    [Fact]
    public void InlineCandidates_CalledWhenTheProgramEnds_AreNone()
    {
        ModuleFile module = ModuleFileBuilder.Parsed(
            Function(50, 1, 2) with { Rarities = [ModuleFile.NeverExpected, ModuleFile.NeverExpected - 1] }, Function(5), Function(5));
        Assert.Equal([2u], new UnitPlanner(module).InlineCandidates([0], 10));
    }

    [Fact]
    public void InlineCandidates_InTheUnit_AreCandidatesToo()
    {
        ModuleFile module = ModuleFileBuilder.Parsed(Function(50, 1), Function(5, 2), Function(5, 1));
        Assert.Equal([1u, 2], new UnitPlanner(module).InlineCandidates([0, 1], 10));
    }

    [Fact]
    public void Plan_SeldomCallee_ComesAfterWhatFrequentOnesCall() => Assert.Equal(
        [0u, 2, 3, 1], Plan(0, Function(5, 1, 2) with { Rarities = [3, 1] }, Function(5), Function(5, 3) with { Rarities = [1] }, Function(5)));

    [Fact]
    public void Plan_RaritiesAlongTheCalls_AddUpToTheLimit()
    {
        const byte Half = UnitPlanner.MostRarity / 2, Rest = UnitPlanner.MostRarity - Half;
        Assert.Equal([0u, 1, 2], Plan(0, Function(5, 1) with { Rarities = [Half] }, Function(5, 2) with { Rarities = [Rest] }, Function(5)));
        Assert.Equal([0u, 1], Plan(0, Function(5, 1) with { Rarities = [Half] }, Function(5, 2) with { Rarities = [Rest + 1] }, Function(5)));
    }

    [Fact]
    public void Plan_WhereAUnitCostsAConnection_TakesWhatIsCalledMoreSeldom()
    {
        ModuleFile module = ModuleFileBuilder.ParsedAt(
            0, Function(5, 1, 2) with { Rarities = [UnitPlanner.RemoteMostRarity + 1, UnitPlanner.RemoteMostRarity] }, Function(5), Function(5));
        Assert.Equal([0u], new UnitPlanner(module).Plan(0, _ => false).Functions);
        Assert.Equal([0u, 2], new UnitPlanner(module, UnitPlanner.RemoteMostRarity).Plan(0, _ => false).Functions);
    }

    [Fact]
    public void Plan_OptimizedSeldomCallee_IsLeftOut()
    {
        ModuleFile module = ModuleFileBuilder.Parsed(
            Function(5, 1, 2) with { Rarities = [UnitPlanner.OptimizedMostRarity + 1, UnitPlanner.OptimizedMostRarity] }, Function(5), Function(5));
        UnitPlan plan = new UnitPlanner(module).Plan(0, _ => false, speed: 2);
        Assert.Equal([0u, 2], plan.Functions.Concat(plan.Private));
    }

    [Fact]
    public void PlanAhead_ManyFunctions_ComeEachWithWhatItCalls()
    {
        ModuleFile module = ModuleFileBuilder.ParsedAt(0, Function(5), Function(5, 0) with { Rarities = [2] }, Function(5), Function(5));
        Assert.Equal([1u, 0, 3, 2], new UnitPlanner(module).PlanAhead([1, 3, 2], _ => false).Functions);
    }

    private static TestFunction Function(uint size, params uint[] callees) => new("f", size, FunctionKind.JitOnly, callees);

    private static uint[] Plan(uint called, params TestFunction[] functions) =>
        [.. new UnitPlanner(ModuleFileBuilder.Parsed(functions)).Plan(called, _ => false, speed: 0).Functions];
}
