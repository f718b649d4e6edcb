// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All results in one picture, each with a line of text below it.
#ifndef PHOTO_CONTACTSHEET_H
#define PHOTO_CONTACTSHEET_H

#include "Image.h"

#include <string>
#include <utility>
#include <vector>

namespace photo {

/// Three in a row. Pictures are shrunk to fit and never enlarged. Text is shown in capitals.
Image contact_sheet(const std::vector<std::pair<std::string, Image>> &pictures);

} // namespace photo

#endif // PHOTO_CONTACTSHEET_H
