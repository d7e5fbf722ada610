//===- Identity.cpp - What makes two units the same -----------------------===//
//
// At -O0 a unit is the same as another when its bitcode is. So nothing may be in there that changes with every
// edit of the source file, wherever the edit is.
//
// Above, making that bitcode is most of the work (Simplify.cpp). So a unit is the same when all bodies are that
// it can be made of, as the compiler left them: its functions and what may be inlined into them. Each body is
// hashed once, in a module of its own, where whatever it mentions is a numbered declaration.
//
//===----------------------------------------------------------------------===//

#include "Extractor.h"
#include "Simplify.h"

#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/AttributeMask.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Mangler.h"
#include "llvm/Support/Endian.h"

using namespace llvm;

static XXH128_hash_t hashOf(const SmallVectorImpl<char> &Bytes) {
  return xxh3_128bits(ArrayRef(reinterpret_cast<const uint8_t *>(Bytes.data()), Bytes.size()));
}

namespace {
/// The text that is hashed for a unit.
class Description {
  SmallVector<char, 0> Bytes;

public:
  void add(uint32_t Number) {
    char Four[4];
    support::endian::write32le(Four, Number);
    Bytes.append(Four, Four + 4);
  }
  void add(StringRef Text) {
    add(Text.size());
    Bytes.append(Text.begin(), Text.end());
  }
  void add(XXH128_hash_t Hash) {
    add(uint32_t(Hash.high64)), add(uint32_t(Hash.high64 >> 32));
    add(uint32_t(Hash.low64)), add(uint32_t(Hash.low64 >> 32));
  }
  XXH128_hash_t hash() const { return hashOf(Bytes); }
};
} // namespace

// Set while a module is written only to be hashed.
static thread_local bool IsHashing;

static XXH128_hash_t hashOf(const Module &M, ArrayRef<XXH128_hash_t> Others = {}) {
  SmallVector<char, 0> Bitcode;
  // Without the symbol table for linkers, which costs more than the rest.
  BitcodeWriter Writer(Bitcode);
  IsHashing = true;
  Writer.writeModule(M);
  IsHashing = false;
  Writer.writeStrtab();
  auto *Bytes = reinterpret_cast<const char *>(Others.data());
  Bitcode.append(Bytes, Bytes + Others.size() * sizeof(XXH128_hash_t));
  return hashOf(Bitcode);
}

// The writer begins each module with the names that LLVM gives to kinds of metadata and operand bundles, letter by
// letter: half of the time that a small body takes. Those are the same in every module of this LLVM.
static void dropFixed(SmallVectorImpl<StringRef> &Names, size_t Count) {
  if (IsHashing)
    Names.erase(Names.begin(), Names.begin() + Count);
}

#define MDKINDNAMES "_ZNK4llvm6Module14getMDKindNamesERNS_15SmallVectorImplINS_9StringRefEEE"
#define BUNDLETAGS "_ZNK4llvm6Module20getOperandBundleTagsERNS_15SmallVectorImplINS_9StringRefEEE"
void getMDKindNames(const Module *M, SmallVectorImpl<StringRef> &Names) __asm__("__real_" MDKINDNAMES);
void getOwnMDKindNames(const Module *M, SmallVectorImpl<StringRef> &Names) __asm__("__wrap_" MDKINDNAMES);
void getBundleTags(const Module *M, SmallVectorImpl<StringRef> &Names) __asm__("__real_" BUNDLETAGS);
void getOwnBundleTags(const Module *M, SmallVectorImpl<StringRef> &Names) __asm__("__wrap_" BUNDLETAGS);

void getOwnMDKindNames(const Module *M, SmallVectorImpl<StringRef> &Names) {
  getMDKindNames(M, Names);
#define LLVM_FIXED_MD_KIND(Kind, Name, Value) +1
  dropFixed(Names, 0
#include "llvm/IR/FixedMetadataKinds.def"
  );
#undef LLVM_FIXED_MD_KIND
}

void getOwnBundleTags(const Module *M, SmallVectorImpl<StringRef> &Names) {
  getBundleTags(M, Names);
  dropFixed(Names, LLVMContext::OB_LastBundleID + 1);
}

// What is said of a function in words, for each function that a body mentions: the CPU's features above all.
AttributeList autojit::takeWords(autojit_source &S, const AttributeList &Attributes, XXH128_hash_t &Words) {
  auto [It, IsNew] = S.Wordless.try_emplace(Attributes.getRawPointer());
  if (IsNew) {
    Description Text;
    AttributeMask Mask;
    for (Attribute A : Attributes.getFnAttrs())
      if (A.isStringAttribute()) {
        Text.add(A.getKindAsString());
        Text.add(A.getValueAsString());
        Mask.addAttribute(A.getKindAsString());
      }
    It->second = {Attributes.removeFnAttributes(S.Context, Mask), Text.hash()};
  }
  Words = It->second.second;
  return It->second.first;
}

void autojit_llvm_hash(const autojit_unit *unit, uint8_t hash[16]) {
  XXH128_hash_t Hash = unit->Plan ? unit->Plan->Hash : hashOf(*unit->M);
  support::endian::write64be(hash, Hash.high64);
  support::endian::write64be(hash + 8, Hash.low64);
}

autojit::UnitPlan::UnitPlan(autojit_source &S, const autojit_unit_request &Request)
    : Source(S), Request(Request), Ids(Request.functions, Request.functions + Request.count),
      InlineIds(Request.inline_ids, Request.inline_ids + Request.inline_count) {
  this->Request.functions = Ids.data();
  this->Request.inline_ids = InlineIds.data();
}

static Expected<const autojit::BodyIdentity *> identityOf(autojit_source &S, Function &F,
                                                          const autojit_unit_request &Request) {
  auto It = S.Identities.find(&F);
  if (It != S.Identities.end())
    return &It->second;
  if (Error E = autojit::readBody(S, F))
    return E;
  autojit::Extractor Extractor(S, Request);
  Expected<std::unique_ptr<Module>> M = Extractor.isolate(F);
  if (!M)
    return M.takeError();
  autojit::BodyIdentity &Identity = S.Identities[&F];
  Identity.Hash = hashOf(**M, Extractor.words());
  Identity.Mentioned.assign(Extractor.mentioned().list().begin(), Extractor.mentioned().list().end());
  return &Identity;
}

// Bodies that only this module has are described as its source file's (Extractor::chooseHome).
static void addHome(Description &Text, const autojit::UnitPlan &Plan) {
  autojit_source &S = Plan.Source;
  if (all_of(Plan.Ids, [&](uint32_t Id) { return S.Functions[Id]->hasLinkOnceLinkage(); }))
    return;
  for (DICompileUnit *Unit : S.M->debug_compile_units()) {
    Text.add(Unit->getFilename());
    Text.add(Unit->getDirectory());
  }
}

static void listSymbols(autojit_unit &U, const autojit::UnitPlan &Plan) {
  autojit_source &S = Plan.Source;
  auto Add = [&](const Twine &Name, uint32_t Kind, uint32_t Index) {
    SmallString<128> Mangled;
    Mangler::getNameWithPrefix(Mangled, Name, S.M->getDataLayout());
    U.addSymbol(std::string(Mangled), Kind, Index);
  };
  for (uint32_t Id : ArrayRef(Plan.Ids).take_front(Plan.Request.private_first))
    Add(autojit::bodyName(S, *S.Functions[Id]), AUTOJIT_SYMBOL_DEFINED, Id);
  for (auto [Number, G] : enumerate(Plan.Mentioned.list())) {
    if (uint32_t Id = S.functionId(G); Id != autojit_source::None)
      Add(autojit::placeholderName('f', Number), AUTOJIT_SYMBOL_CALLEE, Id);
    if (uint32_t Index = S.importIndex(G); Index != autojit_source::None)
      Add(autojit::importName(S, *G, Number), AUTOJIT_SYMBOL_IMPORT, Index);
  }
  // An optimiser makes other library functions of those that are mentioned.
  for (auto [G, Index] : S.LibraryImports)
    Add(G->getName(), AUTOJIT_SYMBOL_IMPORT, Index);
  U.setNames();
}

Error autojit::planUnit(autojit_unit &U, autojit_source &S, const autojit_unit_request &Request) {
  if (!S.IsIdentified) {
    S.IsIdentified = true;
    prepareSource(S);
    LibFunc Known;
    for (auto [V, Index] : S.ImportIndices)
      if (auto *F = dyn_cast<Function>(V); F && F->isDeclaration() && S.Library->getLibFunc(*F, Known))
        S.LibraryImports.push_back({F, Index});
  }
  U.Plan = std::make_unique<UnitPlan>(S, Request);
  UnitPlan &Plan = *U.Plan;
  if (!S.Frame)
    S.Frame = hashOf(*Extractor(S, Request).frame());

  Description Text;
  Text.add(*S.Frame);
  for (uint32_t Number : {Request.private_first, Request.count, Request.debug_level, Request.use_plt, Request.tier})
    Text.add(Number);
  addHome(Text, Plan);
  SmallVector<Function *, 64> Bodies;
  auto Join = [&](Function *F) {
    if (Plan.Bodies.insert(F).second)
      Bodies.push_back(F);
  };
  for (uint32_t Id : Plan.Ids)
    Join(S.Functions[Id]);
  for (uint32_t Id : Plan.InlineIds)
    Join(S.Functions[Id]);
  DenseMap<const GlobalValue *, uint32_t> Positions;
  for (size_t I = 0; I < Bodies.size(); ++I) {
    Expected<const BodyIdentity *> Body = identityOf(S, *Bodies[I], Request);
    if (!Body)
      return Body.takeError();
    Positions[Bodies[I]] = I;
    Text.add((*Body)->Hash);
    for (GlobalValue *G : (*Body)->Mentioned) {
      Text.add(Plan.Mentioned.number(*G));
      if (auto *F = dyn_cast<Function>(G); F && !F->isDeclaration() && F->hasFnAttribute(Attribute::AlwaysInline))
        Join(F);
    }
  }
  // Which of the bodies is mentioned where.
  for (const GlobalValue *G : Plan.Mentioned.list()) {
    auto It = Positions.find(G);
    Text.add(It == Positions.end() ? ~0u : It->second);
  }
  Plan.Hash = Text.hash();
  listSymbols(U, Plan);
  return Error::success();
}

using Checksum = std::optional<DIFile::ChecksumInfo<MDString *>>;
#define DIFILE_GETIMPL                                                                             \
  "_ZN4llvm6DIFile7getImplERNS_11LLVMContextEPNS_8MDStringES4_"                                    \
  "St8optionalINS0_12ChecksumInfoIS4_EEES4_NS_8Metadata11StorageTypeEb"

DIFile *getFile(LLVMContext &Context, MDString *Name, MDString *Directory, Checksum Sum,
                MDString *Source, unsigned Storage,
                bool ShouldCreate) __asm__("__real_" DIFILE_GETIMPL);
DIFile *getFileWithoutChecksum(LLVMContext &Context, MDString *Name, MDString *Directory,
                               Checksum Sum, MDString *Source, unsigned Storage,
                               bool ShouldCreate) __asm__("__wrap_" DIFILE_GETIMPL);

// With DWARF 5 each source file has an MD5 sum, and any edit changes it.
DIFile *getFileWithoutChecksum(LLVMContext &Context, MDString *Name, MDString *Directory,
                               Checksum /*Sum*/, MDString *Source, unsigned Storage,
                               bool ShouldCreate) {
  return getFile(Context, Name, Directory, std::nullopt, Source, Storage, ShouldCreate);
}
