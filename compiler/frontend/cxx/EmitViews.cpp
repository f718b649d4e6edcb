// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Members of dc::span, dc::view and dc::strided_view: sizes, elements and parts.
#include "compiler/frontend/cxx/KernelEmitter.h"

#include "llvm/ADT/StringSwitch.h"

using mlir::Value;

namespace dc::compiler {

/// The dimensions of the part that `span` is; of a whole array all that it has.
static Section sectionOf(const Place &span) {
  if (span.section) {
    return *span.section;
  }
  Section whole;
  unsigned rank =
      static_cast<unsigned>(llvm::cast<mlir::MemRefType>(span.value.getType()).getRank());
  whole.fixed.resize(rank);
  for (unsigned dim = 0; dim != rank; ++dim) {
    whole.dimensions.push_back({dim, {}, {}});
  }
  return whole;
}

static Place withSection(const Place &span, Section section) {
  Place part = span;
  part.section = std::make_shared<const Section>(std::move(section));
  return part;
}

Value KernelEmitter::extentOf(mlir::Location loc, const Place &span, unsigned dim) {
  if (!span.section) {
    return build.extent(loc, span.value, dim);
  }
  const Section::Dimension &place = span.section->dimensions[dim];
  return place.size ? place.size : build.extent(loc, span.value, place.of);
}

/// In elements.
Value KernelEmitter::strideOf(mlir::Location loc, const Place &span, unsigned dim) {
  if (!span.section) {
    return build.stride(loc, span.value, dim);
  }
  const Section::Dimension &place = span.section->dimensions[dim];
  Value stride = build.stride(loc, span.value, place.of);
  for (const Section::Cut &cut : place.cuts) {
    if (cut.step) {
      stride = build.arith(loc, Arith::Mul, stride, cut.step, ScalarType::index(), false, {});
    }
  }
  return stride;
}

/// The constant that names a dimension.
unsigned KernelEmitter::dimension(const clang::Expr *expr) {
  clang::Expr::EvalResult result;
  if (!expr->EvaluateAsInt(result, ast) || result.Val.getInt().getExtValue() < 0 ||
      result.Val.getInt().getExtValue() > 2) {
    reporter.report(Diag::ConstantDimension, expr->getSourceRange());
    return 0;
  }
  return static_cast<unsigned>(result.Val.getInt().getExtValue());
}

//===-- Elements
//-------------------------------------------------------------------------------===//

/// Where the place `index` of a dimension lies in the argument's. From the inside out, so that each
/// sum is one that a test has been made for.
Value KernelEmitter::placeOf(mlir::Location loc, const Section::Dimension &place, Value index) {
  ScalarType type = ScalarType::index();
  for (const Section::Cut &cut : llvm::reverse(place.cuts)) {
    if (cut.step) {
      index = build.arith(loc, Arith::Mul, index, cut.step, type, false, {});
    }
    if (cut.begin) {
      index = build.arith(loc, Arith::Add, cut.begin, index, type, false, {});
    }
  }
  return index;
}

/// The indices of the argument for those of a part of it. The argument's own bounds are checked
/// where the element is used; the part's, where it has others, here: an index outside becomes one
/// that is outside the argument, too.
llvm::SmallVector<Value, 4> KernelEmitter::wholeIndices(const clang::Expr *expr, const Place &span,
                                                        llvm::ArrayRef<Value> indices) {
  if (!span.section) {
    return {indices.begin(), indices.end()};
  }
  mlir::Location loc = locate(expr);
  ScalarType type = ScalarType::index();
  llvm::SmallVector<Value, 4> result(span.section->fixed.begin(), span.section->fixed.end());
  for (auto [given, place] : llvm::zip_equal(indices, span.section->dimensions)) {
    Value index = placeOf(loc, place, given);
    if (place.size) {
      Value isInside = build.inBounds(loc, given, place.size, sourceText(expr));
      index = build.select(loc, isInside, index, build.integer(loc, type, -1));
    }
    result[place.of] = index;
  }
  return result;
}

Place KernelEmitter::viewElement(const clang::CallExpr *call, const Place &view,
                                 llvm::ArrayRef<const clang::Expr *> indices) {
  if (view.kind != Place::Kind::Span) {
    return {};
  }
  llvm::SmallVector<Value, 3> values;
  for (const clang::Expr *index : indices) {
    values.push_back(indexValue(index));
  }
  return elementOf(call, view, values);
}

//===-- Parts
//----------------------------------------------------------------------------------===//

/// v.row(i), v.row(p, r) and v.column(c): one index each for the dimensions from `dim` on.
Place KernelEmitter::rowOf(const clang::CXXMemberCallExpr *call, const Place &view, unsigned dim) {
  mlir::Location loc = locate(call);
  Section section = sectionOf(view);
  const llvm::SmallVector<Section::Dimension, 3> dimensions = section.dimensions;
  for (const clang::Expr *argument : call->arguments()) {
    const Section::Dimension &place = dimensions[dim];
    Value given = indexValue(argument);
    Value isInside = build.inBounds(loc, given, extentOf(loc, view, dim), sourceText(call));
    Value index = placeOf(loc, place, given);
    if (place.size) { // else the argument's own bound says the same
      index = build.select(loc, isInside, index, build.integer(loc, ScalarType::index(), -1));
    }
    section.fixed[place.of] = index;
    llvm::erase_if(section.dimensions,
                   [&](const Section::Dimension &other) { return other.of == place.of; });
    ++dim;
  }
  return withSection(view, std::move(section));
}

/// Keeps `count` places of one dimension from `begin` on; a null `begin` is 0, and a null `count`
/// all that follow. A part that does not fit is a fault, and empty, so that none of its elements is
/// touched.
void KernelEmitter::cut(const clang::Expr *call, const Place &view, Section &section, unsigned dim,
                        Value begin, Value count) {
  mlir::Location loc = locate(call);
  ScalarType type = ScalarType::index();
  std::string text = sourceText(call);
  Value size = extentOf(loc, view, dim);
  Value one = build.integer(loc, type, 1);
  Value left = size;
  Value fits;
  if (begin) {
    // A part may begin behind the last place. The fault shows the array's size.
    Value places = build.arith(loc, Arith::Add, size, one, type, false, {});
    fits = build.inBounds(loc, begin, places, text, begin, size);
    left = build.arith(loc, Arith::Sub, size, begin, type, false, {});
  }
  if (count) {
    Value places = build.arith(loc, Arith::Add, left, one, type, false, {});
    Value end = begin ? build.arith(loc, Arith::Add, begin, count, type, false, {}) : count;
    Value last = build.arith(loc, Arith::Sub, end, one, type, false, {});
    Value countFits = build.inBounds(loc, count, places, text, last, size);
    fits = fits ? build.arith(loc, Arith::And, fits, countFits, ScalarType::boolean(), false, {})
                : countFits;
  }
  section.dimensions[dim].size =
      build.select(loc, fits, count ? count : left, build.zero(loc, type));
  if (begin) {
    section.dimensions[dim].cuts.push_back({begin, {}});
  }
}

/// v.slice({b, n}, ...)
Place KernelEmitter::sliceOf(const clang::CXXMemberCallExpr *call, const Place &view) {
  mlir::Location loc = locate(call);
  Section section = sectionOf(view);
  for (auto [dim, argument] : llvm::enumerate(call->arguments())) {
    Place part = object(argument);
    if (part.kind != Place::Kind::Record || part.parts.size() != 2) {
      return unsupportedPlace(argument);
    }
    Value begin = load(loc, part.parts[0]);
    Value count = load(loc, part.parts[1]);
    cut(call, view, section, static_cast<unsigned>(dim), begin, count);
  }
  return withSection(view, std::move(section));
}

/// s.first(n), s.last(n), s.subspan(b), s.subspan(b, n)
Place KernelEmitter::partOf(const clang::CXXMemberCallExpr *call, const Place &span,
                            llvm::StringRef name) {
  Section section = sectionOf(span);
  Value given = indexValue(call->getArg(0));
  if (name == "subspan") {
    Value count = call->getNumArgs() == 2 ? indexValue(call->getArg(1)) : Value();
    cut(call, span, section, 0, given, count);
    return withSection(span, std::move(section));
  }
  cut(call, span, section, 0, {}, given);
  if (name == "last") {
    mlir::Location loc = locate(call);
    Value size = extentOf(loc, span, 0);
    Value begin = build.arith(loc, Arith::Sub, size, given, ScalarType::index(), false, {});
    section.dimensions[0].cuts.push_back({begin, {}});
  }
  return withSection(span, std::move(section));
}

/// v.strided(k, ...): every k-th place of each dimension. A step below 1 is a fault, and leaves
/// nothing.
Place KernelEmitter::stridedOf(const clang::CXXMemberCallExpr *call, const Place &view) {
  mlir::Location loc = locate(call);
  ScalarType type = ScalarType::index();
  Section section = sectionOf(view);
  Value one = build.integer(loc, type, 1);
  for (auto [dim, argument] : llvm::enumerate(call->arguments())) {
    Value step = indexValue(argument);
    Value isTooSmall = build.compare(loc, Compare::Lt, step, one, type);
    build.fault(loc, isTooSmall, sourceText(call));
    step = build.minMax(loc, /*isMax=*/true, step, one, type);
    Value size = extentOf(loc, view, static_cast<unsigned>(dim));
    // (size - 1) / step + 1 for every size but 0, and 0 for that: the quotient of -1 is 0 or -1.
    Value last = build.arith(loc, Arith::Sub, size, one, type, false, {});
    Value steps = build.arith(loc, Arith::Div, last, step, type, false, sourceText(call));
    Value count = build.arith(loc, Arith::Add, steps, one, type, false, {});
    Value isEmpty = build.compare(loc, Compare::Eq, size, build.zero(loc, type), type);
    isEmpty = build.arith(loc, Arith::Or, isEmpty, isTooSmall, ScalarType::boolean(), false, {});
    Section::Dimension &place = section.dimensions[dim];
    place.size = build.select(loc, isEmpty, build.zero(loc, type), count);
    place.cuts.push_back({{}, step});
  }
  return withSection(view, std::move(section));
}

//===-- Members
//--------------------------------------------------------------------------------===//

namespace {
enum class Member {
  Unknown,
  Rank,
  Extent,
  Stride,
  Size,
  Empty,
  Row,
  Column,
  Transposed,
  Part,
  Slice,
  Strided
};
} // namespace

static Member findMember(llvm::StringRef name) {
  return llvm::StringSwitch<Member>(name)
      .Case("rank", Member::Rank)
      .Case("extent", Member::Extent)
      .Case("stride", Member::Stride)
      .Case("size", Member::Size)
      .Case("empty", Member::Empty)
      .Case("row", Member::Row)
      .Case("column", Member::Column)
      .Case("transposed", Member::Transposed)
      .Cases({"first", "last", "subspan"}, Member::Part)
      .Case("slice", Member::Slice)
      .Case("strided", Member::Strided)
      .Default(Member::Unknown);
}

Place KernelEmitter::spanMember(const clang::CXXMemberCallExpr *call) {
  Place span = object(call->getImplicitObjectArgument());
  mlir::Location loc = locate(call);
  ScalarType index = ScalarType::index();
  const clang::CXXMethodDecl *method = call->getMethodDecl();
  if (span.kind != Place::Kind::Span) {
    return {};
  }
  if (method->getOverloadedOperator() == clang::OO_Subscript) {
    return subscript(call, span, indexValue(call->getArg(0)));
  }
  if (method->getOverloadedOperator() == clang::OO_Call) {
    llvm::SmallVector<const clang::Expr *> indices(call->arguments());
    return viewElement(call, span, indices);
  }
  llvm::StringRef name = method->getIdentifier() ? method->getName() : "";
  Member member = findMember(name);
  switch (member) {
  case Member::Rank:
    return Place::ofValue(constant(call), typeOf(call));
  case Member::Extent:
  case Member::Stride: {
    unsigned dim = dimension(call->getArg(0));
    unsigned viewRank = getSpanRank(call->getObjectType());
    if (dim >= viewRank) {
      reporter.report(Diag::ViewDimension, call->getArg(0)->getSourceRange(),
                      {std::to_string(dim), std::to_string(viewRank), countDimensions(viewRank)});
      dim = 0;
    }
    return Place::ofValue(
        member == Member::Stride ? strideOf(loc, span, dim) : extentOf(loc, span, dim), index);
  }
  case Member::Size:
    return Place::ofValue(extentOf(loc, span, 0), index);
  case Member::Empty: {
    Value none =
        build.compare(loc, Compare::Eq, extentOf(loc, span, 0), build.zero(loc, index), index);
    return Place::ofValue(none, ScalarType::boolean());
  }
  case Member::Row:
    return rowOf(call, span, 0);
  case Member::Column:
    return rowOf(call, span, 1);
  case Member::Transposed: {
    Section section = sectionOf(span);
    std::swap(section.dimensions[0], section.dimensions[1]);
    return withSection(span, std::move(section));
  }
  case Member::Part:
    return partOf(call, span, name);
  case Member::Slice:
    return sliceOf(call, span);
  case Member::Strided:
    return stridedOf(call, span);
  case Member::Unknown:
    break;
  }
  return unsupportedPlace(call);
}

} // namespace dc::compiler
