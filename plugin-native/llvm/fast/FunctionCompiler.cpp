//===- FunctionCompiler.cpp - One function, one pass ----------------------===//

#include "FunctionCompiler.h"

#include "autojit_abi.h"

#include "llvm/IR/DataLayout.h"
#include "llvm/IR/EHPersonalities.h"

using namespace llvm;
using namespace autojit::fast;

const char *FunctionCompiler::run(Function &Fn) {
  F = &Fn;
  auto [Refusal, IsNew] = Refusals.try_emplace(Fn.getAttributes().getFnAttrs());
  if (IsNew) // Most functions of a unit have the same.
    Refusal->second = unsupportedAttribute(Fn);
  Failure = Refusal->second ? Refusal->second : unsupportedSignature(Fn);
  if (Failure)
    return Failure;
  Ids.clear();
  Infos.clear();
  Parts.clear();
  Blocks.clear();
  BlockNumbers.clear();
  Jumps.clear();
  PadUses.clear();
  Tables.clear();
  OutgoingSizePlaces.clear();
  for (auto &Slots : FreeSlots)
    Slots.clear();
  ReusesSlots = true;
  FrameSize = OutgoingSize = SavedRegisters = VarArgStack = TransferSlot = 0;
  StructReturn = nullptr;
  HasPads = false;
  Dead.clear();
  LastLocation = nullptr;
  LastPlace = autojit::InstructionPlace();
  Detached = autojit::DetachedLines::of(Fn);
  NextInText = &Fn.front();
  InPrologue = true;
  Banks[0].Free = 0x07c7; // rax rcx rdx, rsi rdi r8 r9 r10
  Banks[1].Free = 0x7fff;
  for (Bank &B : Banks) {
    std::fill(std::begin(B.Owner), std::end(B.Owner), None);
    B.Locked = 0;
  }

  auto Counted = Heat.find(F);
  Record = Counted == Heat.end() ? nullptr : &recordOf(Counted->second, *Fn.getParent());
  if (Record) // Nobody debugs what counts.
    forgetVariables(Fn);
  size_t TextBefore = U.Text.size(), ReferencesBefore = U.References.size();
  if (prepare()) {
    A.align(16);
    FC = &U.Functions.emplace_back();
    FC->F = F;
    FC->Begin = A.here();
    if (Record)
      countCall();
    prologue();
    for (Current = 0; Current < Blocks.size() && !Failure; ++Current)
      compileBlock();
    if (!Failure)
      finish();
    if (!Failure)
      return nullptr;
    U.Functions.pop_back();
  }
  U.Text.truncate(TextBefore);
  U.References.truncate(ReferencesBefore);
  return Failure;
}

bool FunctionCompiler::prepare() {
  const BasicBlock *Entry = &F->getEntryBlock();
  SmallPtrSet<const BasicBlock *, 32> Reached{Entry};
  SmallVector<const BasicBlock *, 32> Work{Entry};
  while (!Work.empty())
    for (const BasicBlock *Next : successors(Work.pop_back_val()))
      if (Reached.insert(Next).second)
        Work.push_back(Next);
  for (const BasicBlock &BB : *F) {
    if (!Reached.contains(&BB))
      continue;
    if (BB.hasAddressTaken())
      fail("the address of a label");
    HasPads |= BB.isLandingPad();
    findDead(BB);
    // After a longjmp, what was spilled before the setjmp has to be there still.
    for (const Instruction &I : BB)
      if (auto *Call = dyn_cast<CallBase>(&I))
        ReusesSlots &= !Call->hasFnAttr(Attribute::ReturnsTwice);
    // A slot goes from one value to another in the order of the text. That is also the order of what happens, as far
    // as slots are concerned, if what dominates a block is before it: which it is if every block has a predecessor there.
    ReusesSlots &= &BB == Entry || any_of(predecessors(&BB), [&](const BasicBlock *P) { return BlockNumbers.contains(P); });
    BlockNumbers[&BB] = uint32_t(Blocks.size());
    Blocks.push_back({&BB});
  }
  if (HasPads)
    switch (classifyEHPersonality(F->getPersonalityFn())) {
    case EHPersonality::GNU_C:
    case EHPersonality::GNU_CXX:
    case EHPersonality::Rust:
      break;
    default:
      fail("an unknown personality");
    }
  for (const Instruction &I : *Entry)
    if (auto *Slot = dyn_cast<AllocaInst>(&I); Slot && Slot->isStaticAlloca() && !Dead.contains(Slot))
      allocate(*Slot);
  return !Failure;
}

// As LLVM's selection does, which goes through a block from its end: a load that is only used by what nobody uses is
// not made, and so cannot fault.
void FunctionCompiler::findDead(const BasicBlock &BB) {
  for (const Instruction &I : reverse(BB)) {
    if (!I.use_empty() && (Dead.empty() || !all_of(I.users(), [&](const User *By) {
          return Dead.contains(cast<Instruction>(By)) && cast<Instruction>(By)->getParent() == &BB;
        })))
      continue;
    if (!I.mayHaveSideEffects() && !I.isTerminator() && !I.isEHPad() && !isa<PHINode, AllocaInst>(I))
      Dead.insert(&I);
  }
}

void FunctionCompiler::allocate(const AllocaInst &I) {
  std::optional<TypeSize> Size = I.getAllocationSize(DL);
  if (!Size || Size->isScalable() || Size->getFixedValue() > (1u << 28) || I.getAlign() > Align(16))
    return fail("an over-aligned or large variable");
  FrameSize = int32_t(alignTo(FrameSize + std::max<int64_t>(1, Size->getFixedValue()), I.getAlign()));
  if (FrameSize > (1 << 29))
    return fail("a large frame");
  Info Address;
  Address.IsAddress = true;
  Address.Address = -FrameSize;
  Ids[&I] = uint32_t(Infos.size());
  Infos.push_back(Address);
}

// Before there is a frame: so a better body is entered as this one was. See __autojit_hot_entry in autojit_abi.h.
void FunctionCompiler::countCall() {
  constexpr int32_t Calls = offsetof(autojit_heat, calls);
  A.dec(4, Mem::symbol(Record, ELF::R_X86_64_PC32, Calls));
  OutPlace = A.jcc(Cond::S);
}

void FunctionCompiler::goOut() {
  FC->Out = A.here();
  A.patch(OutPlace, FC->Out);
  A.patch(A.leaLocal(Scratch), FC->Frame);
  A.push(Scratch);
  FC->OutPushed = A.here();
  A.lea(Scratch, Mem::symbol(Record, ELF::R_X86_64_PC32));
  A.jmp(Mem::symbol(HotEntry, ELF::R_X86_64_GOTPCRELX));
}

void FunctionCompiler::prologue() {
  FC->Frame = A.here();
  A.push(RBP);
  A.mov(8, RBP, RSP);
  A.aluImm(Alu::Sub, 8, RSP, 1 << 24); // Written when the size is known.
  FrameSizePlace = A.here() - 4;
  placeArguments();
}

void FunctionCompiler::placeArguments() {
  ArgumentPlaces Places;
  constexpr int32_t FirstOnStack = 16; // Above %rbp and the return address.
  for (const Argument &Arg : F->args()) {
    if (Arg.hasByValAttr()) {
      uint64_t Size = DL.getTypeAllocSize(Arg.getParamByValType());
      Align Alignment = Arg.getParamAlign().value_or(DL.getABITypeAlign(Arg.getParamByValType()));
      if (Alignment > Align(16))
        return fail("an over-aligned argument");
      Info Address;
      Address.IsAddress = true;
      Address.Address = FirstOnStack + Places.memory(Size, Alignment);
      Ids[&Arg] = uint32_t(Infos.size());
      Infos.push_back(Address);
      continue;
    }
    Info ArgInfo = info(Arg);
    if (Arg.hasStructRetAttr()) {
      StructReturn = &Arg;
      Infos[Ids[&Arg]].IsLocal = ArgInfo.IsLocal = false;
      Parts[ArgInfo.First].IsLocal = false;
    }
    for (unsigned N = 0; N < ArgInfo.Count; ++N) {
      Part &P = Parts[ArgInfo.First + N];
      ArgumentPlace Place = Places.next(P.Type);
      bool IsUsed = ArgInfo.UsesLeft > 0 || StructReturn == &Arg;
      if (Place.R != NoReg && IsUsed) {
        own(P.Type.IsVector, Place.R, ArgInfo.First + N);
        if (P.Type.Bits == 1 && !P.Type.IsVector)
          A.aluImm(Alu::And, 4, Place.R, 1);
      } else if (Place.R == NoReg) {
        P.Slot = FirstOnStack + Place.Offset;
        P.InSlot = P.IsArgumentSlot = true;
        if (P.Type.Bits == 1 && !P.Type.IsVector)
          A.aluImm(Alu::And, 1, slot(P), 1);
      }
    }
  }
  // What is needed elsewhere goes to its slot when all registers are known to be taken.
  for (const Argument &Arg : F->args()) {
    Info *ArgInfo = knownInfo(&Arg);
    if (ArgInfo->IsAddress || ArgInfo->IsLocal)
      continue;
    for (unsigned N = 0; N < ArgInfo->Count; ++N)
      if (Parts[ArgInfo->First + N].InReg != NoReg)
        spill(ArgInfo->First + N);
  }
  if (!F->isVarArg())
    return;
  VarArgGeneral = Places.general();
  VarArgVector = Places.vectors();
  VarArgStack = FirstOnStack + Places.stackSize();
  // The area that va_list points into: six general registers, eight vector registers.
  FrameSize = int32_t(alignTo(FrameSize + 6 * 8 + 8 * 16, 16));
  SavedRegisters = -FrameSize;
  for (unsigned I = VarArgGeneral; I < std::size(ArgumentPlaces::Registers); ++I)
    A.store(8, Mem::at(RBP, SavedRegisters + int32_t(I) * 8), ArgumentPlaces::Registers[I]);
  A.test(1, RAX, RAX); // The caller says whether it used any of them.
  uint32_t Skip = A.jcc(Cond::E);
  for (unsigned I = VarArgVector; I < ArgumentPlaces::MostVectors; ++I)
    A.storeVector(16, Mem::at(RBP, SavedRegisters + 48 + int32_t(I) * 16), Reg(I));
  A.patch(Skip, A.here());
}

// Where an instruction comes from, and its location if that has more to say.
static autojit::InstructionPlace placeOf(const DILocation *L) {
  return L ? autojit::InstructionPlace{true, false, L->getLine(), L->getColumn(), 0} : autojit::InstructionPlace();
}

void FunctionCompiler::setLine(const Instruction &I, const autojit::InstructionPlace &Apart, bool IsFirst) {
  const DILocation *Location = I.getDebugLoc();
  autojit::InstructionPlace Place = Location ? placeOf(Location) : Apart;
  if (!Place.Exists && !IsFirst)
    return;
  if (Location && Location->getInlinedAt() &&
      !(F->getSubprogram() && F->getSubprogram()->getUnit()->getEmissionKind() == DICompileUnit::FullDebug))
    return fail("inlined code with line tables only");
  bool IsSame = Location == LastLocation && Place == LastPlace;
  if (!F->getSubprogram() || (IsSame && !(Place.Exists && InPrologue)))
    return;
  if (!Place.Exists && InPrologue)
    return;
  bool EndsPrologue = InPrologue && Place.Line != 0;
  InPrologue &= !EndsPrologue;
  LastLocation = Location;
  LastPlace = Place;
  if (!FC->Lines.empty() && FC->Lines.back().Offset == A.here() && !FC->Lines.back().IsPrologueEnd)
    FC->Lines.pop_back();
  FC->Lines.push_back({A.here(), Place.Exists, EndsPrologue, Place.Line, Place.Column, Location});
}

void FunctionCompiler::compileBlock() {
  Block &B = Blocks[Current];
  const BasicBlock &BB = *B.BB;
  // What other blocks use is in slots; only what the one block before left in registers is still there.
  bool Continues = Current > 0 && BB.getSinglePredecessor() == Blocks[Current - 1].BB && !BB.isLandingPad();
  if (Current > 0) {
    if (!Continues)
      forgetRegisters();
    else
      for (unsigned Kind = 0; Kind < 2; ++Kind)
        for (unsigned R = 0; R < 16; ++R)
          if (uint32_t Owner = Banks[Kind].Owner[R]; Owner != None && Parts[Owner].IsLocal)
            disown(Kind, Reg(R));
  }
  B.Start = A.here();
  bool IsFirst = true;
  static constexpr autojit::InstructionPlace Nowhere;
  for (; Detached && NextInText != &BB; NextInText = NextInText->getNextNode())
    Detached->skip(NextInText->size()); // Nothing leads there.
  NextInText = BB.getNextNode();
  for (const Instruction &I : BB) {
    const autojit::InstructionPlace &Place = Detached ? Detached->next() : Nowhere;
    if (isa<PHINode>(I)) { // It has slots from here on, also if its edges do not write them, or are the last thing made.
      if (!I.use_empty())
        for (uint32_t N = 0, Count = info(I).Count; N < Count; ++N)
          slot(part(I, N));
      continue;
    }
    if (Info *Known = knownInfo(&I); Known && Known->IsAddress) // An alloca of the entry block has its place.
      continue;
    setLine(I, Place, IsFirst);
    IsFirst = false;
    bool IsDead = !Dead.empty() && Dead.contains(&I);
    if (!IsDead && fold(I))
      continue;
    Preferred = preferredRegister(I);
    if (!IsDead)
      compile(I);
    if (Failure)
      return;
    for (const Use &Op : I.operands())
      consume(Op);
    Banks[0].Locked = Banks[1].Locked = 0;
  }
}

// What is passed on as an argument is best made where arguments are passed. A guess: of vectors' places nothing is known.
Reg FunctionCompiler::preferredRegister(const Instruction &I) const {
  if (!I.hasOneUse() || !(I.getType()->isPointerTy() || I.getType()->isIntegerTy()))
    return NoReg;
  const Use &Only = *I.use_begin();
  auto *Call = dyn_cast<CallBase>(Only.getUser());
  if (!Call || Call->getParent() != I.getParent() || !Call->isArgOperand(&Only))
    return NoReg;
  unsigned N = Call->getArgOperandNo(&Only);
  return N < std::size(ArgumentPlaces::Registers) ? ArgumentPlaces::Registers[N] : NoReg;
}

// An instruction of which nothing has to be computed before its one user is: an address, a condition, a load that
// becomes its user's operand.
bool FunctionCompiler::fold(const Instruction &I) {
  if (!I.hasOneUse())
    return false;
  auto *User = cast<Instruction>(*I.user_begin());
  if (User->getParent() != I.getParent() || isa<PHINode>(User))
    return false;
  bool Folds = false;
  if (isa<GetElementPtrInst>(I)) {
    Folds = getLoadStorePointerOperand(User) == &I && !I.getType()->isVectorTy() &&
            !(isa<StoreInst>(User) && cast<StoreInst>(User)->getValueOperand() == &I);
  } else if (isa<ICmpInst>(I)) {
    Folds = isa<BranchInst>(User) || (isa<SelectInst>(User) && cast<SelectInst>(User)->getCondition() == &I);
    Folds &= I.getNextNode() == User && Types.of(I.getOperand(0)->getType()).size() == 1;
  } else if (auto *Load = dyn_cast<LoadInst>(&I)) {
    ArrayRef<PartType> T = Types.of(I.getType());
    if (!Load->isSimple() || I.getNextNode() != User || T.size() != 1 || T[0].isOdd() || T[0].isExtended())
      return false;
    if (auto *Op = dyn_cast<BinaryOperator>(User))
      Folds = (T[0].IsVector ? !I.getType()->isVectorTy() && Op->getOpcode() != Instruction::FRem
                             : !Op->isShift() && !Op->isIntDivRem() && T[0].Size >= 4) &&
              (Op->getOperand(1) == &I || (Op->isCommutative() && !T[0].IsVector && !isa<Constant>(Op->getOperand(1))));
    else if (isa<ICmpInst>(User))
      Folds = true;
    else if (isa<ZExtInst, SExtInst>(User))
      Folds = Types.of(User->getType()).size() == 1 && !Types.of(User->getType())[0].isOdd();
  }
  if (Folds) {
    Info Folded;
    Folded.IsFolded = true;
    Ids[&I] = uint32_t(Infos.size());
    Infos.push_back(Folded);
  }
  return Folds;
}

void FunctionCompiler::compile(const Instruction &I) {
  switch (I.getOpcode()) {
  case Instruction::Alloca: return compileDynamicAlloca(cast<AllocaInst>(I));
  case Instruction::Load: return compileLoad(cast<LoadInst>(I));
  case Instruction::Store: return compileStore(cast<StoreInst>(I));
  case Instruction::GetElementPtr: return compileGep(cast<GEPOperator>(I), I);
  case Instruction::AtomicRMW: return compileAtomic(cast<AtomicRMWInst>(I));
  case Instruction::AtomicCmpXchg: return compileExchange(cast<AtomicCmpXchgInst>(I));
  case Instruction::Fence: return compileFence(cast<FenceInst>(I));
  case Instruction::Add: case Instruction::Sub: case Instruction::Mul:
  case Instruction::And: case Instruction::Or: case Instruction::Xor:
    return compileBinary(cast<BinaryOperator>(I));
  case Instruction::Shl: case Instruction::LShr: case Instruction::AShr:
    return compileShift(cast<BinaryOperator>(I));
  case Instruction::UDiv: case Instruction::SDiv: case Instruction::URem: case Instruction::SRem:
    return compileDivision(cast<BinaryOperator>(I));
  case Instruction::FAdd: case Instruction::FSub: case Instruction::FMul: case Instruction::FDiv: case Instruction::FRem:
    return compileFloat(cast<BinaryOperator>(I));
  case Instruction::FNeg: return compileNegation(cast<UnaryOperator>(I));
  case Instruction::Trunc: case Instruction::ZExt: case Instruction::SExt: case Instruction::PtrToInt:
  case Instruction::PtrToAddr:
  case Instruction::IntToPtr: case Instruction::BitCast: case Instruction::FPTrunc: case Instruction::FPExt:
    return compileCast(cast<CastInst>(I));
  case Instruction::SIToFP: case Instruction::UIToFP: return compileIntToFloat(cast<CastInst>(I));
  case Instruction::FPToSI: case Instruction::FPToUI: return compileFloatToInt(cast<CastInst>(I));
  case Instruction::ICmp: return compileCompare(cast<ICmpInst>(I));
  case Instruction::FCmp: return compileFloatCompare(cast<FCmpInst>(I));
  case Instruction::Select: return compileSelect(cast<SelectInst>(I));
  case Instruction::ExtractValue: return compileExtract(cast<ExtractValueInst>(I));
  case Instruction::InsertValue: return compileInsert(cast<InsertValueInst>(I));
  case Instruction::Freeze: return copyParts(*I.getOperand(0), 0, I, 0, info(I).Count);
  case Instruction::Br: return compileBranch(cast<BranchInst>(I));
  case Instruction::Switch: return compileSwitch(cast<SwitchInst>(I));
  case Instruction::Ret: return compileReturn(cast<ReturnInst>(I));
  case Instruction::Unreachable: return A.ud2();
  case Instruction::LandingPad: return compileLandingPad(cast<LandingPadInst>(I));
  case Instruction::Resume: return compileResume(cast<ResumeInst>(I));
  case Instruction::Call:
    if (auto *Intrinsic = dyn_cast<IntrinsicInst>(&I))
      return compileIntrinsic(*Intrinsic);
    [[fallthrough]];
  case Instruction::Invoke: return compileCall(cast<CallBase>(I));
  default: return fail(I.getOpcodeName());
  }
}

void FunctionCompiler::finish() {
  for (const JumpTable &Table : Tables) {
    A.align(4);
    uint32_t Start = A.here();
    A.patch(Table.LeaPlace, Start);
    for (uint32_t Target : Table.Targets)
      A.word(Blocks[Target].Start - Start);
  }
  if (Record)
    goOut();
  resolveLandingPads();
  for (const Jump &J : Jumps)
    A.patch(J.Place, Blocks[J.Block].Start);
  OutgoingSize = int32_t(alignTo(OutgoingSize, 16));
  for (uint32_t Place : OutgoingSizePlaces)
    A.put(Place, OutgoingSize);
  int32_t Size = int32_t(alignTo(FrameSize, 16)) + OutgoingSize;
  // A frame of a page or more has to touch each of its pages.
  if (Size >= 4096 && F->hasFnAttribute("probe-stack"))
    return fail("a frame to be probed");
  A.put(FrameSizePlace, Size);
  FC->End = A.here();
}

bool TypeParts::add(Type *T, uint64_t Offset, SmallVectorImpl<PartType> &Parts) const {
  auto Add = [&](bool IsVector, unsigned Size, unsigned Bits) {
    Parts.push_back({IsVector, uint8_t(Size), uint16_t(Bits), uint32_t(Offset)});
    return Parts.size() <= 8;
  };
  switch (T->getTypeID()) {
  case Type::IntegerTyID: {
    unsigned Bits = T->getIntegerBitWidth();
    return Bits <= 64 && Add(false, Bits <= 8 ? 1 : Bits <= 16 ? 2 : Bits <= 32 ? 4 : 8, Bits);
  }
  case Type::PointerTyID: return T->getPointerAddressSpace() == 0 && Add(false, 8, 64);
  case Type::FloatTyID: return Add(true, 4, 32);
  case Type::DoubleTyID: return Add(true, 8, 64);
  case Type::X86_FP80TyID: return Add(true, 16, 80);
  case Type::FixedVectorTyID: {
    Type *Element = T->getScalarType();
    uint64_t Bits = DL.getTypeSizeInBits(T).getFixedValue();
    // Narrower ones are widened, and those of pointers or i1 are held otherwise.
    if (Bits == 64 && Element->isFloatTy())
      return Add(true, 8, 128); // LLVM passes it as one of 128.
    return (Element->isFloatTy() || Element->isDoubleTy() || Element->isIntegerTy(64) || Element->isIntegerTy(32)) &&
           Bits == 128 && Add(true, 16, 128);
  }
  case Type::StructTyID: {
    auto *S = cast<StructType>(T);
    if (S->isOpaque())
      return false;
    const StructLayout *Layout = DL.getStructLayout(S);
    for (unsigned I = 0; I < S->getNumElements(); ++I)
      if (!add(S->getElementType(I), Offset + Layout->getElementOffset(I), Parts))
        return false;
    return true;
  }
  case Type::ArrayTyID:
    if (T->getArrayNumElements() > 8)
      return false;
    for (unsigned I = 0; I < T->getArrayNumElements(); ++I)
      if (!add(T->getArrayElementType(), Offset + I * DL.getTypeAllocSize(T->getArrayElementType()), Parts))
        return false;
    return true;
  default: return false;
  }
}

ArrayRef<PartType> TypeParts::of(Type *T) {
  auto [It, IsNew] = Known.try_emplace(T);
  if (IsNew) {
    SmallVector<PartType, 2> Parts;
    if (add(T, 0, Parts))
      It->second = ArrayRef<PartType>(Parts).copy(Memory);
  }
  return It->second;
}
