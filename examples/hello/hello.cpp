// hello.cpp - templates, containers and an exception, all of it compiled when it is first called.
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>

static std::map<std::string, int> count(const std::string &Text) {
  if (Text.empty())
    throw std::invalid_argument("no words");
  std::map<std::string, int> Words;
  for (size_t Start = 0; Start < Text.size();) {
    size_t End = std::min(Text.find(' ', Start), Text.size());
    ++Words[Text.substr(Start, End - Start)];
    Start = End + 1;
  }
  return Words;
}

int main() {
  for (const auto &[Word, Times] : count("be lazy and be fast"))
    std::cout << Word << ' ' << Times << '\n';
  try {
    count("");
  } catch (const std::invalid_argument &Problem) {
    std::cout << "caught: " << Problem.what() << '\n';
  }
}
