//===- Unit.cpp - The C interface to units --------------------------------===//

#include "Continuation.h"
#include "Extractor.h"
#include "Simplify.h"

using namespace llvm;

// Whether the unit holds nothing but what its plan, and so its hash, was made of. Devirtualised calls may
// have brought other bodies, inlined for another unit, or other references.
static bool isAsPlanned(const autojit_unit &U, const autojit::Extractor &Made, const autojit_unit &Planned) {
  const autojit::UnitPlan &Plan = *Planned.Plan;
  auto IsCovered = [&](const Function *F) { return Plan.Bodies.contains(F); };
  for (auto [From, To] : Made.copied()) {
    auto Inlined = Plan.Source.Inlined.find(From);
    if (!IsCovered(From) || (Inlined != Plan.Source.Inlined.end() && !all_of(Inlined->second, IsCovered)))
      return false;
  }
  StringMap<const autojit_symbol *> Symbols;
  for (const autojit_symbol &Symbol : Planned.Symbols)
    Symbols[Symbol.name] = &Symbol;
  return all_of(U.Symbols, [&](const autojit_symbol &Symbol) {
    const autojit_symbol *Same = Symbols.lookup(Symbol.name);
    return Same && Same->kind == Symbol.kind && Same->index == Symbol.index;
  });
}

static Error copyBodies(autojit_unit &U, autojit_source &S, const autojit_unit_request &Request,
                        const autojit_unit *Planned) {
  ArrayRef<uint32_t> Ids(Request.functions, Request.count);
  SmallVector<uint32_t, 32> Left;
  uint32_t Shared = Request.private_first;
  if (Request.speed > 0) {
    auto Called = autojit::simplify(S, Ids, ArrayRef(Request.inline_ids, Request.inline_count), Request.speed,
                                    Request.size, Request.tier == AUTOJIT_TIER_SECOND);
    if (!Called)
      return Called.takeError();
    Left = std::move(*Called);
    Shared = count_if(Left, [&](uint32_t Id) { return is_contained(Ids.take_front(Shared), Id); });
    Ids = Left;
  }
  std::lock_guard<std::mutex> Guard(autojit::processState());
  autojit::readFullTypes(S.File.FullTypes);
  autojit::Extractor Extractor(S, Request);
  if (Planned)
    Extractor.mention(Planned->Plan->Mentioned);
  if (Error E = Extractor.run(Ids, Shared, U))
    return E;
  U.IsAsHashed = !Planned || isAsPlanned(U, Extractor, *Planned);
  return Error::success();
}

// Of bodies as they are in the bitcode, while those of the module's own source have been simplified. There the
// continuation takes the place of its function.
static Error copyContinuation(autojit_unit &U, const autojit_source &Known, const autojit_unit_request &Request) {
  auto S = autojit::openSource(Known.File);
  if (!S)
    return S.takeError();
  U.Own = std::move(*S);
  autojit::prepareSource(*U.Own);
  Function *&Place = U.Own->Functions[Request.functions[0]];
  Expected<Function *> Rest = autojit::continueLoop(*U.Own, *Place, Request.loop - 1);
  if (!Rest)
    return Rest.takeError();
  Place = *Rest;
  return copyBodies(U, *U.Own, Request, nullptr);
}

autojit_unit *autojit_llvm_extract(autojit_source *source, const autojit_unit_request *request,
                                   char **error) {
  auto U = std::make_unique<autojit_unit>();
  Error E = request->loop > 0                         ? copyContinuation(*U, *source, *request)
            : request->identify && request->speed > 0 ? autojit::planUnit(*U, *source, *request)
                                                      : copyBodies(*U, *source, *request, nullptr);
  if (!E)
    return U.release();
  *error = autojit::ownedText(toString(std::move(E)));
  return nullptr;
}

enum autojit_completion autojit_llvm_complete(autojit_unit *unit, char **error) {
  if (unit->Plan) {
    autojit_unit Made;
    if (Error E = copyBodies(Made, unit->Plan->Source, unit->Plan->Request, unit)) {
      *error = autojit::ownedText(toString(std::move(E)));
      return AUTOJIT_FAILED;
    }
    *unit = std::move(Made);
  }
  return unit->IsAsHashed ? AUTOJIT_AS_HASHED : AUTOJIT_NOT_AS_HASHED;
}

const autojit_symbol *autojit_llvm_symbols(const autojit_unit *unit,
                                           uint32_t *count) {
  *count = unit->Symbols.size();
  return unit->Symbols.data();
}

void autojit_llvm_drop_module(autojit_unit *unit) {
  unit->Plan.reset();
  unit->M.reset();
}

void autojit_llvm_dispose_unit(autojit_unit *unit) { delete unit; }
