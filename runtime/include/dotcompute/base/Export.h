// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Marks what libdotcompute exports; everything else in it is hidden.
#ifndef DOTCOMPUTE_BASE_EXPORT_H
#define DOTCOMPUTE_BASE_EXPORT_H

#define DOTCOMPUTE_EXPORT [[gnu::visibility("default")]]

#endif // DOTCOMPUTE_BASE_EXPORT_H
