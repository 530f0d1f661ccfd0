// read_parts.h - the readers of the small pieces, over the names known so far.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "model/reader.h"

namespace stadga::engine {

// Names of one rule set under construction. A name that is declared twice is a mistake.
class ModelNames {
 public:
  ModelNames(Ruleset& ruleset, ReadFailure& failure) : ruleset_(ruleset), failure_(failure) {}

  // Takes in what has been appended to the rule set's lists since the last call.
  void refresh();
  [[nodiscard]] Ruleset& ruleset() { return ruleset_; }
  [[nodiscard]] ReadFailure& failure() { return failure_; }

  SourceId source(const std::string& name, const std::string& path);
  RecordId record(const std::string& name, const std::string& path);
  FactId fact(const std::string& name, const std::string& path);
  ParameterId parameter(const std::string& name, const std::string& path);
  TermId term(const std::string& name, const std::string& path);
  TableId table(const std::string& name, const std::string& path);
  EnumId enumeration(const Enumeration& wanted, const std::string& path);
  // The first version that bears the id.
  RequirementId requirement(const std::string& id, const std::string& path);

 private:
  template <typename T>
  void take(const std::vector<T>& items, std::map<std::string, std::uint32_t>& names,
            std::string T::*name, bool unique);
  std::uint32_t find(const std::map<std::string, std::uint32_t>& names, const std::string& name,
                     const std::string& path);

  Ruleset& ruleset_;
  ReadFailure& failure_;
  std::map<std::string, std::uint32_t> sources_, records_, facts_, parameters_, terms_,
      tables_, requirements_;
};

[[nodiscard]] Type read_type(ModelNames& names, const Json& json, const std::string& path);
[[nodiscard]] Validity read_validity(ReadFailure& failure, const Json& json,
                                     const std::string& path);
[[nodiscard]] std::vector<Citation> read_citations(ModelNames& names, ObjectReader& in,
                                                   const char* key);
[[nodiscard]] std::optional<Literal> read_literal(const Ruleset& ruleset, const Type& type,
                                                  const Json& json);
[[nodiscard]] DatedValue read_dated_value(ModelNames& names, const Type& type, const Json& json,
                                          const std::string& path);
[[nodiscard]] Text read_text(ModelNames& names, ObjectReader& in, const char* key);
// Invalid when absent and not required.
[[nodiscard]] ExprId read_expr(ModelNames& names, ObjectReader& in, const char* key,
                               bool required = false);

}  // namespace stadga::engine
