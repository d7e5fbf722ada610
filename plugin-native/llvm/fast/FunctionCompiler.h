//===- FunctionCompiler.h - One function, one pass ------------------------===//
//
// Code as of LLVM's -O0: a block after the other, an instruction after the other. Values live in registers within
// their block and, if others use them, in a slot of the frame; %rbp is the frame's base, calls keep no register.
// What is not known here fails, and the function is LLVM's.
//
//===----------------------------------------------------------------------===//
#ifndef AUTOJIT_LLVM_FAST_FUNCTIONCOMPILER_H
#define AUTOJIT_LLVM_FAST_FUNCTIONCOMPILER_H

#include "Assembler.h"
#include "../Unit.h"
#include "../../DetachedDebugInfo.h"
#include "CallingConvention.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"
#include "llvm/Support/Allocator.h"

namespace autojit::fast {

/// The types of values' parts, by type.
class TypeParts {
  const llvm::DataLayout &DL;
  llvm::BumpPtrAllocator Memory; // what of() returned stays where it is
  llvm::DenseMap<llvm::Type *, llvm::ArrayRef<PartType>> Known;

  bool add(llvm::Type *T, uint64_t Offset, llvm::SmallVectorImpl<PartType> &Parts) const;

public:
  explicit TypeParts(const llvm::DataLayout &DL) : DL(DL) {}
  /// Empty when there is no way to hold the type.
  llvm::ArrayRef<PartType> of(llvm::Type *T);
};

class FunctionCompiler {
  // The register that is never given to a value, of either bank: for moves from memory to memory.
  static constexpr Reg Scratch = R11;
  static constexpr Reg VectorScratch = R15;

  struct Part {
    const llvm::Value *V = nullptr;
    PartType Type;
    Reg InReg = NoReg;
    bool InSlot = false; // the slot holds it now
    bool IsLocal = false;
    bool IsArgumentSlot = false; // the slot is the caller's
    int32_t Slot = 0;    // from %rbp; 0: none yet
  };
  struct Info {
    uint32_t First = 0, Count = 0; // parts
    bool IsLocal = false;          // all uses are in its block: it may be in a register only
    bool IsAddress = false;        // it is the address %rbp + Address
    bool IsFolded = false;         // its one user computes it
    int32_t Address = 0;
    uint32_t UsesLeft = 0;         // of local values: dead at 0
  };
  struct Bank {
    uint32_t Owner[16]; // part, or None
    uint16_t Locked = 0;
    uint16_t Free = 0;
  };
  static constexpr uint32_t None = ~0u;
  /// What is locked while it lives is free to be given away again afterwards.
  class LockScope {
    FunctionCompiler &C;
    uint16_t Before[2] = {C.Banks[0].Locked, C.Banks[1].Locked};

  public:
    explicit LockScope(FunctionCompiler &C) : C(C) {}
    ~LockScope() { C.Banks[0].Locked = Before[0], C.Banks[1].Locked = Before[1]; }
    LockScope(const LockScope &) = delete;
    LockScope &operator=(const LockScope &) = delete;
  };

  UnitCode &U;
  TypeParts &Types;
  const llvm::DataLayout &DL;
  Assembler A;
  FunctionCode *FC = nullptr;
  const llvm::Function *F = nullptr;
  const char *Failure = nullptr;

  llvm::DenseMap<const llvm::Value *, uint32_t> Ids;
  std::vector<Info> Infos;
  std::vector<Part> Parts;
  Bank Banks[2];
  llvm::SmallVector<int32_t, 16> FreeSlots[2]; // of 8 and of 16 bytes
  bool ReusesSlots = true;
  Reg Preferred = NoReg;                       // where the instruction's result will be wanted

  int32_t FrameSize = 0;                       // below %rbp, without outgoing arguments
  int32_t OutgoingSize = 0;
  int32_t SavedRegisters = 0, VarArgStack = 0; // of a function with variable arguments: areas, from %rbp
  int32_t TransferSlot = 0;                    // from %rbp; 0: none yet
  unsigned VarArgGeneral = 0, VarArgVector = 0;
  const llvm::Argument *StructReturn = nullptr;
  uint32_t FrameSizePlace = 0;
  llvm::SmallVector<uint32_t, 2> OutgoingSizePlaces;

  struct Block {
    const llvm::BasicBlock *BB;
    uint32_t Start = None;
  };
  std::vector<Block> Blocks; // those that can be reached, in the function's order
  llvm::DenseMap<const llvm::BasicBlock *, uint32_t> BlockNumbers;
  uint32_t Current = 0;
  struct Jump {
    uint32_t Place, Block;
  };
  std::vector<Jump> Jumps;
  struct PadUse {
    uint32_t Site;   // in FC->CallSites
    const llvm::InvokeInst *Invoke;
  };
  std::vector<PadUse> PadUses;
  struct JumpTable {
    uint32_t LeaPlace;
    llvm::SmallVector<uint32_t, 0> Targets; // blocks
  };
  std::vector<JumpTable> Tables;
  llvm::DenseMap<llvm::AttributeSet, const char *> Refusals; // of sets of function attributes
  bool HasPads = false;
  llvm::SmallPtrSet<const llvm::Instruction *, 8> Dead; // nothing but dead ones of their blocks use them, or the variable is not in memory
  const llvm::DILocation *LastLocation = nullptr;
  InstructionPlace LastPlace;
  std::optional<DetachedLines> Detached;
  const llvm::BasicBlock *NextInText = nullptr; // the first whose lines have not been read
  bool InPrologue = true;
  HeatRecords &Heat;
  const llvm::Function *HotEntry; // declared, if any body counts
  llvm::GlobalVariable *Record = nullptr;
  uint32_t OutPlace = 0;          // where it goes when its calls are over

public:
  FunctionCompiler(UnitCode &U, TypeParts &Types, const llvm::DataLayout &DL, HeatRecords &Heat,
                   const llvm::Function *HotEntry)
      : U(U), Types(Types), DL(DL), A(U), Heat(Heat), HotEntry(HotEntry) {}

  /// Appends a function to the unit. Null when that worked, else why not; then nothing was appended.
  const char *run(llvm::Function &F);

private:
  void fail(const char *Why) {
    if (!Failure)
      Failure = Why;
  }

  // FunctionCompiler.cpp
  void findDead(const llvm::BasicBlock &BB);
  bool prepare();
  void countCall();
  void prologue();
  void goOut();
  void placeArguments();
  void compileBlock();
  void compile(const llvm::Instruction &I);
  bool fold(const llvm::Instruction &I);
  Reg preferredRegister(const llvm::Instruction &I) const;
  void setLine(const llvm::Instruction &I, const InstructionPlace &Apart, bool IsFirst);
  void finish();
  void allocate(const llvm::AllocaInst &I);

  // Variables.cpp
  void forgetVariables(llvm::Function &F);

  // Values.cpp
  Info &info(const llvm::Value &V);
  Info *knownInfo(const llvm::Value *V);
  bool isFolded(const llvm::Value *V) const;
  Part &part(const llvm::Value &V, unsigned N) { return Parts[info(V).First + N]; }
  PartType typeOf(const llvm::Value &V, unsigned N = 0);
  int32_t newSlot(unsigned Size);
  Mem slot(Part &P);
  void spill(uint32_t PartId);
  void evict(unsigned B, Reg R, bool MayMove);
  Reg allocate(unsigned B);
  void reserve(Reg R);
  void lock(unsigned B, Reg R) { Banks[B].Locked |= 1u << R; }
  void unlock(unsigned B, Reg R) { Banks[B].Locked &= ~(1u << R); }
  void own(unsigned B, Reg R, uint32_t PartId);
  void disown(unsigned B, Reg R);
  void forgetRegisters();
  void consume(const llvm::Value *V);
  bool isLastUse(const llvm::Value &V);
  Reg use(const llvm::Value &V, unsigned N = 0);        // any register; not to be changed
  Reg take(const llvm::Value &V, unsigned N = 0);       // a register that may be changed
  void takeInto(Reg R, const llvm::Value &V, unsigned N = 0); // this general one
  Reg scratch(unsigned B = 0) { return allocate(B); }
  void define(const llvm::Value &V, unsigned N, Reg R);
  void define(const llvm::Value &V, Reg R) { define(V, 0, R); }
  void materialize(Reg To, const llvm::Value &V, unsigned N, PartType T);
  void materializeConstant(Reg To, const llvm::Constant &C, PartType T);
  void materializeAddress(Reg To, const llvm::Constant &C, PartType T);
  void materializeVector(Reg To, const llvm::Constant &C, PartType T);
  const llvm::Constant *elementOf(const llvm::Constant &C, unsigned N);
  void storePart(const Mem &To, const llvm::Value &V, unsigned N); // allocates nothing, keeps all registers
  void storeRegister(const Mem &To, PartType T, Reg R);
  void loadRegister(Reg R, PartType T, const Mem &From);
  void zeroExtend(Reg R, PartType T);
  void signExtend(Reg R, PartType T);

  // Memory.cpp
  Mem addressOf(const llvm::Value &V, int64_t Offset = 0);
  Mem addressOf(const llvm::GEPOperator &G, int64_t Offset);
  void compileLoad(const llvm::LoadInst &I);
  void compileStore(const llvm::StoreInst &I);
  void compileGep(const llvm::GEPOperator &G, const llvm::Instruction &I);
  void compileAtomic(const llvm::AtomicRMWInst &I);
  void compileExchange(const llvm::AtomicCmpXchgInst &I);
  void compileFence(const llvm::FenceInst &I);
  bool copyInline(const llvm::MemTransferInst &I);
  bool fillInline(const llvm::MemSetInst &I);
  void copyBytes(const Mem &To, const Mem &From, uint64_t Size);
  void compileDynamicAlloca(const llvm::AllocaInst &I);

  // Arithmetic.cpp
  struct Operand {
    enum { Register, Memory, Immediate } Kind;
    Reg R;
    Mem M;
    int32_t Imm;
  };
  Operand operand(const llvm::Value &V);
  void alu(Alu Op, unsigned Size, Reg To, const Operand &O);
  void compileBinary(const llvm::BinaryOperator &I);
  void compileShift(const llvm::BinaryOperator &I);
  void compileDivision(const llvm::BinaryOperator &I);
  void compileFloat(const llvm::BinaryOperator &I);
  void compileNegation(const llvm::UnaryOperator &I);
  void compileCast(const llvm::CastInst &I);
  void compileIntToFloat(const llvm::CastInst &I);
  void compileFloatToInt(const llvm::CastInst &I);
  void compileSelect(const llvm::SelectInst &I);
  void compileExtract(const llvm::ExtractValueInst &I);
  void compileInsert(const llvm::InsertValueInst &I);
  void copyParts(const llvm::Value &From, unsigned FromFirst, const llvm::Value &To, unsigned ToFirst, unsigned Count);
  unsigned partIndex(llvm::Type *T, llvm::ArrayRef<unsigned> Path);
  Cond compare(const llvm::ICmpInst &I);
  void compileCompare(const llvm::ICmpInst &I);
  void compileFloatCompare(const llvm::FCmpInst &I);
  bool compareFloat(const llvm::FCmpInst &I, Cond &C);
  Cond condition(const llvm::Value &V);
  void bitsToFloat(Reg To, uint64_t Bits, unsigned Size);

  // Extended.cpp
  Mem transfer();
  void storeExtended(const Mem &To, const llvm::ConstantFP &C);
  void push(const llvm::Value &V, unsigned N = 0);
  void pop(const llvm::Value &V, unsigned N = 0);
  void popRounded(const llvm::Value &V);
  void compileExtended(const llvm::BinaryOperator &I);
  void compileExtendedCast(const llvm::CastInst &I);
  void compileIntToExtended(const llvm::CastInst &I);
  void compileExtendedToInt(const llvm::CastInst &I);
  void compareExtended(const llvm::Value &Left, const llvm::Value &Right);
  void compileExtendedIntrinsic(const llvm::IntrinsicInst &I);
  void popResults(const llvm::Value &I, unsigned Count);
  void pushResults(const llvm::Value &V, unsigned Count);

  // Control.cpp
  bool hasEdgeMoves(uint32_t To) const;
  void edgeMoves(const llvm::BasicBlock &From, uint32_t To);
  void jumpTo(uint32_t Block);
  void jumpTo(Cond C, uint32_t Block);
  void compileBranch(const llvm::BranchInst &I);
  void compileSwitch(const llvm::SwitchInst &I);
  void compileReturn(const llvm::ReturnInst &I);
  void leaveFrame();
  void compileLandingPad(const llvm::LandingPadInst &I);
  void compileResume(const llvm::ResumeInst &I);
  void resolveLandingPads();

  // Calls.cpp
  struct Move {
    const llvm::Value *V;
    unsigned N;
    PartType T;
    Reg To;
    enum Extension { Any, Zero, Sign } Extend;
  };
  void moveAll(llvm::MutableArrayRef<Move> Moves);
  void moveBank(unsigned B, llvm::MutableArrayRef<Move> Moves);
  void emitMove(unsigned B, const Move &M, Reg From);
  void spillSurvivors(const llvm::Instruction &I);
  bool placeOutgoing(const llvm::CallBase &I, llvm::SmallVectorImpl<Move> &Moves, ArgumentPlaces &Places);
  void compileCall(const llvm::CallBase &I);
  void restoreVariableArguments();
  void compileTailCall(const llvm::CallInst &I);
  void callLibrary(const char *Name, const llvm::Instruction &I, llvm::ArrayRef<const llvm::Value *> Arguments);
  void callSite(const llvm::CallBase *I, uint32_t Begin);
  void defineResults(const llvm::Value &I);

  // Intrinsics.cpp
  void compileIntrinsic(const llvm::IntrinsicInst &I);
  void compileOverflow(const llvm::WithOverflowInst &I);
  void compileVaStart(const llvm::IntrinsicInst &I);
  void compileMinMax(const llvm::MinMaxIntrinsic &I);
  void compileBits(const llvm::IntrinsicInst &I);
  void compileFunnelShift(const llvm::IntrinsicInst &I);
  void compileThreeWay(const llvm::IntrinsicInst &I);
  void compileSaturatingCast(const llvm::IntrinsicInst &I);
  void compileSaturating(const llvm::IntrinsicInst &I);
  void compileFloatIntrinsic(const llvm::IntrinsicInst &I);
  void callMath(const char *Double, const char *Float, const llvm::IntrinsicInst &I);
  bool hasFeature(llvm::StringRef Feature) const;
};

/// Why a function's attributes, without those of its arguments, are LLVM's business; null when they are not.
const char *unsupportedAttribute(const llvm::Function &F);

/// The same for all that is not in the set of its function attributes.
const char *unsupportedSignature(const llvm::Function &F);

} // namespace autojit::fast

#endif
