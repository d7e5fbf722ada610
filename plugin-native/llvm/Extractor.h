//===- Extractor.h - Taking functions out of a module ---------------------===//
#ifndef AUTOJIT_LLVM_EXTRACTOR_H
#define AUTOJIT_LLVM_EXTRACTOR_H

#include "Unit.h"

#include "llvm/Transforms/Utils/ValueMapper.h"

namespace autojit {

/// Makes one module of bodies of a source. To be used once.
class Extractor final : llvm::ValueMaterializer {
  autojit_source &S;
  uint32_t DebugLevel;
  bool Optimized;
  bool UsePlt;
  bool Identify;
  uint32_t Tier, HotCalls;
  const uint8_t *NeverRecursive;
  bool IsForIdentity = false;
  std::unique_ptr<llvm::Module> D;
  llvm::ValueToValueMapTy Map;
  llvm::DenseMap<uint32_t, llvm::Function *> Bodies;  // by id: what this unit defines
  llvm::DenseMap<uint32_t, llvm::Function *> Callees; // by id: what another unit defines
  llvm::DenseMap<const llvm::Function *, llvm::Function *> InlineOnly;
  llvm::SmallVector<std::pair<llvm::Function *, llvm::Function *>, 32> Work; // bodies to copy: from, to
  llvm::SmallVector<std::pair<llvm::GlobalValue *, uint32_t>, 64> Imports;
  References Mentioned;
  llvm::SmallVector<llvm::XXH128_hash_t, 16> Words; // said of each function, when isolated
  llvm::DIFile *Home = nullptr; // the file that is compiled, if not the module's
  llvm::SmallPtrSet<llvm::DICompileUnit *, 4> Units;
  std::string Problem;

public:
  Extractor(autojit_source &S, const autojit_unit_request &Request);

  /// Numbers of placeholders go on after these.
  void mention(const References &Before) { Mentioned = Before; }

  /// Fills a unit with these bodies, of which others may call the first ones.
  llvm::Error run(llvm::ArrayRef<uint32_t> Ids, uint32_t Shared, autojit_unit &U);

  /// A module of one body, with nothing in it that another body, or another place in its module, would change.
  /// What is in words() belongs to it, and what is in the frame.
  llvm::Expected<std::unique_ptr<llvm::Module>> isolate(llvm::Function &F);
  llvm::ArrayRef<llvm::XXH128_hash_t> words() const { return Words; }

  /// A module without bodies: what is the same for all of a source.
  std::unique_ptr<llvm::Module> frame();

  /// After run: the bodies that were copied, and their copies.
  llvm::ArrayRef<std::pair<llvm::Function *, llvm::Function *>> copied() const { return Work; }

  /// After either: what was declared only.
  const References &mentioned() const { return Mentioned; }

private:
  void copyModuleFlags();
  std::string placeholder(char Kind, llvm::GlobalValue &G);
  llvm::Value *materialize(llvm::Value *V) override;
  llvm::GlobalValue *declareImport(llvm::GlobalValue &G);
  llvm::GlobalVariable *copyConstant(llvm::GlobalVariable &G);
  llvm::Function *declareLibraryFunction(llvm::GlobalValue &G);
  void defineBody(uint32_t Id, bool IsPrivate);
  llvm::Function *inlineOnly(llvm::Function &F);
  llvm::Function *declareCallee(llvm::Function &From, uint32_t Id);
  llvm::Function *create(llvm::Function &From, const llvm::Twine &Name,
                         llvm::GlobalValue::LinkageTypes Linkage);
  llvm::Function *directCallee(llvm::Function &F);
  void bindThroughGot(llvm::Function &F);
  bool canMove(const llvm::Function &From) const;
  void moveBody(llvm::Function &From, llvm::Function &To);
  llvm::Error copyBody(llvm::Function &From, llvm::Function &To);
  llvm::Error finishBody(llvm::Function &From, llvm::Function &To);
  void chooseHome(llvm::ArrayRef<uint32_t> Ids);
  void trimDebugInfo(llvm::Function &F);
  void useTrimmedUnit(llvm::DISubprogram *SP);
};

/// The placeholder of that number: 'f' for the body of a function, 'i' for an import; and, in what is only
/// hashed, 'a' for a function that is always inlined.
std::string placeholderName(char Kind, uint32_t Number);

/// How bodies mention an import that has this number.
std::string importName(const autojit_source &S, const llvm::GlobalValue &G, uint32_t Number);

/// Attributes without those that are strings, whose hash goes to Words.
llvm::AttributeList takeWords(autojit_source &S, const llvm::AttributeList &Attributes, llvm::XXH128_hash_t &Words);

/// What the body of F is called in its unit.
std::string bodyName(const autojit_source &S, const llvm::Function &F);

} // namespace autojit

#endif
