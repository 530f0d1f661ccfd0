#include "world.h"

#include <sys/random.h>

#include <cerrno>
#include <chrono>

#include "stadga/base/check.h"

namespace stadga::cli {

std::int64_t now_in_milliseconds() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

Date today() {
  constexpr std::int64_t kDay = 24LL * 60 * 60 * 1000;
  const auto epoch = make_date(1970, 1, 1);
  const auto day = add_days(epoch.value(), now_in_milliseconds() / kDay);
  STADGA_CHECK(day.has_value());
  return *day;
}

void fill_random(std::span<std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::getrandom(bytes.data(), bytes.size(), 0);
    if (count < 0 && errno == EINTR) continue;
    STADGA_CHECK(count > 0);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

}  // namespace stadga::cli
