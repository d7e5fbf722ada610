// A heavy C++ program of few lines: nlohmann-json, regex, iostream, templates of the standard library.
//
//   json [ROUNDS]    the same work that many times, checked by a sum
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

using nlohmann::json;

namespace {

struct Address {
  std::string Street;
  int Number;
};

struct Person {
  std::string Name;
  unsigned Age;
  std::vector<std::string> Languages;
  Address Home;
};

void to_json(json &J, const Address &A) {
  J = json{{"street", A.Street}, {"number", A.Number}};
}

void from_json(const json &J, Address &A) {
  J.at("street").get_to(A.Street);
  J.at("number").get_to(A.Number);
}

void to_json(json &J, const Person &P) {
  J = json{{"name", P.Name}, {"age", P.Age}, {"languages", P.Languages}, {"home", P.Home}};
}

void from_json(const json &J, Person &P) {
  J.at("name").get_to(P.Name);
  J.at("age").get_to(P.Age);
  J.at("languages").get_to(P.Languages);
  J.at("home").get_to(P.Home);
}

class Shape {
public:
  virtual ~Shape() = default;
  virtual double area() const = 0;
};

class Circle : public Shape {
  double Radius;

public:
  explicit Circle(double Radius) : Radius(Radius) {}
  double area() const override { return 3.14159 * Radius * Radius; }
};

class Square : public Shape {
  double Side;

public:
  explicit Square(double Side) : Side(Side) {}
  double area() const override { return Side * Side; }
};

// Marked so that the benchmark can edit it.
const int Edition = 1;

std::vector<Person> people(int Round) {
  std::vector<Person> Result;
  for (unsigned I = 0; I < 6; ++I)
    Result.push_back({"person" + std::to_string(I), 20 + 7 * I + Round % 3,
                      {I % 2 ? "C++" : "Rust", "C#"},
                      {"Road " + std::string(1, char('A' + I)), int(I * 10 + 1)}});
  return Result;
}

long readBack(const std::string &Text) {
  long Sum = 0;
  for (const Person &P : json::parse(Text).get<std::vector<Person>>())
    Sum += P.Age + P.Home.Number + long(P.Languages.size());
  return Sum;
}

long matchNames(const std::string &Text, std::ostream &Log) {
  std::map<std::string, int> Seen;
  const std::regex Name("\"(person([0-9]+))\"");
  for (std::sregex_iterator It(Text.begin(), Text.end(), Name), End; It != End; ++It)
    Seen[(*It)[1]] += std::stoi((*It)[2]);
  long Sum = 0;
  for (const auto &[Key, Value] : Seen) {
    Log << Key << '=' << Value << ' ';
    Sum += Value;
  }
  return Sum;
}

long shapes() {
  std::vector<std::unique_ptr<Shape>> All;
  for (int I = 1; I < 10; ++I) {
    if (I % 2)
      All.push_back(std::make_unique<Circle>(I));
    else
      All.push_back(std::make_unique<Square>(I));
  }
  std::sort(All.begin(), All.end(),
            [](const auto &A, const auto &B) { return A->area() > B->area(); });
  double Sum = 0;
  for (const auto &S : All)
    Sum = Sum / 2 + S->area();
  return long(Sum);
}

std::string explain(const std::string &Broken) {
  try {
    json Value = json::parse(Broken);
    return Value.at("missing").get<std::string>();
  } catch (const json::parse_error &E) {
    return "parse error " + std::to_string(E.id);
  } catch (const json::exception &E) {
    return "other error " + std::to_string(E.id);
  }
}

long patchAndFlatten(const std::string &Text) {
  json Value = json::parse(Text);
  json Changed = Value.patch(json::parse(
      R"([{"op":"replace","path":"/0/age","value":99},{"op":"remove","path":"/1"}])"));
  long Sum = long(json::diff(Value, Changed).size() + Changed.flatten().size());
  return Sum + long(json::from_cbor(json::to_cbor(Changed)).dump().size());
}

std::string visit(const std::variant<int, double, std::string> &Value) {
  return std::visit(
      [](const auto &V) {
        std::ostringstream Out;
        Out << V;
        return Out.str();
      },
      Value);
}

} // namespace

int main(int Argc, char **Argv) {
  int Rounds = Argc > 1 ? std::atoi(Argv[1]) : 1;
  long Sum = Edition - 1;
  std::ostringstream Log;
  for (int Round = 0; Round < Rounds; ++Round) {
    Log.str("");
    std::string Text = json(people(Round)).dump(2);
    Sum += readBack(Text) + matchNames(Text, Log) + shapes() + patchAndFlatten(Text);
    for (const char *Broken : {"{bad", "{\"present\": 1}", "[1, 2"})
      Log << explain(Broken) << ' ';
    Log << visit(7) << visit(2.5) << visit(std::string("text"));
  }
  std::cout << Log.str() << '\n' << "sum " << Sum << '\n';
  return 0;
}
