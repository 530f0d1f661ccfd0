#include "stadga/review/units.h"

#include <set>

#include "cone.h"
#include "stadga/engine/bundle.h"
#include "stadga/engine/identity.h"

namespace stadga::review {
namespace {

using engine::Ruleset;

// The ids of one rule set's provisions, each once, in source order. An overlaid rule set gives the
// overlay's own.
class Collector {
 public:
  Collector(const Ruleset& ruleset, std::vector<Unit>& out) : ruleset_(ruleset), out_(out) {
    if (ruleset.overlay) municipality_ = ruleset.overlay->municipality;
  }

  void provisions(const Ruleset* base) {
    take(ruleset_.requirements, base == nullptr ? 0 : base->requirements.size());
    take(ruleset_.rules, base == nullptr ? 0 : base->rules.size());
    take(ruleset_.guarantees, base == nullptr ? 0 : base->guarantees.size());
  }

 private:
  template <typename T>
  void take(const std::vector<T>& items, std::size_t start) {
    for (std::size_t i = start; i < items.size(); ++i) {
      if (seen_.insert(items[i].id).second) add(items[i].id, items[i].title);
    }
  }

  void add(const std::string& id, const std::string& title) {
    ConeWalk walk(ruleset_);
    walk.provision(id);
    const std::string name = municipality_.empty() ? id : municipality_ + "/" + id;
    out_.push_back({name, title, municipality_, engine::rule_hash(ruleset_, id),
                    std::move(walk).cone()});
  }

  const Ruleset& ruleset_;
  std::vector<Unit>& out_;
  std::string municipality_;
  std::set<std::string> seen_;
};

Unit frame_unit(const Ruleset& base) {
  ConeWalk walk(base);
  walk.frame();
  return {std::string(kFrameUnit), base.header.title, "", engine::frame_hash(base),
          std::move(walk).cone()};
}

Unit overlay_unit(const Ruleset& base, const std::string& code, const Ruleset& overlaid) {
  ConeWalk walk(overlaid);
  walk.overlay(base);
  return {code + "/" + std::string(kOverlayUnit), overlaid.overlay ? overlaid.overlay->name : "",
          code, engine::overlay_frame_hash(base, overlaid), std::move(walk).cone()};
}

}  // namespace

std::vector<Unit> units_of(const engine::Package& package) {
  std::vector<Unit> out;
  Collector(package.base, out).provisions(nullptr);
  out.push_back(frame_unit(package.base));
  for (const auto& [code, overlaid] : package.municipal) {
    Collector(overlaid, out).provisions(&package.base);
    out.push_back(overlay_unit(package.base, code, overlaid));
  }
  return out;
}

}  // namespace stadga::review
