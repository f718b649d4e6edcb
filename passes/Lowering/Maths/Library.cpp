// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds functions of the maths library in its texts, parses and inlines them.
#include "passes/Lowering/Maths/Library.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Parser/Parser.h"

#include "llvm/ADT/SetVector.h"

namespace mlir::dc::maths {

/// Where each function's text is. Built once per process.
static const llvm::StringMap<StringRef> &getIndex() {
  static const llvm::StringMap<StringRef> index = [] {
    constexpr StringLiteral head = "func.func private @";
    constexpr StringLiteral tail = "\n}\n";
    llvm::StringMap<StringRef> functions;
    for (StringRef text : getTexts()) {
      for (size_t from = text.find(head); from != StringRef::npos; from = text.find(head, from)) {
        StringRef name = text.substr(from + head.size());
        name = name.take_until([](char c) { return c == '('; });
        size_t end = std::min(text.find(tail, from), text.size() - tail.size()) + tail.size();
        functions[name] = text.slice(from, end);
        from = end;
      }
    }
    return functions;
  }();
  return index;
}

/// Adds the names of what `text` calls.
static void collectCallees(StringRef text, llvm::SetVector<StringRef> &names) {
  constexpr StringLiteral call = "call @";
  for (size_t at = text.find(call); at != StringRef::npos; at = text.find(call, at)) {
    at += call.size();
    names.insert(text.substr(at).take_until([](char c) { return c == '('; }));
  }
}

SmallVector<Value> inlineBefore(Operation *at, func::FuncOp function, ValueRange operands) {
  OpBuilder builder(at);
  IRMapping mapping;
  Block &body = function.getBody().front();
  mapping.map(body.getArguments(), operands);
  for (Operation &op : body.without_terminator()) {
    Operation *copy = builder.clone(op, mapping);
    copy->walk([&](Operation *inner) { inner->setLoc(at->getLoc()); });
  }
  SmallVector<Value> results;
  for (Value value : body.getTerminator()->getOperands()) {
    results.push_back(mapping.lookup(value));
  }
  return results;
}

void Library::inlineCallees(func::FuncOp function) {
  SmallVector<func::CallOp> calls;
  function.walk([&](func::CallOp call) { calls.push_back(call); });
  for (func::CallOp call : calls) {
    func::FuncOp callee = functions.lookup(call.getCallee());
    inlineCallees(callee);
    call->replaceAllUsesWith(inlineBefore(call, callee, call.getOperands()));
    call->erase();
  }
}

func::FuncOp Library::find(StringRef name) {
  if (func::FuncOp known = functions.lookup(name)) {
    return known;
  }
  const llvm::StringMap<StringRef> &index = getIndex();
  if (!index.contains(name)) {
    return {};
  }
  llvm::SetVector<StringRef> needed;
  needed.insert(name);
  std::string text;
  for (size_t i = 0; i < needed.size(); ++i) {
    StringRef function = index.lookup(needed[i]);
    collectCallees(function, needed);
    text += function;
  }
  ParserConfig config(context, /*verifyAfterParse=*/true);
  OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(text, config);
  if (!module) {
    return {};
  }
  if (!parsed) {
    parsed = ModuleOp::create(UnknownLoc::get(context));
  }
  for (StringRef function : needed) {
    auto definition = module->lookupSymbol<func::FuncOp>(function);
    if (func::FuncOp &known = functions[function]; !known && definition) {
      definition->moveBefore(parsed->getBody(), parsed->getBody()->end());
      known = definition;
    }
  }
  inlineCallees(functions[name]);
  return functions[name];
}

} // namespace mlir::dc::maths
