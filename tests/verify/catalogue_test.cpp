// Every analysis of the catalogue finds its seeded defect and not the near miss beside it, and says so in words that
// stand in tests/verify/catalogue. STADGA_UPDATE_GOLDEN=1 writes them anew; read the difference before committing it.
#include "support.h"

namespace stadga::verify::testing {
namespace {

const std::filesystem::path kFolder = STADGA_SOURCE_DIR "/tests/verify/catalogue";

// What is promised of two cases, or of one, is asked for together.
std::string asked_as(const std::string& kind) {
  const bool promised = kind == "monotone" || kind == "independence" || kind == "cliff";
  return promised ? "guarantee" : kind;
}

CheckResult of_kind(const engine::Package& package, const std::string& kind) {
  CheckResult all = checked(package, {asked_as(kind)});
  std::erase_if(all.obligations, [&](const Obligation& o) { return o.kind != kind; });
  return all;
}

std::vector<std::filesystem::path> analyses() {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.is_directory()) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

TEST(Catalogue, EveryDefectIsFoundAndNoNearMiss) {
  const auto all = analyses();
  ASSERT_GE(all.size(), 17U);
  for (const auto& folder : all) {
    const std::string name = folder.filename().string();
    const std::string kind = name.substr(name.find('-') + 1);
    SCOPED_TRACE(name);
    const auto defect = compiled({{"defekt.stadga", read_file(folder / "defekt.stadga")}});
    const auto found = of_kind(defect, kind);
    EXPECT_FALSE(refuted(found).empty());
    expect_told(folder / "defekt.expected", defect, found);
    const auto near = compiled({{"nara.stadga", read_file(folder / "nara.stadga")}});
    const auto nothing = of_kind(near, kind);
    EXPECT_FALSE(nothing.obligations.empty());
    EXPECT_THAT(not_proved(nothing), ::testing::IsEmpty());
    expect_told(folder / "nara.expected", near, nothing);
  }
}

}  // namespace
}  // namespace stadga::verify::testing
