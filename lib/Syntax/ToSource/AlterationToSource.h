//===- AlterationToSource.h - one `alter table` as statements -------------===//
#pragma once

#include "Syntax/ToSource/SourceMaker.h"

namespace retort {

/// Turns the actions of one block into statements: one `alter table`, and a statement of
/// its own for each index that is made or dropped concurrently.
class AlterationToSource {
public:
  /// Appends to `statements` and `unsaid`. All borrowed.
  AlterationToSource(SourceMaker& maker, llvm::SmallVectorImpl<const ast::Node*>& statements,
                     std::vector<std::string>& unsaid)
      : maker_(maker), statements_(statements), unsaid_(unsaid) {}

  /// `catalog` is what the block is applied to, and is changed by it.
  void add(const op::AlterTable& alter, Catalog& catalog);

private:
  void add(const op::TableAction& action, const Table& table);
  void alterColumn(const op::AlterColumn& alter, const Column& before);
  void restart(const op::RestartIdentity& restart);
  void drop(const Constraint& constraint);
  void dropNamed(ObjectKind kind, llvm::StringRef name);
  void rename(ObjectKind kind, llvm::StringRef from, llvm::StringRef to);
  void addItem(const ast::TableItem* item);
  void setComment(llvm::StringRef comment);
  void reset(llvm::ArrayRef<std::string> options);
  void setOptions(const Options& before, const Options& after);
  void commentOn(ObjectKind kind, llvm::StringRef name, llvm::StringRef comment);
  void attach(const op::AttachPartition& attach);
  void detach(const op::DetachPartition& detach);
  void grant(const Grants& grants, bool revoke);
  void validate(llvm::StringRef constraint);
  void createConcurrently(const Index& index);
  void dropConcurrently(llvm::StringRef index);
  void flush();

  SourceMaker& maker_;
  llvm::SmallVectorImpl<const ast::Node*>& statements_;
  std::vector<std::string>& unsaid_;
  QualifiedName table_;
  Options options_;
  llvm::SmallVector<const ast::Node*> actions_;
};

} // namespace retort
