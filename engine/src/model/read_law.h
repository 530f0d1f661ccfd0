// read_law.h - tables, guarantees, trials, delegations, routes and applied items from the canonical
// form. Each call appends to the rule set under construction.
#pragma once
#include <string>
#include <vector>

#include "model/read_parts.h"

namespace stadga::engine {

[[nodiscard]] std::vector<Alias> read_aliases(ModelNames& names, ObjectReader& in,
                                              const Type& type);

class LawReader {
 public:
  explicit LawReader(ModelNames& names) : names_(names) {}

  void table(const Json& json, const std::string& path);
  void filled_table(const Json& json, const std::string& path);
  void guarantee(const Json& json, const std::string& path);
  void trial(const Json& json, const std::string& path);
  void delegation(const Json& json, const std::string& path);
  void route(const Json& json, const std::string& path);
  void items(const Json& json, const std::string& path);

 private:
  [[nodiscard]] Type type(ObjectReader& in);
  [[nodiscard]] Validity validity(ObjectReader& in);
  [[nodiscard]] TableVersion version(const Table& table, const Json& json,
                                     const std::string& path);
  [[nodiscard]] TableRow row(const Table& table, const Json& json, ObjectReader& in);

  ModelNames& names_;
};

}  // namespace stadga::engine
