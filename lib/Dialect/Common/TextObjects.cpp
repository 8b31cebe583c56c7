#include "Dialect/Common/TextObjects.h"

#include "Dialect/Common/OpaqueWriter.h"
#include "Dialect/Common/Privileges.h"
#include "Dialect/Common/Resolve.h"
#include "Dialect/Common/TriggerWriter.h"

namespace retort {

//===--- What an engine holds ---------------------------------------------===//

/// Only what is said in its own words, as it gets them.
static void expressTexts(const Dialect& dialect, DialectTexts& texts) {
  const std::string* text = textFor(texts, dialect.name(), dialect.facts().relative);
  DialectTexts own;
  if (text)
    own[dialect.name().str()] = llvm::StringRef(*text).trim().str();
  texts = std::move(own);
}

SchemaObject expressObject(const Dialect& dialect, SchemaObject object) {
  if (!dialect.has(Feature::Grants))
    setGrants(object, {});
  std::visit(
      [&]<typename T>(T& it) {
        if constexpr (requires { it.texts; }) {
          expressTexts(dialect, it.texts);
          if (!dialect.has(Feature::ObjectComments))
            it.comment.clear();
        }
        if constexpr (std::is_same_v<T, View>) {
          it.options = resolveFor(dialect.facts(), it.options);
          for (Index& index : it.indexes)
            index.options = resolveFor(dialect.facts(), index.options);
        }
        // The engine knows it by its name alone, and the text says its arguments.
        if constexpr (std::is_same_v<T, Opaque>)
          if (!dialect.facts().overloadsFunctions)
            it.signature.reset();
      },
      object);
  return object;
}

//===--- What is written --------------------------------------------------===//

namespace {
class TextObjectWriter {
public:
  TextObjectWriter(const Dialect& dialect, const Catalog& before, StatementSink& sink,
                   DiagnosticEngine& diags)
      : dialect_(dialect), before_(before), sink_(sink), opaques_(dialect, before, sink, diags),
        triggers_(dialect, sink) {}

  bool write(const op::CreateObject& create) {
    return onText(create.object, [&](auto& writer, const auto& object) {
      writer.create(object);
      complete(writer, object);
    });
  }
  bool write(const op::DropObject& drop) {
    return onText(drop.id, [&](auto& writer, const auto& object) {
      withdraw(object);
      writer.drop(object);
    });
  }
  bool write(const op::RenameObject& rename) {
    const SchemaObject* object = before_.objects.find(rename.id);
    if (object && std::holds_alternative<Trigger>(*object)) {
      triggers_.rename(std::get<Trigger>(*object), rename.to);
      return true;
    }
    return relocate(rename.id, {rename.id.name.schema, rename.to},
                    [&](const Opaque& it) { return opaques_.rename(it, rename.to); });
  }
  bool write(const op::MoveObject& move) {
    return relocate(move.id, {move.schema, move.id.name.name},
                    [&](const Opaque& it) { return opaques_.move(it, move); });
  }
  bool write(const op::AlterObject& alter) {
    return onText(alter.to, [&]<typename T>(auto& writer, const T& to) {
      const SchemaObject& from = *before_.objects.find(idOf(to));
      if (writer.alter(std::get<T>(from), to))
        return complete(writer, to);
      comment(writer, to, commentOf(from) == to.comment);
      if (const Grants* grants = grantsOf(from))
        grant(to, *grants);
    });
  }
  bool write(const auto&) { return false; }

private:
  bool onText(const SchemaObject& object, auto act) {
    if (const auto* opaque = std::get_if<Opaque>(&object))
      act(opaques_, *opaque);
    else if (const auto* trigger = std::get_if<Trigger>(&object))
      act(triggers_, *trigger);
    else
      return false;
    return true;
  }
  bool onText(const ObjectId& id, auto act) {
    const SchemaObject* object = before_.objects.find(id);
    return object && onText(*object, act);
  }

  /// What a new one has not by itself.
  void complete(const auto& writer, const auto& object) {
    comment(writer, object, object.comment.empty());
    grant(object, {});
  }

  /// Under another name: in place, or by making it anew.
  bool relocate(const ObjectId& id, const QualifiedName& to, auto act) {
    const SchemaObject* object = before_.objects.find(id);
    const auto* opaque = object ? std::get_if<Opaque>(object) : nullptr;
    if (!opaque)
      return false;
    if (!act(*opaque))
      return true;
    Opaque renamed = *opaque;
    renamed.name = to;
    complete(opaques_, renamed);
    return true;
  }

  void add(std::string sql) {
    sink_.add(std::move(sql)).transactional = dialect_.facts().transactionalDdl;
  }

  void grant(const SchemaObject& object, const Grants& before) {
    if (const Grants* grants = grantsOf(object))
      for (std::string& statement :
           grantChanges(dialect_, grantTarget(dialect_, object), before, *grants))
        add(std::move(statement));
  }

  /// What would outlive the object.
  void withdraw(const SchemaObject& object) {
    const Grants* grants = grantsOf(object);
    if (!grants || !dialect_.facts().privilegesAreOfNames)
      return;
    for (std::string& statement :
         revokeStatements(dialect_, grantTarget(dialect_, object), *grants))
      add(std::move(statement));
  }

  void comment(const auto& writer, const auto& object, bool isThere) {
    if (!isThere && dialect_.has(Feature::ObjectComments))
      sink_.add("COMMENT ON " + writer.target(object) + " IS " +
                (object.comment.empty() ? "NULL" : dialect_.literal(object.comment)));
  }

  const Dialect& dialect_;
  const Catalog& before_;
  StatementSink& sink_;
  OpaqueWriter opaques_;
  TriggerWriter triggers_;
};
} // namespace

bool lowerTextObject(const Dialect& dialect, const Operation& operation, const Catalog& before,
                     StatementSink& sink, DiagnosticEngine& diags) {
  TextObjectWriter writer(dialect, before, sink, diags);
  return std::visit([&](const auto& it) { return writer.write(it); }, operation);
}

} // namespace retort
