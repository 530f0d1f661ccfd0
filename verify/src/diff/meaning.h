// diff/meaning.h - when two rule sets over the same facts (diff/align.h) say the same: a number for
// each thing said, equal where all that decides is equal. Layout, texts, titles and sources decide
// nothing.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "stadga/engine/model.h"

namespace stadga::verify {

// The same text gives the same number.
class Numbers {
 public:
  [[nodiscard]] int of(const std::string& text) {
    return known_.try_emplace(text, static_cast<int>(known_.size())).first->second;
  }

 private:
  std::map<std::string, int> known_;
};

enum class Depth {
  kNames,        // what a thing itself says; what it names counts by name
  kDefinitions,  // with everything that it names
};

class Meaning {
 public:
  // Both rule sets of a comparison use the same `numbers`.
  Meaning(Numbers& numbers, const engine::Ruleset& ruleset, Depth depth)
      : numbers_(numbers), ruleset_(ruleset), depth_(depth) {}

  [[nodiscard]] int expr(engine::ExprId id);
  [[nodiscard]] int term(engine::TermId id);  // its rules
  [[nodiscard]] int requirement(const std::string& id);
  [[nodiscard]] int parameter(engine::ParameterId id);
  [[nodiscard]] int table(engine::TableId id);
  [[nodiscard]] int fact(engine::FactId id);  // when it is needed, and may be left out
  [[nodiscard]] int frame();                  // stages, items, the date that picks the law
  [[nodiscard]] int whole();                  // everything that decides a case

  // Of one version, without its days.
  [[nodiscard]] int version(const engine::Requirement& version);
  [[nodiscard]] int version(const engine::Rule& version);
  [[nodiscard]] int version(const engine::DatedValue& version);
  [[nodiscard]] int version(const engine::Table& table, const engine::TableVersion& version);

 private:
  [[nodiscard]] bool follows() const { return depth_ == Depth::kDefinitions; }
  std::string text(const engine::Expr& expr);
  std::string days(const engine::Validity& validity) const;
  std::string tried(const std::string& id) const;
  std::string dated(const std::string& id, const engine::Validity& validity, int version) const;
  std::string name_of(engine::TermId id) { return ruleset_.at(id).name; }
  std::string chosen();
  static std::string range(const engine::Type& type);
  static std::string keys(const engine::Table& table);
  std::string place(const engine::Parameter& parameter) const;

  Numbers& numbers_;
  const engine::Ruleset& ruleset_;
  Depth depth_;
  std::optional<int> chosen_;  // the header's law day
  bool chooses_ = false;       // it is being read: what it reads is not picked by itself
  std::map<std::uint32_t, int> exprs_, terms_, parameters_, tables_, facts_;
  std::map<std::string, int> requirements_;
};

}  // namespace stadga::verify
