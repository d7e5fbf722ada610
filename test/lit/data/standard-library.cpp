// A tour of the C++ library: everything inline of it is compiled lazily.
// RUN: %same %s --flags='-std=c++20 -pthread' --link=-pthread --expect 'map a=1 b=2 c=3 | sorted 1 2 3 | regex 2024-05 | stream 3.14 ff | variant text | optional 4 | chrono 90 | set 3 | format 00042'

#include <algorithm>
#include <chrono>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

int main() {
  std::map<std::string, int> map{{"b", 2}, {"a", 1}};
  map.insert_or_assign("c", 3);
  std::cout << "map";
  for (const auto &[key, value] : map)
    std::cout << ' ' << key << '=' << value;
  std::vector<int> numbers{3, 1, 2};
  std::sort(numbers.begin(), numbers.end());
  std::cout << " | sorted";
  for (int n : numbers)
    std::cout << ' ' << n;
  std::smatch match;
  std::string text = "on 2024-05-17";
  std::regex_search(text, match, std::regex(R"((\d{4})-(\d\d))"));
  std::ostringstream stream;
  stream << std::setprecision(3) << 3.14159 << ' ' << std::hex << 255;
  std::variant<int, std::string> variant = "text";
  std::optional<int> optional = std::accumulate(numbers.begin(), numbers.end(), -2);
  std::unordered_map<int, std::shared_ptr<std::string>> shared{{1, std::make_shared<std::string>("x")}};
  std::set<char> set{'a', 'b', 'a', 'c'};
  std::ostringstream padded;
  padded << std::setfill('0') << std::setw(5) << 42;
  std::cout
      << " | regex " << match[1] << '-' << match[2] << " | stream " << stream.str() << " | variant "
      << std::visit(
             [](const auto &v) {
               if constexpr (std::is_same_v<std::decay_t<decltype(v)>, int>)
                 return std::to_string(v);
               else
                 return v;
             },
             variant)
      << " | optional " << *optional << " | chrono "
      << std::chrono::duration_cast<std::chrono::seconds>(std::chrono::minutes(1) + std::chrono::seconds(30)).count()
      << " | set " << set.size() << " | format " << padded.str() << std::endl;
}
