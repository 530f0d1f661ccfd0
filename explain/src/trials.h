// trials.h - one changed case after another through the engine, counted.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "places.h"
#include "stadga/explain/alternatives.h"

namespace stadga::explain {

struct Option {
  std::size_t place = 0;  // index into Places::all
  Json value;             // plain
};
using Options = std::vector<Option>;

class Trials {
 public:
  Trials(const engine::Package& package, const engine::Case& facts,
         const std::vector<Place>& places, std::uint32_t limit)
      : package_(package), base_(case_file(facts)), places_(places), limit_(limit) {}

  // nullopt: no host could send that case, or the bound is reached.
  [[nodiscard]] std::optional<engine::Evaluation> run(const Options& options);
  [[nodiscard]] bool spent() const { return spent_; }
  [[nodiscard]] std::uint32_t count() const { return count_; }
  [[nodiscard]] std::vector<Change> changes(const Options& options) const;

 private:
  const engine::Package& package_;
  const Json base_;
  const std::vector<Place>& places_;
  const std::uint32_t limit_;
  std::uint32_t count_ = 0;
  bool spent_ = false;
};

}  // namespace stadga::explain
