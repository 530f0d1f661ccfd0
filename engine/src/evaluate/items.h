// items.h - what is applied for piece by piece, and what each piece is granted.
#pragma once
#include <vector>

#include "evaluate/interpreter.h"
#include "evaluate/missing.h"
#include "evaluate/present.h"
#include "stadga/engine/evaluate.h"

namespace stadga::engine {

class Items {
 public:
  explicit Items(Interpreter& interpreter) : in_(interpreter) {}
  // Of what is applied for and of what is granted, item by item; a list that is not known is one.
  [[nodiscard]] std::vector<State> states();
  // Only with states() all values.
  [[nodiscard]] bool any_refused();
  void add_missing(MissingFacts& missing);
  // The items whose amounts are known; what they rest on joins the basis.
  [[nodiscard]] std::vector<ItemResult> results(Basis& basis);

 private:
  struct Item {
    const AppliedItems* of = nullptr;
    std::uint32_t index = 0;
    const RecordValue* record = nullptr;
    State applied, granted;
  };
  [[nodiscard]] const std::vector<Item>& all();
  [[nodiscard]] ItemResult result(const Item& item);

  Interpreter& in_;
  bool looked_ = false;
  std::vector<Item> items_;
  std::vector<State> lists_;  // of lists that are no value
};

}  // namespace stadga::engine
