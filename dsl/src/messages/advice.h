// advice.h - one message with its code and the next action; what every catalogue returns.
#pragma once
#include "stadga/base/result.h"

namespace stadga::dsl::messages {

struct Advice {
  const char* code;
  LocalText message;
  LocalText help;
};

}  // namespace stadga::dsl::messages
