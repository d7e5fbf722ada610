//===- Control.cpp - From block to block, and out -------------------------===//

#include "FunctionCompiler.h"

#include "llvm/IR/Constants.h"

using namespace llvm;
using namespace autojit::fast;

bool FunctionCompiler::hasEdgeMoves(uint32_t To) const { return isa<PHINode>(Blocks[To].BB->front()); }

// Gives the phis of a block the values that they have when one comes from here. All at once: one may be another's
// value. Allocates nothing, for it stands behind a branch.
void FunctionCompiler::edgeMoves(const BasicBlock &From, uint32_t To) {
  const BasicBlock &Target = *Blocks[To].BB;
  SmallVector<std::pair<const PHINode *, const Value *>, 8> Moves;
  bool NeedsTemporaries = false;
  for (const PHINode &Phi : Target.phis()) {
    const Value *V = Phi.getIncomingValueForBlock(&From);
    if (V == &Phi || Phi.use_empty() || (isa<UndefValue>(V) && !Phi.getType()->isIntegerTy(1)))
      continue; // An i1 is 0 or 1, whoever made it.
    auto *Other = dyn_cast<PHINode>(V);
    NeedsTemporaries |= Other && Other->getParent() == &Target;
    Moves.push_back({&Phi, V});
  }
  SmallVector<std::pair<uint32_t, Mem>, 8> Late; // part, where its value waits
  for (auto [Phi, V] : Moves) {
    uint32_t First = info(*Phi).First, Count = info(*Phi).Count;
    for (uint32_t N = 0; N < Count; ++N) {
      if (NeedsTemporaries) {
        Mem Temporary = Mem::at(RBP, newSlot(Parts[First + N].Type.Size));
        storePart(Temporary, *V, N);
        Late.push_back({First + N, Temporary});
      } else {
        storePart(slot(Parts[First + N]), *V, N);
      }
    }
  }
  for (auto &[Id, Temporary] : Late) {
    PartType T = Parts[Id].Type.whole();
    Reg R = T.IsVector ? VectorScratch : Scratch;
    loadRegister(R, T, Temporary);
    storeRegister(slot(Parts[Id]), T, R);
    if (ReusesSlots)
      FreeSlots[T.Size > 8].push_back(Temporary.Disp);
  }
}

void FunctionCompiler::jumpTo(uint32_t Block) {
  if (Block == Current + 1)
    return; // It follows.
  if (Blocks[Block].Start != None)
    return A.jmpBack(Blocks[Block].Start);
  Jumps.push_back({A.jmp(), Block});
}

void FunctionCompiler::jumpTo(Cond C, uint32_t Block) {
  if (Blocks[Block].Start != None)
    return A.jccBack(C, Blocks[Block].Start);
  Jumps.push_back({A.jcc(C), Block});
}

void FunctionCompiler::compileBranch(const BranchInst &I) {
  const BasicBlock &BB = *I.getParent();
  auto Leave = [&](uint32_t To) {
    edgeMoves(BB, To);
    jumpTo(To);
  };
  uint32_t True = BlockNumbers.lookup(I.getSuccessor(0));
  if (I.isUnconditional())
    return Leave(True);
  uint32_t False = BlockNumbers.lookup(I.getSuccessor(1));
  if (True == False)
    return Leave(True);
  if (auto *Known = dyn_cast<ConstantInt>(I.getCondition()))
    return Leave(Known->isZero() ? False : True);
  Cond C = condition(*I.getCondition());
  if (True == Current + 1 && !hasEdgeMoves(False)) {
    jumpTo(!C, False);
    return Leave(True);
  }
  if (!hasEdgeMoves(True)) {
    jumpTo(C, True);
    return Leave(False);
  }
  if (!hasEdgeMoves(False)) {
    jumpTo(!C, False);
    return Leave(True);
  }
  uint32_t ToTrue = A.jcc(C);
  edgeMoves(BB, False);
  Jumps.push_back({A.jmp(), False});
  A.patch(ToTrue, A.here());
  Leave(True);
}

namespace {
struct Case {
  int64_t Value; // as wide as the register
  uint32_t Target;
};
} // namespace

void FunctionCompiler::compileSwitch(const SwitchInst &I) {
  const BasicBlock &BB = *I.getParent();
  PartType T = typeOf(*I.getCondition());
  if (Types.of(I.getCondition()->getType()).size() != 1)
    return fail("a switch");
  // Nothing may be moved behind the first branch.
  Reg R = take(*I.getCondition()), Index = scratch();
  bool IsWide = T.Bits > 32;
  if (T.Bits != 32 && T.Bits != 64)
    T.Bits == 1 ? zeroExtend(R, T) : signExtend(R, T);
  unsigned Size = IsWide ? 8 : 4;

  SmallVector<Case, 16> Cases;
  for (auto &C : I.cases())
    Cases.push_back({T.Bits == 1 ? int64_t(C.getCaseValue()->getZExtValue()) : C.getCaseValue()->getSExtValue(),
                     BlockNumbers.lookup(C.getCaseSuccessor())});
  llvm::sort(Cases, [](const Case &L, const Case &R) { return L.Value < R.Value; });
  uint32_t Default = BlockNumbers.lookup(I.getDefaultDest());

  // Where an edge has moves to make, cases go to a place of their own.
  struct Stub {
    uint32_t Place, Target;
  };
  SmallVector<Stub, 8> Stubs;
  auto Go = [&](Cond C, uint32_t Target) {
    uint32_t Place = A.jcc(C);
    if (hasEdgeMoves(Target))
      Stubs.push_back({Place, Target});
    else
      Jumps.push_back({Place, Target});
  };
  auto Compare = [&](int64_t Value) {
    if (isInt<32>(Value))
      return A.aluImm(Alu::Cmp, Size, R, int32_t(Value));
    A.movImm(Scratch, uint64_t(Value));
    A.alu(Alu::Cmp, 8, R, Scratch);
  };
  auto GoDefault = [&] {
    if (hasEdgeMoves(Default))
      Stubs.push_back({A.jmp(), Default});
    else
      Jumps.push_back({A.jmp(), Default});
  };
  auto HasTable = [&](ArrayRef<Case> Some) {
    uint64_t Range = uint64_t(Some.back().Value) - uint64_t(Some.front().Value);
    return Some.size() >= 4 && Range / 4 < Some.size() && isInt<31>(Some.front().Value) && isInt<31>(Some.back().Value) &&
           !F->hasFnAttribute("no-jump-tables") &&
           none_of(Some, [&](const Case &C) { return hasEdgeMoves(C.Target); }) && !hasEdgeMoves(Default);
  };

  SmallVector<std::pair<ArrayRef<Case>, uint32_t>, 8> Work; // what a jump at a place leads to
  Work.push_back({Cases, None});
  while (!Work.empty()) {
    auto [Some, Place] = Work.pop_back_val();
    if (Place != None)
      A.patch(Place, A.here());
    if (Some.size() <= 3) {
      for (const Case &C : Some) {
        Compare(C.Value);
        Go(Cond::E, C.Target);
      }
      GoDefault();
    } else if (HasTable(Some)) {
      int64_t First = Some.front().Value;
      A.lea(Index, Mem::at(R, int32_t(-First)));
      if (!IsWide)
        A.mov(4, Index, Index);
      uint64_t Range = uint64_t(Some.back().Value - First);
      A.aluImm(Alu::Cmp, 8, Index, int32_t(Range));
      Go(Cond::A, Default);
      JumpTable &Table = Tables.emplace_back();
      Table.LeaPlace = A.leaLocal(Scratch);
      Mem Entry = Mem::at(Scratch, 0);
      Entry.Index = Index;
      Entry.Scale = 4;
      A.loadSigned(8, Index, Entry, 4);
      A.alu(Alu::Add, 8, Index, Scratch);
      A.jmp(Index);
      Table.Targets.assign(size_t(Range) + 1, Default);
      for (const Case &C : Some)
        Table.Targets[size_t(C.Value - First)] = C.Target;
    } else {
      size_t Middle = Some.size() / 2;
      Compare(Some[Middle].Value);
      Work.push_back({Some.drop_front(Middle), A.jcc(Cond::GE)});
      Work.push_back({Some.take_front(Middle), None});
    }
  }
  for (const Stub &S : Stubs) {
    A.patch(S.Place, A.here());
    edgeMoves(BB, S.Target);
    Jumps.push_back({A.jmp(), S.Target});
  }
}

void FunctionCompiler::leaveFrame() {
  A.leave();
  FC->Returns.push_back(A.here());
}

void FunctionCompiler::compileReturn(const ReturnInst &I) {
  if (I.getParent()->getTerminatingMustTailCall())
    return; // Left already.
  SmallVector<Move, 2> Moves;
  if (const Value *V = I.getReturnValue()) {
    ArrayRef<PartType> T = Types.of(V->getType());
    ResultPlaces Places;
    AttributeSet Attributes = F->getAttributes().getRetAttrs();
    if (areExtended(T))
      pushResults(*V, unsigned(T.size()));
    for (unsigned N = 0; N < T.size() && !areExtended(T); ++N) {
      Reg R = Places.next(T[N]);
      if (R == NoReg)
        return fail("a large result");
      Move::Extension Extend = Attributes.hasAttribute(Attribute::ZExt)   ? Move::Zero
                               : Attributes.hasAttribute(Attribute::SExt) ? Move::Sign
                                                                          : Move::Any;
      Moves.push_back({V, N, T[N], R, Extend});
    }
    if (T.empty())
      return fail("a type");
  } else if (StructReturn) {
    Moves.push_back({StructReturn, 0, {false, 8, 64, 0}, RAX, Move::Any});
  }
  moveAll(Moves);
  leaveFrame();
  A.ret();
  FC->ReturnEnds.push_back(A.here());
}

// The unwinder left the exception in rax, the selector in rdx.
void FunctionCompiler::compileLandingPad(const LandingPadInst &I) {
  ArrayRef<PartType> T = Types.of(I.getType());
  if (T.size() != 2 || T[0].IsVector || T[1].IsVector)
    return fail("a landing pad");
  lock(0, RAX);
  lock(0, RDX);
  define(I, 0, RAX);
  define(I, 1, RDX);
}

void FunctionCompiler::compileResume(const ResumeInst &I) {
  Move Exception{I.getValue(), 0, {false, 8, 64, 0}, RDI, Move::Any};
  moveAll(Exception);
  uint32_t Begin = A.here();
  A.call("_Unwind_Resume");
  callSite(nullptr, Begin);
  A.ud2();
}

void FunctionCompiler::resolveLandingPads() {
  for (const PadUse &Use : PadUses) {
    uint32_t Target = BlockNumbers.lookup(Use.Invoke->getUnwindDest());
    uint32_t Start = Blocks[Target].Start;
    if (hasEdgeMoves(Target)) {
      // Moves touch neither rax nor rdx; what they read is in slots, for others' blocks need it.
      forgetRegisters();
      Start = A.here();
      edgeMoves(*Use.Invoke->getParent(), Target);
      A.patch(A.jmp(), Blocks[Target].Start);
    }
    FC->CallSites[Use.Site].LandingPad = Start;
  }
}
