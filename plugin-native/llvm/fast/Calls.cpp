//===- Calls.cpp - Arguments, calls, results ------------------------------===//

#include "FunctionCompiler.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/InlineAsm.h"

using namespace llvm;
using namespace autojit::fast;

void FunctionCompiler::emitMove(unsigned B, const Move &M, Reg From) {
  if (B == 1) {
    if (M.To != From)
      A.movVector(M.To, From);
    return;
  }
  if (M.T.Size < 4 && M.Extend != Move::Any) {
    if (M.Extend == Move::Zero)
      return A.movzx(M.To, From, M.T.Size);
    if (M.T.Bits != 1)
      return A.movsx(4, M.To, From, M.T.Size);
    A.movzx(M.To, From, 1);
    return A.unary(Unary::Neg, 4, M.To);
  }
  if (M.To != From || (M.T.Size == 4 && M.Extend == Move::Zero))
    A.mov(M.T.Size == 8 ? 8 : 4, M.To, From);
}

// A register may be one move's source and another's target: first come those whose target nobody waits for.
void FunctionCompiler::moveBank(unsigned B, MutableArrayRef<Move> Moves) {
  struct Pending {
    const Move *M;
    Reg From;
  };
  SmallVector<Pending, 8> Waiting;
  SmallVector<const Move *, 8> Rest;
  for (const Move &M : Moves) {
    if (M.Extend != Move::Any && M.T.isOdd() && M.T.Bits != 1)
      fail("an extended argument");
    if (M.T.IsVector != (B == 1) || isa<UndefValue>(M.V))
      continue;
    Reg From = NoReg;
    if (isa<Instruction, Argument>(M.V) && !info(*M.V).IsAddress)
      From = Parts[info(*M.V).First + M.N].InReg;
    if (From != NoReg)
      Waiting.push_back({&M, From});
    else
      Rest.push_back(&M);
  }
  while (!Waiting.empty()) {
    auto Next = find_if(Waiting, [&](const Pending &P) {
      return none_of(Waiting, [&](const Pending &Other) { return Other.M != P.M && Other.From == P.M->To; });
    });
    if (Next != Waiting.end()) {
      emitMove(B, *Next->M, Next->From);
      Waiting.erase(Next);
      continue;
    }
    // All in circles: free one register.
    Reg Saved = Waiting.front().From, To = B == 1 ? VectorScratch : Scratch;
    if (B == 1)
      A.movVector(To, Saved);
    else
      A.mov(8, To, Saved);
    for (Pending &P : Waiting)
      if (P.From == Saved)
        P.From = To;
  }
  for (const Move *M : Rest) {
    auto *Int = dyn_cast<ConstantInt>(M->V);
    if (Int && M->T.Size < 4 && M->Extend != Move::Any) {
      A.movImm(M->To, M->Extend == Move::Zero ? Int->getZExtValue() : uint32_t(Int->getSExtValue()));
      continue;
    }
    materialize(M->To, *M->V, M->N, M->T);
    if (M->T.Size < 4 && M->Extend != Move::Any)
      emitMove(B, *M, M->To);
  }
}

// Vector registers first: their constants need the general scratch register.
void FunctionCompiler::moveAll(MutableArrayRef<Move> Moves) {
  moveBank(1, Moves);
  moveBank(0, Moves);
}

// Calls keep no register. What is used again goes to its slot.
void FunctionCompiler::spillSurvivors(const Instruction &I) {
  for (Bank &K : Banks)
    for (uint32_t Id : K.Owner) {
      if (Id == None || Parts[Id].InSlot)
        continue;
      const Value *V = Parts[Id].V;
      auto Here = count_if(I.operands(), [&](const Use &Op) { return Op == V; });
      if (info(*V).UsesLeft > unsigned(Here))
        spill(Id);
    }
}

// What goes onto the stack is stored; what goes into registers is listed. A tail call's arguments on the stack have to be
// this function's own, and are there.
bool FunctionCompiler::placeOutgoing(const CallBase &I, SmallVectorImpl<Move> &Moves, ArgumentPlaces &Places) {
  bool IsTail = I.isMustTailCall();
  for (unsigned N = 0; N < I.arg_size(); ++N) {
    const Value &V = *I.getArgOperand(N);
    bool IsPassedOn = IsTail && N < F->arg_size() && &V == F->getArg(N);
    LockScope Locks(*this);
    if (I.isByValArgument(N)) {
      uint64_t Size = DL.getTypeAllocSize(I.getParamByValType(N));
      Align Alignment = I.getParamAlign(N).value_or(DL.getABITypeAlign(I.getParamByValType(N)));
      if (Alignment > Align(16) || Size > (1 << 24))
        return false;
      Mem To = Mem::at(RSP, Places.memory(Size, Alignment));
      if (IsPassedOn)
        continue;
      if (IsTail)
        return false;
      if (Size <= 128) {
        copyBytes(To, addressOf(V), Size);
      } else {
        Mem From = addressOf(V);
        Reg Address = scratch();
        A.lea(Address, From);
        for (Reg R : {RSI, RDI, RCX})
          if (R != Address)
            reserve(R);
        A.mov(8, RSI, Address);
        A.lea(RDI, To);
        A.movImm(RCX, Size / 8);
        A.repMovsq();
        copyBytes(Mem::at(RDI, 0), Mem::at(RSI, 0), Size % 8);
      }
    } else {
      if (any_of(OtherPlaces, [&](Attribute::AttrKind Kind) { return I.paramHasAttr(N, Kind); }))
        return false;
      Move::Extension Extend = I.paramHasAttr(N, Attribute::ZExt)   ? Move::Zero
                               : I.paramHasAttr(N, Attribute::SExt) ? Move::Sign
                                                                    : Move::Any;
      ArrayRef<PartType> T = Types.of(V.getType());
      if (T.empty())
        return false;
      for (unsigned P = 0; P < T.size(); ++P) {
        ArgumentPlace Place = Places.next(T[P]);
        if (Extend != Move::Any && T[P].isOdd() && T[P].Bits != 1)
          return false;
        if (Place.R != NoReg) {
          Moves.push_back({&V, P, T[P], Place.R, Extend});
        } else if (IsTail) {
          if (!IsPassedOn)
            return false;
        } else if (T[P].Size < 4 && Extend != Move::Any) {
          Reg R = take(V, P);
          emitMove(0, {&V, P, T[P], R, Extend}, R);
          A.store(4, Mem::at(RSP, Place.Offset), R);
        } else {
          storePart(Mem::at(RSP, Place.Offset), V, P);
        }
      }
    }
  }
  if (!IsTail)
    OutgoingSize = std::max(OutgoingSize, Places.stackSize());
  return true;
}

// Through the GOT unless the linker is certain to find it near, or is to make a PLT entry.
static bool isCalledThroughGot(const Function &Callee, const CallBase &I) {
  return !Callee.isDSOLocal() && Callee.isDeclaration() &&
         (Callee.hasFnAttribute(Attribute::NonLazyBind) || I.hasFnAttr(Attribute::NonLazyBind));
}

void FunctionCompiler::compileCall(const CallBase &I) {
  if (!isSystemV(I.getCallingConv()) || I.hasOperandBundles() || I.isInlineAsm())
    return fail("a calling convention, operand bundle or assembly");
  if (I.isMustTailCall())
    return compileTailCall(cast<CallInst>(I));
  ArgumentPlaces Places;
  SmallVector<Move, 8> Moves;
  if (!placeOutgoing(I, Moves, Places))
    return fail("an argument");
  auto *Callee = dyn_cast<Function>(I.getCalledOperand());
  if (!Callee)
    Moves.push_back({I.getCalledOperand(), 0, {false, 8, 64, 0}, R10, Move::Any});
  spillSurvivors(I);
  moveAll(Moves);
  if (I.getFunctionType()->isVarArg()) {
    if (Places.vectors() == 0)
      A.alu(Alu::Xor, 4, RAX, RAX);
    else
      A.movImm(RAX, Places.vectors());
  }
  uint32_t Begin = A.here();
  if (!Callee)
    A.call(R10);
  else if (isCalledThroughGot(*Callee, I))
    A.call(Mem::symbol(Callee, ELF::R_X86_64_GOTPCRELX));
  else
    A.call(Callee);
  callSite(&I, Begin);
  defineResults(I);
  if (auto *Invoke = dyn_cast<InvokeInst>(&I)) {
    uint32_t Normal = BlockNumbers.lookup(Invoke->getNormalDest());
    edgeMoves(*I.getParent(), Normal);
    jumpTo(Normal);
  }
}

void FunctionCompiler::callSite(const CallBase *I, uint32_t Begin) {
  if (!HasPads || (I && I->doesNotThrow() && !isa<InvokeInst>(I)))
    return;
  auto *Invoke = dyn_cast_or_null<InvokeInst>(I);
  if (Invoke)
    PadUses.push_back({uint32_t(FC->CallSites.size()), Invoke});
  FC->CallSites.push_back({Begin, A.here(), 0, Invoke ? Invoke->getLandingPadInst() : nullptr});
}

void FunctionCompiler::defineResults(const Value &I) {
  forgetRegisters();
  Banks[0].Locked = Banks[1].Locked = 0;
  if (I.getType()->isVoidTy())
    return;
  // Also if nobody uses the result: a large one is returned in memory that the caller has to name, and a long double
  // has to be taken off the x87 stack.
  ArrayRef<PartType> T = Types.of(I.getType());
  if (T.empty())
    return fail("a type");
  if (areExtended(T))
    return popResults(I, unsigned(T.size()));
  ResultPlaces Places;
  for (unsigned N = 0; N < T.size(); ++N) {
    Reg R = Places.next(T[N]);
    if (R == NoReg)
      return fail("a large result");
    if (!T[N].IsVector && T[N].Bits == 1 && !I.use_empty())
      A.aluImm(Alu::And, 4, R, 1);
    define(I, N, R);
  }
}

// Arguments that no parameter names, as they came.
void FunctionCompiler::restoreVariableArguments() {
  for (unsigned I = VarArgGeneral; I < std::size(ArgumentPlaces::Registers); ++I)
    A.load(8, ArgumentPlaces::Registers[I], Mem::at(RBP, SavedRegisters + int32_t(I) * 8));
  for (unsigned I = VarArgVector; I < ArgumentPlaces::MostVectors; ++I)
    A.loadVector(16, Reg(I), Mem::at(RBP, SavedRegisters + 48 + int32_t(I) * 16));
  A.movImm(RAX, ArgumentPlaces::MostVectors); // At most.
}

void FunctionCompiler::compileTailCall(const CallInst &I) {
  ArgumentPlaces Places;
  SmallVector<Move, 8> Moves;
  // The saved registers are the lower halves of those that AVX passes.
  bool HasWideArguments = F->isVarArg() && F->getFnAttribute("target-features").getValueAsString().contains("+avx");
  if (HasWideArguments || !placeOutgoing(I, Moves, Places))
    return fail("a tail call");
  auto *Callee = dyn_cast<Function>(I.getCalledOperand());
  if (!Callee || isCalledThroughGot(*Callee, I))
    Moves.push_back({I.getCalledOperand(), 0, {false, 8, 64, 0}, R10, Move::Any});
  moveAll(Moves);
  if (F->isVarArg())
    restoreVariableArguments();
  leaveFrame();
  if (!Callee || isCalledThroughGot(*Callee, I))
    A.jmp(R10);
  else
    A.jmp(Callee);
  FC->ReturnEnds.push_back(A.here());
}

// A library function that IR calls by other means; it does not throw.
void FunctionCompiler::callLibrary(const char *Name, const Instruction &I, ArrayRef<const Value *> Arguments) {
  ArgumentPlaces Places;
  SmallVector<Move, 4> Moves;
  for (const Value *V : Arguments) {
    PartType T = typeOf(*V);
    Moves.push_back({V, 0, T, Places.next(T).R, Move::Zero}); // A size may be narrower than size_t.
  }
  spillSurvivors(I);
  moveAll(Moves);
  A.call(Name);
  defineResults(I);
}
